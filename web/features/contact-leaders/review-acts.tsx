import type { ReviewStep } from '../../../contract/stage-reviews.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one
export type Review = CallOutput<'getStageReview'>
type Ability = keyof Review['abilities']

type Act = { step: ReviewStep; may: Ability; verb: string; hint: string; why: string; done: string }

const acts: readonly (Act & { optional?: true })[] = [
  {
    ...{ step: 'ask-change', may: 'askChange', verb: words.askChange, hint: words.askChangeHint },
    ...{ why: words.askChangeWhy, done: words.askedChange },
  },
  {
    ...{ step: 'change', may: 'change', verb: words.change, hint: words.changeHint },
    ...{ why: words.changeWhy, done: words.changed },
  },
  {
    ...{ step: 'attend', may: 'attend', verb: words.attend, hint: words.attendHint },
    ...{ why: words.attendWhy, done: words.attended, optional: true },
  },
  {
    ...{ step: 'guide', may: 'guide', verb: words.guide, hint: words.guideHint },
    ...{ why: words.guideWhy, done: words.guided },
  },
  {
    ...{ step: 'find-sound', may: 'findSound', verb: words.findSound, hint: words.findSoundHint },
    ...{ why: words.findSoundWhy, done: words.foundSound, optional: true },
  },
  {
    ...{ step: 'answer', may: 'answer', verb: words.answer, hint: words.answerHint },
    ...{ why: words.answerWhy, done: words.answered },
  },
]

function OneAct({ activityId, act }: { activityId: string; act: Act & { optional?: true } }) {
  const taking = useSave('takeReviewStep', `stage-review:${activityId}:${act.step}`)
  const { step, verb, hint, why, done, optional = false } = act
  return (
    <AskReason
      {...{ verb, hint, why, done, optional }}
      send={words.send}
      write={taking}
      onSend={(note) => taking.save({ params: { activityId }, body: { step, note: note || null } })}
    />
  )
}

function Agree({ activityId }: { activityId: string }) {
  const { save, saving, error } = useSave('takeReviewStep', `stage-review:${activityId}:agree`)
  const agree = async () => {
    if (!(await save({ params: { activityId }, body: { step: 'agree' } }))) return
    tell({ tone: 'done', sentence: words.agreed })
  }
  return (
    <>
      <Button tone="go" busy={saving} onPress={() => void agree()}>
        {words.agree}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

/** What the reader may say today; on which day what may be said is the server's to know. */
export function ReviewActs({ review, stage }: { review: Review; stage: readonly ReviewStep[] }) {
  const { activityId, abilities } = review
  const open = acts.filter((act) => stage.includes(act.step) && abilities[act.may])
  const agrees = stage.includes('agree') && abilities.agree
  if (open.length === 0 && !agrees) return null
  return (
    <div className="contacts-acts no-print">
      {agrees && <Agree activityId={activityId} />}
      {open.map((act) => (
        <OneAct key={act.step} activityId={activityId} act={act} />
      ))}
    </div>
  )
}
