import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
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
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const given = points.trim() === '' ? null : Math.round(Number(points) * 100)
    const body = { factId, ruleId, points: given, reason }
    if (!(await save({ params: { orgId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: given === null ? words.none(name) : words.given(name) })
  }
  return (
    <Sheet title={words.sheet(name)} label={words.sheet(name)} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p>{one.sentence}</p>
        {error && !error.field && <Trouble error={error} />}
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
        <Button submit wide busy={saving}>
          {words.save}
        </Button>
      </form>
    </Sheet>
  )
}
