import { addDays, weekday } from '../server/core/clock/days.ts'

/** A day of a month, the last one where the month is shorter. */
export function dayOf(year: number, month: number, date: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${year}-${two(month)}-${two(Math.min(date, last))}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** An instant of a day in Asia/Shanghai. */
export function at(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`)
}

/**
 * When a record-keeper who writes up once a week gets to it: the next such weekday, at the latest on the evening of
 * the last day there is.
 */
export function writtenUp(day: string, writingDay: number, lastDay: string): Date {
  const wait = (writingDay - weekday(day) + 7) % 7
  const on = addDays(day, wait)
  return on < lastDay ? at(on, '19:30') : at(day, '21:00')
}

/** `HH:MM` some minutes later. */
export function later(time: string, minutes: number): string {
  const [hours = 0, minute = 0] = time.split(':').map(Number)
  const total = hours * 60 + minute + minutes
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`
}
