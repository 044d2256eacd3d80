import { RRuleTemporal } from 'rrule-temporal'
import type { Shift } from '../../../contract/plan-items.ts'
import { addDays, weekday } from '../../core/clock/days.ts'
import { endOfPeriod, startOfPeriod } from '../../core/clock/periods.ts'
import { isWorkingDay, type WorkingCalendar } from '../../core/clock/working-calendar.ts'

/** The parts of a rule by their names; the form has been checked by the contract. */
export function partsOf(rrule: string): Map<string, string> {
  return new Map(rrule.split(';').map((part) => part.split('=') as [string, string]))
}

export function writeRule(parts: ReadonlyMap<string, string>): string {
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';')
}

export type Frequency = 'WEEKLY' | 'MONTHLY' | 'YEARLY'

export function frequencyOf(rrule: string): Frequency {
  return partsOf(rrule).get('FREQ') as Frequency
}

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** `MO` for 1 to `SU` for 7. */
export function codeOfWeekday(nth: number): string {
  return dayCodes[nth - 1] ?? 'MO'
}

const expanded = new Map<string, readonly string[]>()
const mostKept = 2000

/**
 * The days of a rule in one calendar year, in order, as RFC 5545 counts from 1 January. A month without a 31st has no
 * 31st: `monthDayRule` writes what has. RangeError where the rule cannot be read.
 */
export function daysOfRule(rrule: string, year: number): readonly string[] {
  const key = `${year} ${rrule}`
  const found = expanded.get(key)
  if (found) return found
  const days = expand(rrule, year)
  if (expanded.size >= mostKept) expanded.clear()
  expanded.set(key, days)
  return days
}

function expand(rrule: string, year: number): string[] {
  const flaw = findFlaw(partsOf(rrule))
  if (flaw) throw new RangeError(flaw)
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;VALUE=DATE:${year}0101\nRRULE:${rrule};UNTIL=${year}1231`,
    })
    return rule.all().map((at) => at.toString().slice(0, 10))
  } catch {
    throw new RangeError(`not a rule: ${rrule}`)
  }
}

/** What the library would read as something else instead of refusing it. */
function findFlaw(parts: ReadonlyMap<string, string>): string | null {
  const within = (name: string, most: number, least = 1) =>
    (parts.get(name)?.split(',') ?? []).every((text) => {
      const value = Math.abs(Number(text))
      return Number.isInteger(value) && value >= least && value <= most
    })
  if (!within('BYMONTHDAY', 31)) return 'BYMONTHDAY'
  if (!within('BYMONTH', 12)) return 'BYMONTH'
  const named = parts.get('BYDAY')?.split(',') ?? []
  if (!named.every((text) => /^([-+]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.test(text))) return 'BYDAY'
  const counted = named.some((text) => text.length > 2)
  const frequency = parts.get('FREQ')
  if (frequency === 'WEEKLY' && (counted || parts.has('BYMONTHDAY'))) return 'FREQ'
  if (frequency === 'YEARLY' && !parts.has('BYMONTH')) return 'BYMONTH'
  return named.length + (parts.get('BYMONTHDAY') ?? '').length === 0 ? 'BYDAY' : null
}

/** `BYMONTHDAY` of one date, or of the last day of a month that is too short for it: no month is left out. */
export function monthDayParts(date: number): [string, string][] {
  if (date <= 28) return [['BYMONTHDAY', String(date)]]
  const upTo = Array.from({ length: date - 27 }, (_, i) => 28 + i)
  return [
    ['BYMONTHDAY', upTo.join(',')],
    ['BYSETPOS', '-1'],
  ]
}

/** On that date of each month, or of these months only. */
export function monthDayRule(date: number, months?: readonly number[]): string {
  return writeRule(
    new Map([
      ['FREQ', 'MONTHLY'],
      ...(months ? ([['BYMONTH', months.join(',')]] as [string, string][]) : []),
      ...monthDayParts(date),
    ]),
  )
}

/** Between which days a shift may move: of a weekly rule its week, else its month; never out of the year. */
function boundsOf(day: string, frequency: Frequency): { first: string; last: string } {
  const period = frequency === 'WEEKLY' ? 'week' : 'month'
  const [first, last] = [startOfPeriod(day, period), endOfPeriod(day, period)]
  const year = day.slice(0, 4)
  return {
    first: first < `${year}-01-01` ? `${year}-01-01` : first,
    last: last > `${year}-12-31` ? `${year}-12-31` : last,
  }
}

/**
 * The working day that a day off is moved to: the nearest in the wanted direction, the nearest in the other where the
 * month (of a weekly rule, the week) ends before one comes, and the day itself where there is none at all.
 */
export function shiftDay(day: string, shift: Shift, frequency: Frequency, calendar: WorkingCalendar): string {
  if (shift === 'none' || isWorkingDay(day, calendar)) return day
  const { first, last } = boundsOf(day, frequency)
  const nearest = (step: 1 | -1) => {
    for (let at = addDays(day, step); at >= first && at <= last; at = addDays(at, step))
      if (isWorkingDay(at, calendar)) return at
    return undefined
  }
  const [wanted, other] = shift === 'before' ? ([-1, 1] as const) : ([1, -1] as const)
  return nearest(wanted) ?? nearest(other) ?? day
}

/** One of several values in place of another. */
function replaceOne(list: string, from: string, to: string): string {
  const values = list.split(',')
  return (values.length === 1 ? [to] : values.map((value) => (value === from ? to : value))).join(',')
}

/**
 * The same rule through another day: of each week on its weekday, of each month on its date or its nth weekday, of
 * certain months as many months earlier or later. Null where that is not possible: the day lies in another week, in
 * another month of a monthly rule, a month would fall out of the year, or one of several days would pass another.
 */
export function ruleThrough(rrule: string, slot: string, day: string): string | null {
  const parts = partsOf(rrule)
  if (parts.get('FREQ') === 'WEEKLY') {
    if (startOfPeriod(slot, 'week') !== startOfPeriod(day, 'week')) return null
    const listed = (parts.get('BYDAY') ?? '').split(',').map((code) => numberOf(code))
    if (!staysBetween(listed, weekday(slot), weekday(day))) return null
    const codes = replaceOne(parts.get('BYDAY') ?? '', codeOf(slot), codeOf(day))
    return writeRule(new Map([...parts, ['BYDAY', codes]]))
  }
  const months = shiftMonths(parts.get('BYMONTH'), Number(day.slice(5, 7)) - Number(slot.slice(5, 7)))
  if (months === null || (months === undefined && slot.slice(0, 7) !== day.slice(0, 7))) return null
  const kept = [...parts].filter(([name]) => name === 'FREQ' || name === 'INTERVAL')
  const byMonth: [string, string][] = months === undefined ? [] : [['BYMONTH', months]]
  const where = whereThrough(parts, slot, day)
  return where && writeRule(new Map([...kept, ...byMonth, ...where]))
}

function codeOf(day: string): string {
  return codeOfWeekday(weekday(day))
}

/** Undefined: every month; null: one of them would lie in another year. */
function shiftMonths(months: string | undefined, by: number): string | null | undefined {
  const moved = months?.split(',').map((month) => Number(month) + by)
  if (moved?.some((month) => month < 1 || month > 12)) return null
  return moved?.join(',')
}

function numberOf(code: string): number {
  return dayCodes.indexOf(code as (typeof dayCodes)[number]) + 1
}

/** Of several days one may move up to its neighbours, not onto or past them: each then keeps its place in the order. */
function staysBetween(listed: readonly number[], from: number, to: number): boolean {
  return listed.every((other) => other === from || (other !== to && other < from === other < to))
}

/** Null: one of several days would pass another, or fall on a date that February lacks. */
function whereThrough(
  parts: ReadonlyMap<string, string>,
  slot: string,
  day: string,
): [string, string][] | null {
  const date = Number(day.slice(8))
  const named = parts.get('BYDAY') ?? ''
  if (named.includes(',') && !parts.has('BYSETPOS')) return null
  if (parts.has('BYDAY')) return [['BYDAY', `${date > 28 ? -1 : Math.ceil(date / 7)}${codeOf(day)}`]]
  const dates = parts.get('BYMONTHDAY') ?? ''
  const isList = dates.includes(',') && !parts.has('BYSETPOS')
  if (!isList) return monthDayParts(date)
  const [listed, from] = [dates.split(',').map(Number), Number(slot.slice(8))]
  if (date > 28 || Math.min(...listed) < 1 || !staysBetween(listed, from, date)) return null
  return [['BYMONTHDAY', replaceOne(dates, String(from), String(date))]]
}
