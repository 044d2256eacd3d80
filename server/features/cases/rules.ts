import type { CaseUrgency } from '../../../contract/case-words.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { deadline, deadlineInDays } from '../../core/clock/working-days.ts'
import { demand } from '../../core/errors/problem.ts'
import type { CaseStep, CaseTable } from './table.ts'

/** Working days of a request by its urgency (domain-rules §8): five, three, the same day. */
export const requestDays: Readonly<Record<CaseUrgency, number>> = {
  normal: 5,
  urgent: 3,
  'most-urgent': 0,
}

/** The own last day that a case has from the first: only requests have one. */
export function firstLimit(
  table: CaseTable,
  { urgency, today, calendar }: { urgency: CaseUrgency; today: string; calendar: WorkingCalendar },
): string | null {
  return table.of === 'request' ? deadline(today, requestDays[urgency], calendar) : null
}

export type Clocked = { raisedOn: string; limitOn: string | null; dueOn: string | null }
type Around = { today: string; calendar: WorkingCalendar; asked: string | null }

/** The own last day of a case after a step. */
export function limitAfter(step: CaseStep, { raisedOn, limitOn }: Clocked, around: Around): string | null {
  const { limit } = step
  const { today, calendar, asked } = around
  if (limit === undefined) return limitOn
  if (limit === 'asked') {
    demand(asked !== null && asked >= today, 'input.invalid', {
      field: 'body.day',
      message: '请选一个还没有过的日子。',
    })
    return asked
  }
  if ('days' in limit) return deadlineInDays(today, limit.days, calendar)
  return deadline(limit.from === 'raised' ? raisedOn : today, limit.working, calendar)
}

/** The last day of the step that follows: of the case, as it was, or by the state (undefined). */
export function untilAfter(
  table: CaseTable,
  step: CaseStep,
  { dueOn, limitOn }: { dueOn: string | null; limitOn: string | null },
): string | null | undefined {
  if (step.keepsClock) return dueOn
  return table.states[step.to]?.onLimit ? limitOn : undefined
}

/** From one door in an hour and in a day: above it is a machine, not a village. */
export const publicLimits = [
  { hours: 1, most: 30 },
  { hours: 24, most: 200 },
] as const

/** Days for which who raised it may be reached, from the day it was raised. */
export const contactDays = 180

/** Of the page of one case, and of the door of a place. */
export const casePath = (address: string): string => `/public/case/${address}`
export const doorPath = (address: string): string => `/public/cases/${address}`
