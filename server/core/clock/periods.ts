import { addDays, addMonths, dayNumber, weekday } from './days.ts'

export type Period = 'week' | 'month' | 'quarter' | 'half-year' | 'year'

const monthsOf = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const

/** First day of the period that `day` lies in. A week begins on Monday (GB/T 7408.1). */
export function startOfPeriod(day: string, period: Period): string {
  dayNumber(day)
  if (period === 'week') return addDays(day, 1 - weekday(day))
  const month = Number(day.slice(5, 7)) - 1
  const first = month - (month % monthsOf[period]) + 1
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`
}

/** First day of the period after the one that `day` lies in. */
export function startOfNextPeriod(day: string, period: Period): string {
  const start = startOfPeriod(day, period)
  return period === 'week' ? addDays(start, 7) : addMonths(start, monthsOf[period])
}

/** Last day of the period that `day` lies in, inclusive. */
export function endOfPeriod(day: string, period: Period): string {
  return addDays(startOfNextPeriod(day, period), -1)
}

/** A year of points may begin on 1 July. */
export type Cycle = 'year' | 'july-year' | 'quarter' | 'month'

export function startOfCycle(day: string, cycle: Cycle): string {
  if (cycle !== 'july-year') return startOfPeriod(day, cycle)
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) < '07-01' ? year - 1 : year}-07-01`
}

export function endOfCycle(day: string, cycle: Cycle): string {
  if (cycle !== 'july-year') return endOfPeriod(day, cycle)
  return `${Number(startOfCycle(day, cycle).slice(0, 4)) + 1}-06-30`
}
