import { addDays, dayNumber, formatDay } from './days.ts'
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts'

/** Ten years of working days: no statutory period is near it, and a slip of a key must not count for minutes. */
const most = 2_500

/**
 * The working day `count` working days after `day` (before it when negative). `day` itself is never counted, worked on
 * or not. 0 is `day` itself, or the next working day when it is a day off. Never answers a day off.
 * RangeError when `count` is no whole number or beyond ±2,500.
 */
export function addWorkingDays(day: string, count: number, calendar: WorkingCalendar): string {
  if (!Number.isInteger(count) || Math.abs(count) > most)
    throw new RangeError(`working days out of range: ${count}`)
  if (count === 0) return isWorkingDay(day, calendar) ? day : addWorkingDays(day, 1, calendar)
  const step = Math.sign(count)
  let reached = day
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step)
    if (isWorkingDay(reached, calendar)) left--
  }
  return reached
}

/**
 * How many working days lie after `from` up to and including `to`; the same count, negative, when `to` is earlier.
 * So a period that began on `from` has used this many of its working days by the end of `to`.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  if (from > to) return 0 - workingDaysBetween(to, from, calendar)
  const last = dayNumber(to)
  let count = 0
  for (let number = dayNumber(from) + 1; number <= last; number++)
    if (isWorkingDay(formatDay(number), calendar)) count++
  return count
}

/**
 * The last day of a period of working days, inclusive: what is due may be done until that day ends. The day on which the
 * period begins is not counted (Civil Code art. 201), so five working days of publication from a Monday run from Tuesday
 * to the next Monday, and from a Saturday they run from Monday to Friday.
 */
export function deadline(startDay: string, workingDays: number, calendar: WorkingCalendar): string {
  if (workingDays < 0) throw new RangeError(`a period cannot be negative: ${workingDays}`)
  return addWorkingDays(startDay, workingDays, calendar)
}

/**
 * The last day of a period of calendar days, inclusive. The first day is not counted, and a last day that is a day off
 * moves to the next working day (Civil Code arts. 201, 203).
 */
export function deadlineInDays(startDay: string, days: number, calendar: WorkingCalendar): string {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a number of days: ${days}`)
  return addWorkingDays(addDays(startDay, days), 0, calendar)
}
