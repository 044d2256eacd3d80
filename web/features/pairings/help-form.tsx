import { useState } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { type SealedDraftState, useSealedDraft } from '../../lib/carried/use-sealed-draft.ts'
import { formatDay } from '../../lib/format-day.ts'
import { parseYuan } from '../../lib/outbox/yuan.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Choice } from '../../ui/choice.tsx'
import { SealedDraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Loading } from '../../ui/states.tsx'
import type { UseHelpWrite } from './help-write.ts'
import { helpWords as words } from './messages.ts'

type Items = CallOutput<'getPairing'>['items']
type Typed = { item: string; day: string; text: string; yuan: string; what: string }

/** A code of the product's menus knows no money but funds; what a county added may have some. */
function moneyOf(item: string): 'must' | 'may' | 'never' {
  if (item === 'funds') return 'must'
  return /^[0-9a-f]{8}-/.test(item) ? 'may' : 'never'
}

function readMoney({ item, yuan, what }: Typed): { fen: number; what: string } | null | 'wrong' {
  const rule = moneyOf(item)
  if (rule === 'never' || (rule === 'may' && yuan.trim() === '')) return null
  const fen = parseYuan(yuan)
  return fen && what.trim() ? { fen, what: what.trim() } : 'wrong'
}

type FormProps = {
  pairingId: string
  where: string
  items: Items
  useWrite: UseHelpWrite
  onClose: () => void
}

type HelpProps = FormProps & { draft: SealedDraftState<Typed>; value: Typed }

function useHelp({ pairingId, where, items, useWrite, onClose, draft, value }: HelpProps) {
  const { today } = useSession()
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useWrite(pairingId)
  const send = async () => {
    const { item, day, text } = value
    const money = readMoney(value)
    setTried(true)
    if (!item || money === 'wrong') return
    const body = { item, helpedOn: day, text: text.trim() || null, money }
    const label = items.find((one) => one.item === item)?.label ?? ''
    const lines = [formatDay(day, today), label, ...(money ? [`${money.what} ${value.yuan.trim()}`] : [])]
    const became = await save({
      request: { params: { pairingId }, body },
      title: words.openFor(where),
      lines,
    })
    if (!became) return
    draft.done()
    onClose()
    if (became === 'kept') tell({ tone: 'offline', sentence: words.kept })
    else tell({ tone: 'done', sentence: words.done(label) })
  }
  return { tried, send, saving, error }
}

type MoneyProps = {
  value: Typed
  type: (to: Partial<Typed>) => void
  tried: boolean
  error: CallError | undefined
}

function MoneyFields({ value, type, tried, error }: MoneyProps) {
  const rule = moneyOf(value.item)
  if (rule === 'never') return null
  const isAsked = rule === 'must' || value.yuan.trim() !== ''
  const noYuan = tried && isAsked && !parseYuan(value.yuan)
  const noWhat = tried && isAsked && value.what.trim() === ''
  return (
    <>
      <TextField
        label={words.yuan}
        optional={rule === 'may'}
        inputMode="decimal"
        value={value.yuan}
        onType={(yuan) => type({ yuan })}
        problem={noYuan ? words.yuanWrong : fieldMessage(error, 'body.money')}
      />
      <TextField
        label={words.what}
        optional={rule === 'may'}
        value={value.what}
        onType={(what) => type({ what })}
        problem={noWhat ? words.whatMissing : fieldMessage(error, 'body.money.what')}
        maxLength={60}
      />
    </>
  )
}

/** What is written of a help lies sealed on the device, as visits do: it is looked for first. */
export function HelpForm(props: FormProps) {
  const { today } = useSession()
  const empty = () => ({ item: '', day: today, text: '', yuan: '', what: '' })
  const draft = useSealedDraft<Typed>(`pairing-help:${props.pairingId}`, empty)
  return draft.value ? <Form {...props} draft={draft} value={draft.value} /> : <Loading />
}

/** Two taps: what was given, and that it is sent. The day is today unless somebody says otherwise. */
function Form(props: HelpProps) {
  const { where, items, onClose, draft, value } = props
  const { tried, send, saving, error } = useHelp(props)
  const type = (to: Partial<Typed>) => draft.set((now) => ({ ...now, ...to }))
  const options = items.map((one) => ({ value: one.item, label: one.label }))
  return (
    <FormSheet
      title={words.open}
      sub={where}
      label={words.openFor(where)}
      error={error}
      send={words.send}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <SealedDraftNote draft={draft} />
      <Choice
        legend={words.item}
        value={value.item}
        onChoose={(item) => type({ item })}
        options={options}
        problem={tried && !value.item ? words.pick : fieldMessage(error, 'body.item')}
      />
      <MoneyFields value={value} type={type} tried={tried} error={error} />
      <TextField
        label={words.day}
        type="date"
        value={value.day}
        onType={(day) => type({ day })}
        problem={fieldMessage(error, 'body.helpedOn')}
      />
      <TextField
        label={words.text}
        hint={words.textHint}
        optional
        value={value.text}
        onType={(text) => type({ text })}
        problem={fieldMessage(error, 'body.text')}
        maxLength={100}
      />
    </FormSheet>
  )
}
