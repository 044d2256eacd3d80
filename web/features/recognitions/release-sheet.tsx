import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Recognition } from './recognition-rows.tsx'

/** On which day the name went out; only after its owner's yes. */
export function ReleaseSheet({ row, onClose }: { row: Recognition; onClose: () => void }) {
  const { recognitionId } = row
  const { today } = useSession()
  const [givenOn, setGivenOn] = useState(today)
  const { save, saving, error } = useSave('releaseRecognition', `recognition:${recognitionId}:release`)
  const problem = fieldMessage(error, 'body.givenOn')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { recognitionId }, body: { givenOn } }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.released })
  }
  return (
    <Sheet title={messages.release} label={messages.release} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p>{messages.releaseHint}</p>
        {error && !problem && <Trouble error={error} />}
        <TextField
          label={messages.releasedOn}
          type="date"
          value={givenOn}
          onType={setGivenOn}
          problem={problem}
        />
        <Button submit wide busy={saving}>
          {messages.releaseSave}
        </Button>
      </form>
    </Sheet>
  )
}
