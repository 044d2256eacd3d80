import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.list
export type Case = CallOutput<'getReviews'>['cases'][number]

type LookFormProps = { orgId: number; one: Case; onClose: () => void }

/** What came of looking, and what is next: a line each, for the person to read as well. */
export function LookForm({ orgId, one, onClose }: LookFormProps) {
  const { memberId, kind, versionId, flagNo, factId, name } = one
  const [outcome, setOutcome] = useState('')
  const [next, setNext] = useState('')
  const key = `reviews:${memberId}:${versionId}:${flagNo ?? factId ?? kind}`
  const { save, saving, error } = useSave('recordReview', key)
  const send = async () => {
    const body = { memberId, kind, versionId, flagNo, factId, outcome, next }
    if (!(await save({ params: { orgId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(name) })
  }
  return (
    <FormSheet
      title={words.lookTitle(name)}
      error={error}
      send={words.save}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.lookHint}</p>
      <TextField
        label={words.outcome}
        value={outcome}
        onType={setOutcome}
        maxLength={200}
        problem={fieldMessage(error, 'body.outcome')}
      />
      <TextField
        label={words.next_}
        value={next}
        onType={setNext}
        maxLength={200}
        problem={fieldMessage(error, 'body.next')}
      />
    </FormSheet>
  )
}
