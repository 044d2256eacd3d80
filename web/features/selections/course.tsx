import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Course, type Step, Steps } from '../../ui/steps.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.one

const order = ['nominating', 'deciding', 'decided', 'published', 'awarded'] as const

/** 11月18日 沈国良: who took the step that ended a stage, as the history has it. */
function sayTaken(selection: Selection, labels: readonly string[], today: string): string | undefined {
  const taken = selection.steps.filter((step) => labels.includes(step.label))
  const last = taken[taken.length - 1]
  return last && [last.by, formatInstant(last.at, today)].filter(Boolean).join('，')
}

function stagesOf(selection: Selection, today: string): Step[] {
  const { state, method, nominateUntil, list, days, dueOn } = selection
  const stages = [
    { title: words.stages.nominate, note: words.untilDay(nominateUntil) },
    { title: words.stages.decide[method], note: sayTaken(selection, words.taken.decide, today) },
    { title: words.stages.review, note: list?.reviewedBy },
    { title: words.stages.publish, note: list?.closesOn && messages.result.closes(list.closesOn) },
    { title: words.stages.award, note: sayTaken(selection, words.taken.award, today) },
  ]
  const at = state === 'cancelled' ? -1 : order.indexOf(state)
  const isOver = state === 'awarded'
  const late = dueOn !== null && dueOn < today
  const stamp = dueOn === today ? 'today' : late ? 'late' : 'due'
  const steps = stages.map(({ title, note }, stage): Step => {
    const now = stage === at && !isOver
    return {
      id: title,
      title,
      note,
      state: at === -1 || stage > at ? 'next' : now ? 'now' : 'done',
      stamp: state === 'decided' ? stamp : 'due',
      ...(now && days ? { used: days.used, allowed: days.allowed } : {}),
    }
  })
  if (state !== 'cancelled') return steps
  return [
    {
      id: 'cancelled',
      title: words.stages.cancelled,
      note: sayTaken(selection, words.taken.cancel, today),
      state: 'done',
    },
  ]
}

/** Nominated, decided by people, reviewed by another, before the public, awarded. */
export function SelectionCourse({ selection, wide }: { selection: Selection; wide: boolean }) {
  const { today } = useSession()
  const steps = stagesOf(selection, today)
  return wide ? <Steps steps={steps} label={words.course} /> : <Course steps={steps} label={words.course} />
}

/** What was done with it so far that says why: sent back, recalled, cancelled. */
export function CourseNotes({ selection }: { selection: Selection }) {
  const { today } = useSession()
  const noted = selection.steps.filter((step) => step.note && !words.taken.decide.includes(step.label))
  if (noted.length === 0) return null
  return (
    <ul className="sel-notes">
      {noted.map((step) => (
        <li key={step.at}>
          <b>{step.label}</b>
          {[step.by, formatInstant(step.at, today)].filter(Boolean).join('，')}
          <span>{words.note(step.note ?? '')}</span>
        </li>
      ))}
    </ul>
  )
}
