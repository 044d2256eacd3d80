import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Recognition } from './recognition-rows.tsx'

type Said = keyof typeof messages.paperAnswers

/** After a yes there is only the taking back; before it, yes or no. */
function choicesAfter({ consent }: Recognition): Said[] {
  if (consent === 'given') return ['withdrawn']
  return consent === 'asked' ? ['given', 'refused'] : ['given']
}

/** What a member without a phone has signed on paper. */
export function PaperSheet({ row, onClose }: { row: Recognition; onClose: () => void }) {
  const { recognitionId } = row
  const [said, setSaid] = useState<Said>()
  const [evidence, setEvidence] = useState('')
  const { save, saving, error } = useSave('answerConsent', `recognition:${recognitionId}:paper`)
  const problem = fieldMessage(error, 'body.evidence')
  const send = async () => {
    if (!said) return
    const body = { answer: said, evidence: evidence.trim() || null }
    if (!(await save({ params: { recognitionId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.paperSaved })
  }
  return (
    <FormSheet
      title={messages.paper}
      send={messages.paperSave}
      busy={saving}
      disabled={!said}
      onSend={send}
      onClose={onClose}
    >
      <p>{messages.paperHint}</p>
      {error && !problem && <Trouble error={error} />}
      <Choice
        legend={messages.paperAnswer}
        value={said}
        onChoose={setSaid}
        options={choicesAfter(row).map((value) => ({ value, label: messages.paperAnswers[value] }))}
      />
      <TextField
        label={messages.evidence}
        value={evidence}
        onType={setEvidence}
        problem={problem}
        maxLength={100}
      />
    </FormSheet>
  )
}
