import { addDays, addMonths } from '../../core/clock/days.ts'
import { endOfPeriod, type Period, startOfPeriod } from '../../core/clock/periods.ts'

/** Months that are counted anew, and the days on which what is due in them may have begun. */
export type Months = { first: string; last: string; to: string; starts: string[] }

/** So many months before the present one are kept counted. */
const kept = 12

/** What people write about: this month and the one before. */
export function recentMonths(today: string): Months {
  return monthsFrom(1, today)
}

export function allMonths(today: string): Months {
  return monthsFrom(kept, today)
}

const longer: readonly Period[] = ['month', 'quarter', 'half-year', 'year']

function monthsFrom(back: number, today: string): Months {
  const last = startOfPeriod(today, 'month')
  const first = addMonths(last, -back)
  const to = endOfPeriod(today, 'month')
  const starts = new Set<string>()
  for (let month = first; month <= last; month = addMonths(month, 1))
    for (const period of longer) starts.add(startOfPeriod(month, period))
  for (let week = startOfPeriod(first, 'week'); week <= to; week = addDays(week, 7)) starts.add(week)
  return { first, last, to, starts: [...starts].sort() }
}
