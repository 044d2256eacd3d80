import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Course, type Step, Steps } from '../../ui/steps.tsx'
import { messages } from './messages.ts'
import type { Publication } from './publication-state.ts'

const words = messages.one

type State = Publication['state']
type Stage = 'review' | 'published' | 'down'

/** How far it is: before a stage, in it, or past it. */
function standing(stage: Stage, state: State): Step['state'] {
  const order: Stage[] = ['review', 'published', 'down']
  const now: Record<State, Stage | 'over'> = {
    prepared: 'review',
    returned: 'review',
    published: 'published',
    ended: 'down',
    expired: 'over',
    withdrawn: 'over',
  }
  const at = now[state]
  if (at === 'over' || order.indexOf(stage) < order.indexOf(at)) return 'done'
  return stage === at ? 'now' : 'next'
}

/** 1月2日 沈国良: who took the step that led here, as the history has it. */
function sayTaken(publication: Publication, label: string, today: string): string | undefined {
  const taken = publication.steps.filter((step) => step.label === label)
  const last = taken[taken.length - 1]
  return last && [last.by, formatInstant(last.at, today)].filter(Boolean).join('，')
}

function stagesOf(publication: Publication, today: string): Step[] {
  const { state, dueOn, closesOn, expiresOn, days } = publication
  const clock = days ? { used: days.used, allowed: days.allowed } : {}
  const isReview = state === 'prepared' || state === 'returned'
  const late = dueOn !== null && dueOn < today
  const stamp = dueOn === today ? 'today' : late ? 'late' : 'due'
  return [
    {
      id: 'prepared',
      title: words.prepared,
      note: [publication.preparedBy, formatInstant(publication.preparedAt, today)].filter(Boolean).join('，'),
      state: 'done',
    },
    {
      id: 'review',
      title: state === 'returned' ? words.returned : words.review,
      note: isReview
        ? dueOn && words.dueOn(dueOn)
        : (sayTaken(publication, words.reviewed, today) ?? publication.reviewedBy),
      state: standing('review', state),
      stamp,
      ...(isReview && clock),
    },
    {
      id: 'published',
      title: words.published,
      note: closesOn && words.until(closesOn),
      state: state === 'withdrawn' && !closesOn ? 'next' : standing('published', state),
      ...(state === 'published' && clock),
    },
    {
      id: 'down',
      title: state === 'withdrawn' ? words.withdrawn : words.down,
      note: state !== 'withdrawn' && expiresOn && words.downOn(expiresOn),
      state: standing('down', state),
    },
  ]
}

type CourseProps = { publication: Publication; wide: boolean }

/** Prepared by one, reviewed by another, before the public, taken down: with the working days used as ticks. */
export function PublicationCourse({ publication, wide }: CourseProps) {
  const { today } = useSession()
  const steps = stagesOf(publication, today)
  return wide ? <Steps steps={steps} label={words.course} /> : <Course steps={steps} label={words.course} />
}
