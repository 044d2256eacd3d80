import { useState } from 'react'
import type { LogMeasure } from '../../../contract/log-measures.ts'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { useKeptSave } from '../../lib/outbox/use-kept-save.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { type Amounts, measureNames, readAmount, sayAmounts } from './amounts.ts'
import { measures, messages } from './messages.ts'

export type OwnWork = CallOutput<'getOwnWork'>['works'][number]
const words = messages.own
type Typed = Record<LogMeasure, string> & { day: string; note: string; finding: string }

function readAll(value: Typed): Amounts | undefined {
  const typed = measureNames.filter((measure) => value[measure].trim() !== '')
  if (typed.some((measure) => readAmount(value[measure]) === undefined)) return undefined
  return Object.fromEntries(typed.map((measure) => [measure, readAmount(value[measure])]))
}

function useLog(work: OwnWork, onClose: () => void) {
  const { today } = useSession()
  const empty = { rounds: '', km: '', tonnes: '', hours: '', day: today, note: '', finding: '' }
  const draft = useDraft<Typed>(`work-log:${work.work.id}`, empty)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useKeptSave('logWork')
  const { value } = draft
  const send = async () => {
    const amounts = readAll(value)
    setTried(true)
    if (!amounts || Object.keys(amounts).length === 0) return
    const body = {
      ...{ work: work.work, day: value.day, amounts },
      ...{ note: value.note.trim() || null, finding: value.finding.trim() || null },
    }
    const answer = await save({
      request: { body },
      slot: `work-log:${work.work.id}`,
      title: work.name,
      lines: [value.day, sayAmounts(amounts)],
      page: '/own-work',
    })
    if (!answer) return
    draft.done()
    onClose()
    if (answer === 'kept') tell({ tone: 'offline', sentence: words.kept })
    else tell({ tone: 'done', sentence: words.done(`${work.name}，${sayAmounts(amounts)}`) })
  }
  return { draft, tried, send, saving, error }
}

type MoreProps = { value: Typed; type: (to: Partial<Typed>) => void; error: CallError | undefined }

/** What is seldom another than usual: the day, a note, something that was found. */
function MoreFields({ value, type, error }: MoreProps) {
  return (
    <>
      <TextField
        label={words.day}
        type="date"
        value={value.day}
        onType={(day) => type({ day })}
        problem={fieldMessage(error, 'body.day')}
      />
      <TextField
        label={words.note}
        optional
        value={value.note}
        onType={(note) => type({ note })}
        problem={fieldMessage(error, 'body.note')}
        maxLength={300}
      />
      <TextField
        label={words.finding}
        hint={words.findingHint}
        optional
        value={value.finding}
        onType={(finding) => type({ finding })}
        problem={fieldMessage(error, 'body.finding')}
        maxLength={500}
      />
    </>
  )
}

/** Two taps and a number: what was counted last is asked first, the rest stands behind 别的数. */
export function LogSheet({ work, onClose }: { work: OwnWork; onClose: () => void }) {
  const { draft, tried, send, saving, error } = useLog(work, onClose)
  const [more, setMore] = useState(work.usual.length === 0)
  const { value } = draft
  const type = (to: Partial<Typed>) => draft.set((now) => ({ ...now, ...to }))
  const shown = more ? measureNames : work.usual
  const problemOf = (measure: LogMeasure) => {
    const typed = value[measure].trim()
    if (tried && typed !== '' && readAmount(typed) === undefined) return words.wrong
    const nothing = measureNames.every((one) => value[one].trim() === '')
    return tried && nothing && measure === shown[0] ? words.one : undefined
  }
  return (
    <FormSheet
      title={words.log}
      sub={work.name}
      label={words.logFor(work.name)}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      {shown.map((measure) => (
        <TextField
          key={measure}
          label={measures[measure].label}
          inputMode="decimal"
          value={value[measure]}
          onType={(next) => type({ [measure]: next })}
          problem={problemOf(measure)}
        />
      ))}
      {more ? (
        <MoreFields value={value} type={type} error={error} />
      ) : (
        <Button tone="quiet" onPress={() => setMore(true)}>
          {words.more}
        </Button>
      )}
    </FormSheet>
  )
}
