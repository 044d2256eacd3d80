import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
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
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!said) return
    const body = { answer: said, evidence: evidence.trim() || null }
    if (!(await save({ params: { recognitionId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.paperSaved })
  }
  return (
    <Sheet title={messages.paper} label={messages.paper} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
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
        <Button submit wide busy={saving} disabled={!said}>
          {messages.paperSave}
        </Button>
      </form>
    </Sheet>
  )
}
