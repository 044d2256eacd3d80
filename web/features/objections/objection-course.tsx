import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Course, type Step } from '../../ui/steps.tsx'
import { messages } from './messages.ts'
import { type Objection, stampOf } from './state-word.tsx'

const words = messages.one

/** Raised, looked into, answered: with the working days used of those allowed. */
export function ObjectionCourse({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const { state, raisedAt, answeredAt, dueOn, late, daysUsed, daysAllowed } = objection
  const stamp = stampOf(objection, today)
  const isOpen = state === 'raised'
  const due = dueOn && (late ? words.late(dueOn) : words.dueOn(dueOn))
  const steps: Step[] = [
    { id: 'raised', title: words.raised, note: formatInstant(raisedAt, today), state: 'done' },
    {
      id: 'answering',
      title: words.answering,
      note: isOpen && due,
      state: isOpen ? 'now' : 'done',
      stamp: stamp === 'done' ? undefined : stamp,
      used: daysUsed,
      allowed: daysAllowed,
    },
    {
      id: 'answered',
      title: isOpen ? words.answered : objection.stateLabel,
      note: answeredAt && formatInstant(answeredAt, today),
      state: isOpen ? 'next' : 'done',
    },
  ]
  return <Course steps={steps} label={words.course} />
}
