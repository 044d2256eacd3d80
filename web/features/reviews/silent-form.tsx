import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.silent
export type Silent = CallOutput<'getReviews'>['silent'][number]

type SilentFormProps = { orgId: number; one: Silent; onClose: () => void }

/** What a person gives where the scheme says nothing, or that it is nothing; and why. */
export function SilentForm({ orgId, one, onClose }: SilentFormProps) {
  const { factId, ruleId, name } = one
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave('answerSilence', `reviews:${factId}:${ruleId}`)
  const send = async () => {
    const given = points.trim() === '' ? null : Math.round(Number(points) * 100)
    const body = { factId, ruleId, points: given, reason }
    if (!(await save({ params: { orgId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: given === null ? words.none(name) : words.given(name) })
  }
  return (
    <FormSheet
      title={words.sheet(name)}
      error={error}
      send={words.save}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{one.sentence}</p>
      <TextField
        label={words.points}
        hint={words.pointsHint}
        inputMode="decimal"
        optional
        value={points}
        onType={setPoints}
        problem={fieldMessage(error, 'body.points')}
      />
      <TextField
        label={words.reason}
        value={reason}
        onType={setReason}
        maxLength={200}
        problem={fieldMessage(error, 'body.reason')}
      />
    </FormSheet>
  )
}
