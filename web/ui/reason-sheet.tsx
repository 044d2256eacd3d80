import { useState } from 'react'
import { type CallError, fieldMessage } from '../lib/call-error.ts'
import { TextField } from './field.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Trouble } from './states.tsx'

type ReasonSheetProps = {
  title: string
  /** What follows, and what does not. */
  hint: string
  /** The question. */
  why: string
  /** What sends it. */
  send: string
  /** May it be left empty? A yes needs no words, a no does. */
  optional?: boolean
  error: CallError | undefined
  busy: boolean
  onSend: (reason: string) => void
  onClose: () => void
}

/** What the reason is called where it is kept. */
const fields = ['body.reason', 'body.note', 'body.text']

/** Asks why, before something is opened again, called off or refused. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { title, hint, why, send, optional = false, error, busy, onSend, onClose } = props
  const [reason, setReason] = useState('')
  const problem = fields.map((field) => fieldMessage(error, field)).find(Boolean)
  return (
    <FormSheet title={title} send={send} busy={busy} onSend={() => onSend(reason.trim())} onClose={onClose}>
      <p>{hint}</p>
      {error && !problem && <Trouble error={error} />}
      <TextField
        label={why}
        optional={optional}
        value={reason}
        onType={setReason}
        problem={problem}
        maxLength={200}
      />
    </FormSheet>
  )
}
