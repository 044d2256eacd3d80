import './contacts.css'
import type { ReviewStep } from '../../../contract/stage-reviews.ts'
import { formatDay, formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { messages } from './messages.ts'
import { type Review, ReviewActs } from './review-acts.tsx'

const words = messages.one

const stages = {
  before: ['agree', 'ask-change', 'change'],
  during: ['attend'],
  after: ['guide', 'find-sound', 'answer'],
} as const satisfies Record<string, readonly ReviewStep[]>

type Stage = keyof typeof stages

/** What was said in one of the three, oldest first, and what the reader may say. */
function OneStage({ review, stage }: { review: Review; stage: Stage }) {
  const { today } = useSession()
  const steps: readonly ReviewStep[] = stages[stage]
  const said = review.history.filter((one) => steps.includes(one.step))
  return (
    <section aria-label={words.stages[stage]}>
      <h2>{words.stages[stage]}</h2>
      {said.length === 0 && <p className="note">{words.nothing[stage]}</p>}
      {said.map((one, index) => (
        <blockquote key={index}>
          <b>{one.label}</b>
          {one.note && <p>{one.note}</p>}
          <small>{[one.byName, formatInstant(one.at, today)].filter(Boolean).join('　')}</small>
        </blockquote>
      ))}
      {stage === 'after' && review.state === 'guided' && review.dueOn && (
        <p>{words.dueOn(formatDay(review.dueOn, today))}</p>
      )}
      <ReviewActs review={review} stage={steps} />
    </section>
  )
}

/** One meeting through the three stages: what it is about first, so that one need not look it up. */
export function ReviewBody({ review }: { review: Review }) {
  const { today } = useSession()
  const { orgName, kindLabel, day, startsAt, place, parts, leaders, activityId } = review
  return (
    <div className="contacts">
      <section aria-label={words.parts}>
        <p>{[orgName, kindLabel, formatDay(day, today), startsAt, place].filter(Boolean).join('　')}</p>
        <p className="note">{words.leaders(leaders)}</p>
        {parts.length > 0 && (
          <ol aria-label={words.parts}>
            {parts.map((part, index) => (
              <li key={index}>{part}</li>
            ))}
          </ol>
        )}
        <LinkButton href={to(`/activities/${activityId}`)}>{words.toActivity}</LinkButton>
      </section>
      <OneStage review={review} stage="before" />
      <OneStage review={review} stage="during" />
      <OneStage review={review} stage="after" />
    </div>
  )
}
