import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one
type Outcome = keyof typeof words.outcomes
const outcomes = (Object.keys(words.outcomes) as Outcome[]).map((value) => ({
  value,
  label: words.outcomes[value],
}))

/** How it went; both answers weigh the same. */
export function SettleForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const key = `talk:${caseId}:outcome`
  const blank = { outcome: undefined as Outcome | undefined, note: '', followUpOn: '' }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('settleTalk', key)
  const { outcome, note, followUpOn } = draft.value
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!outcome) return
    const body = outcome === 'improved' ? { outcome, note } : { outcome, note, followUpOn }
    if (!(await save({ params: { caseId }, body }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.settled })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      {error && !error.field && <Trouble error={error} />}
      <Choice
        legend={words.outcome}
        value={outcome}
        onChoose={(next) => draft.set((now) => ({ ...now, outcome: next }))}
        options={outcomes}
      />
      <TextAreaField
        label={words.note}
        optional
        value={note}
        onType={(next) => draft.set((now) => ({ ...now, note: next }))}
        problem={fieldMessage(error, 'body.note')}
        maxLength={500}
      />
      {outcome === 'more-help' && (
        <TextField
          label={words.followUpOn}
          type="date"
          value={followUpOn}
          onType={(next) => draft.set((now) => ({ ...now, followUpOn: next }))}
          problem={fieldMessage(error, 'body.followUpOn')}
        />
      )}
      <Button submit busy={saving} disabled={!outcome}>
        {words.settleSave}
      </Button>
    </form>
  )
}
