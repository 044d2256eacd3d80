import './votes.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.minutes
type Review = CallOutput<'getMinutesReview'>
type Typed = { grade?: 'done' | 'well'; sentence: string }

function Form({ activityId }: { activityId: string }) {
  const key = `minutes:${activityId}`
  const draft = useDraft<Typed>(key, { sentence: '' })
  const { save, saving, error } = useSave('reviewMinutes', key)
  const [missing, setMissing] = useState(false)
  const { grade, sentence } = draft.value
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(grade === undefined)
    if (!grade || !(await save({ params: { activityId }, body: { grade, sentence } }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.sent })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <Choice
        legend={words.grade}
        value={grade}
        onChoose={(next) => draft.set((now) => ({ ...now, grade: next }))}
        options={[
          { value: 'done', label: words.done, note: words.doneNote },
          { value: 'well', label: words.well, note: words.wellNote },
        ]}
        problem={missing && !grade ? words.grade : undefined}
      />
      <TextField
        label={words.sentence}
        hint={words.sentenceHint}
        value={sentence}
        onType={(next) => draft.set((now) => ({ ...now, sentence: next }))}
        problem={fieldMessage(error, 'body.sentence')}
        maxLength={200}
      />
      {error && error.field !== 'body.sentence' && <Trouble error={error} />}
      <Button submit busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}

function AskAgain({ activityId }: { activityId: string }) {
  const write = useSave('askSecondView', `minutes:${activityId}:again`)
  return (
    <AskReason
      tone="quiet"
      verb={words.ask}
      hint={words.askHint}
      why={words.askWhy}
      write={write}
      onSend={(reason) => write.save({ params: { activityId }, body: { reason } })}
      done={words.askSent}
    />
  )
}

function Reviews({ review }: { review: Review }) {
  const { today } = useSession()
  const { reviews, asked } = review
  return (
    <>
      {reviews.length === 0 && <p className="note">{words.none}</p>}
      {reviews.length > 0 && (
        <ul className="vote-list">
          {reviews.map((one) => (
            <li key={one.at}>
              <b>{one.gradeLabel}</b>
              <span>{one.sentence}</span>
              <p className="note">
                {[one.byName, formatInstant(one.at, today), one.second && words.second]
                  .filter(Boolean)
                  .join('　')}
                {one.outdated && words.outdated}
              </p>
            </li>
          ))}
        </ul>
      )}
      {asked && <p className="note">{words.asked(asked.byName, asked.reason)}</p>}
    </>
  )
}

/** Whether the minutes are 记了 or 记得好, in somebody's sentence: seen by who wrote them. */
export function MinutesReview({ activityId }: { activityId: string }) {
  const review = useCall('getMinutesReview', { params: { activityId } })
  return (
    <>
      <h2>{words.title}</h2>
      <Answer of={review}>
        {(data) => (
          <>
            <Reviews review={data} />
            {data.abilities.review && <Form activityId={activityId} />}
            {data.abilities.askAgain && <AskAgain activityId={activityId} />}
          </>
        )}
      </Answer>
    </>
  )
}
