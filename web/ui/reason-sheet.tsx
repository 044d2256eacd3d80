import { type FormEvent, useState } from 'react'
import { type CallError, fieldMessage } from '../lib/call-error.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { Sheet } from './sheet.tsx'
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend(reason.trim())
  }
  return (
    <Sheet title={title} label={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
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
        <Button submit wide busy={busy}>
          {send}
        </Button>
      </form>
    </Sheet>
  )
}
