import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Check } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.revisit
type Answered = NonNullable<CallOutput<'getRevisit'>['answered']>
type FormProps = { revisitId: string; answered: Answered; onClose: () => void }

/** The list as it was answered, to be put right with a reason; the results of the two follow. */
export function CorrectForm({ revisitId, answered, onClose }: FormProps) {
  const { version, items } = answered
  const [seen, setSeen] = useState<Record<string, boolean>>(
    Object.fromEntries(items.map(({ key, there }) => [key, there])),
  )
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave('correctRevisit')
  const send = async () => {
    if (!(await save({ params: { revisitId }, body: { answers: seen, reason, version } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.correctDone })
  }
  return (
    <FormSheet
      title={words.correct}
      error={error}
      send={words.correctSave}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.correctHint}</p>
      <fieldset className="enterprise-list">
        <legend>{words.list}</legend>
        {items.map(({ key, label }) => (
          <Check
            key={key}
            checked={seen[key] ?? false}
            onChange={(on) => setSeen((now) => ({ ...now, [key]: on }))}
          >
            {label}
          </Check>
        ))}
      </fieldset>
      <TextField
        label={words.why}
        value={reason}
        onType={setReason}
        maxLength={200}
        problem={fieldMessage(error, 'body.reason')}
      />
    </FormSheet>
  )
}
