import { addDays } from '../../core/clock/days.ts'
import { startOfNextPeriod } from '../../core/clock/periods.ts'

export type Days = { starts_on: string; until_on: string; ended_at: Date | null }

export function stateOf({ starts_on: starts, until_on: until, ended_at: ended }: Days, today: string) {
  if (ended || until < today) return 'over' as const
  return starts > today ? ('coming' as const) : ('running' as const)
}

/** Full only when it is: rounded down. */
export function percentOf(visited: number, households: number): number {
  return households === 0 ? 0 : Math.floor((visited * 100) / households)
}

export type Month = { first: string; last: string }

/** First and last day of a month `2026-11`; of the current one where none is named. */
export function monthOf(month: string | undefined, today: string): Month {
  const first = `${month ?? today.slice(0, 7)}-01`
  return { first, last: addDays(startOfNextPeriod(first, 'month'), -1) }
}

/** How far ahead the list of care looks, in days. */
export const careAhead = 7
