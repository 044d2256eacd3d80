import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { parseYuan } from '../../lib/outbox/yuan.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { type Aim, AimsField } from './aims-field.tsx'
import { aidWords, openWords, actWords as words } from './hardship-messages.ts'

type File = CallOutput<'getHardshipFile'>
type SheetProps = { row: File; onClose: () => void }

function useAid({ row, onClose }: SheetProps) {
  const { today } = useSession()
  const [kind, setKind] = useState<Aim | undefined>(row.aims.length === 1 ? row.aims[0] : undefined)
  const [givenOn, setDay] = useState(today)
  const [what, setWhat] = useState('')
  const [yuan, setYuan] = useState('')
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('giveAid')
  const fen = parseYuan(yuan)
  const isWrong = yuan.trim() === '' ? kind === 'funds' : !fen
  const send = async () => {
    setTried(true)
    if (!kind || isWrong) return
    const body = { kind, givenOn, what, fen: fen ?? null }
    if (!(await save({ params: { fileId: row.fileId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.given(aidWords[kind]) })
  }
  return {
    ...{ kind, setKind, givenOn, setDay, what, setWhat, yuan, setYuan },
    ...{ tried, isWrong, send, saving, error },
  }
}

/** One aid on the day it was given. */
export function AidSheet(props: SheetProps) {
  const form = useAid(props)
  const { error, tried } = form
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  return (
    <FormSheet
      title={words.give}
      error={error}
      send={words.send}
      tone="go"
      busy={form.saving}
      onSend={form.send}
      onClose={props.onClose}
    >
      <Choice
        legend={words.kind}
        value={form.kind}
        onChoose={form.setKind}
        options={props.row.aims.map((aim) => ({ value: aim, label: aidWords[aim] }))}
        problem={tried && !form.kind ? words.pick : problem('kind')}
      />
      <TextField
        label={words.what}
        value={form.what}
        onType={form.setWhat}
        problem={problem('what')}
        maxLength={60}
      />
      <TextField
        label={words.yuan}
        optional={form.kind !== 'funds'}
        inputMode="decimal"
        value={form.yuan}
        onType={form.setYuan}
        problem={tried && form.isWrong ? words.yuanWrong : problem('fen')}
      />
      <TextField
        label={words.day}
        type="date"
        value={form.givenOn}
        onType={form.setDay}
        problem={problem('givenOn')}
      />
    </FormSheet>
  )
}

/** What is written anew takes the place of what stood; it is shown by a look, with its reason. */
export function ChangeSheet({ row, situation, onClose }: SheetProps & { situation: string }) {
  const [aims, setAims] = useState<Aim[]>([...row.aims])
  const [typed, setTyped] = useState(situation)
  const { save, saving, error } = useSave('changeHardshipFile')
  const send = async () => {
    const body = { aims, situation: typed, version: row.version }
    if (!(await save({ params: { fileId: row.fileId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.changed })
  }
  return (
    <FormSheet
      title={words.change}
      error={error}
      send={words.change}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      {row.hasWish && <p>{words.changeHint}</p>}
      <AimsField
        setting={row.setting}
        aims={aims}
        onChange={setAims}
        problem={fieldMessage(error, 'body.aims')}
      />
      <TextField
        label={openWords.situation}
        hint={openWords.situationHint}
        value={typed}
        onType={setTyped}
        problem={fieldMessage(error, 'body.situation')}
        maxLength={200}
      />
    </FormSheet>
  )
}

const whys = [
  { value: 'helped', label: words.helped },
  { value: 'not-needed', label: words['not-needed'] },
] as const

export function CloseSheet({ row, onClose }: SheetProps) {
  const [why, setWhy] = useState<(typeof whys)[number]['value']>('helped')
  const { save, saving, error } = useSave('closeHardshipFile')
  const send = async () => {
    if (!(await save({ params: { fileId: row.fileId }, body: { why } }))) return
    onClose()
    goTelling('/hardship-files', { tone: 'done', sentence: words.closed })
  }
  return (
    <FormSheet
      title={words.close}
      error={error}
      send={words.close}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.closeHint}</p>
      <Choice legend={words.closeWhy} value={why} onChoose={setWhy} options={whys} />
    </FormSheet>
  )
}
