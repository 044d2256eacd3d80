import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
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
  const send = async () => {
    if (!(await save({ params: { recognitionId }, body: { givenOn } }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.released })
  }
  return (
    <FormSheet
      title={messages.release}
      send={messages.releaseSave}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{messages.releaseHint}</p>
      {error && !problem && <Trouble error={error} />}
      <TextField
        label={messages.releasedOn}
        type="date"
        value={givenOn}
        onType={setGivenOn}
        problem={problem}
      />
    </FormSheet>
  )
}
