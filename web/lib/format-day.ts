/**
 * Days are `YYYY-MM-DD` in Asia/Shanghai and are never turned into a local Date: a phone set to another
 * zone must not move a meeting. Instants are ISO 8601 and are shown at UTC+8, which China has kept since 1992.
 */
const weekdays = ['日', '一', '二', '三', '四', '五', '六']
const dayMs = 86_400_000

function partsOf(day: string): [year: number, month: number, date: number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return [year, month, date]
}

function utcOf(day: string): number {
  const [year, month, date] = partsOf(day)
  return Date.UTC(year, month - 1, date)
}

/** 11月20日; with `since` (a day, usually today) the year is put before it when it is another: 2025年11月20日. */
export function formatDay(day: string, since?: string): string {
  const [year, month, date] = partsOf(day)
  const withYear = since !== undefined && !since.startsWith(`${day.slice(0, 4)}-`)
  return `${withYear ? `${year}年` : ''}${month}月${date}日`
}

/** 2026年11月20日 */
export function formatFullDay(day: string): string {
  const [year, month, date] = partsOf(day)
  return `${year}年${month}月${date}日`
}

/** 星期五 */
export function formatWeekday(day: string): string {
  return `星期${weekdays[new Date(utcOf(day)).getUTCDay()]}`
}

/** 11月20日 星期五 */
export function formatDayAndWeekday(day: string, since?: string): string {
  return `${formatDay(day, since)} ${formatWeekday(day)}`
}

/** 11·20, as in the date column of a ledger. */
export function formatShortDay(day: string): string {
  const [, month, date] = partsOf(day)
  return `${month}·${date}`
}

/** 11月16日至11月20日; the years where they differ or are not `since`'s. */
export function formatDayRange(from: string, to: string, since?: string): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${formatDay(from, since ?? (sameYear ? undefined : to))}至${formatDay(to, sameYear ? undefined : from)}`
}

/** Whole days from one day to another: 2026-11-18 to 2026-11-20 is 2. Not working days: those only the server knows. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcOf(to) - utcOf(from)) / dayMs)
}

/** The day and the clock of an instant at UTC+8. */
export function splitInstant(instant: string): { day: string; clock: string } {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return { day: shifted.slice(0, 10), clock: shifted.slice(11, 16).replace(/^0/, '') }
}

/** 11月20日 11:38; only 11:38 when it is `today`. */
export function formatInstant(instant: string, today?: string): string {
  const { day, clock } = splitInstant(instant)
  return day === today ? clock : `${formatDay(day, today)} ${clock}`
}
