import type { Cadence } from '../../../contract/requirements.ts'
import { weekday } from '../../core/clock/days.ts'
import { codeOfWeekday, monthDayRule, writeRule } from './recurrence.ts'

/** One duty of the year: who owes what, in which period, until when, how many times. */
export type Cell = { periodStart: string; periodEnd: string; dueOn: string }

/** Where nothing says when: the last month of a quarter and half-year, and December for what is due once a year. */
const months: Partial<Record<Cadence, readonly number[]>> = {
  quarter: [3, 6, 9, 12],
  'half-year': [6, 12],
  year: [12],
}

/** So many dates of a month, apart from each other, none later than the last. */
function datesUpTo(last: number, times: number): number[] {
  const most = Math.max(last, times)
  return Array.from({ length: times }, (_, i) => Math.max(1, Math.floor((most * (i + 1)) / times)))
}

/**
 * The rule that answers a requirement: on its fixed day, else on the day of the month that is usual there. Each period
 * that is owed has as many days as it asks for.
 */
export function ruleFor(
  requirement: { cadence: Cadence; hasFixedDay: boolean; times: number },
  cells: readonly Cell[],
  usual: number,
): string {
  const { cadence, hasFixedDay, times } = requirement
  if (cadence === 'week') return weekRule(cells, times)
  const at = months[cadence]
  const date = hasFixedDay ? dateOf(cells) : usual
  if (times === 1) return monthDayRule(date, at)
  const dates = datesUpTo(hasFixedDay ? Math.min(date, 28) : 28, times)
  const byMonth: [string, string][] = at ? [['BYMONTH', at.join(',')]] : []
  return writeRule(new Map([['FREQ', 'MONTHLY'], ...byMonth, ['BYMONTHDAY', dates.join(',')]]))
}

/** A fixed 31st is due on the 28th in February: the longest month shows what is meant. */
function dateOf(cells: readonly Cell[]): number {
  return Math.max(...cells.map((cell) => Number(cell.dueOn.slice(8))))
}

function weekRule(cells: readonly Cell[], times: number): string {
  const due = weekday(cells[0]?.dueOn ?? '2026-01-05')
  const codes = Array.from({ length: Math.min(times, 7) }, (_, i) =>
    codeOfWeekday(((due - 1 - i + 7) % 7) + 1),
  )
  return writeRule(
    new Map([
      ['FREQ', 'WEEKLY'],
      ['BYDAY', codes.reverse().join(',')],
    ]),
  )
}
