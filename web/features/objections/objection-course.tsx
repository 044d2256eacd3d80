import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Course, type Step } from '../../ui/steps.tsx'
import { messages } from './messages.ts'
import { type Objection, stampOf } from './state-word.tsx'

const words = messages.one

/** Raised, looked into, answered, and where it was appealed the second instance: working days used of those allowed. */
export function ObjectionCourse({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const steps = [...firstSteps(objection, today), ...secondSteps(objection, today)]
  return <Course steps={steps} label={words.course} />
}

function firstSteps(objection: Objection, today: string): Step[] {
  const { state, raisedAt, answeredAt, daysUsed, daysAllowed, appeal } = objection
  const isOpen = state === 'raised'
  const label = appeal ? words.answered : objection.stateLabel
  return [
    { id: 'raised', title: words.raised, note: formatInstant(raisedAt, today), state: 'done' },
    {
      id: 'answering',
      title: words.answering,
      ...waiting(objection, isOpen, today),
      used: daysUsed,
      allowed: daysAllowed,
    },
    {
      id: 'answered',
      title: isOpen ? words.answered : label,
      note: answeredAt && formatInstant(answeredAt, today),
      state: isOpen ? 'next' : 'done',
    },
  ]
}

function secondSteps(objection: Objection, today: string): Step[] {
  const { appeal, appealBy, state, stateLabel } = objection
  if (appealBy) {
    return [{ id: 'appeal', title: words.appealing, note: words.appealBy(appealBy), state: 'next' }]
  }
  if (!appeal) return []
  const isOpen = state === 'appealed'
  return [
    {
      id: 'review',
      title: words.review(appeal.orgName),
      ...waiting(objection, isOpen, today),
      used: appeal.daysUsed,
      allowed: appeal.daysAllowed,
    },
    {
      id: 'final',
      title: isOpen ? words.final : stateLabel,
      note: appeal.answeredAt && formatInstant(appeal.answeredAt, today),
      state: isOpen ? 'next' : 'done',
    },
  ]
}

/** The step in which an answer is waited for: until when, and how near that is. */
function waiting(
  objection: Objection,
  isOpen: boolean,
  today: string,
): Pick<Step, 'note' | 'state' | 'stamp'> {
  const { dueOn, late } = objection
  const stamp = stampOf(objection, today)
  return {
    note: isOpen && dueOn && (late ? words.late(dueOn) : words.dueOn(dueOn)),
    state: isOpen ? 'now' : 'done',
    stamp: stamp === 'done' ? undefined : stamp,
  }
}
