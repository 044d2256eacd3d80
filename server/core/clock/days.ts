const millisecondsOfADay = 86_400_000

/**
 * Days since 1970-01-01 of a day `YYYY-MM-DD`. Arithmetic on days is done in UTC, where every day has 24 hours.
 * Throws RangeError for what is not a day of the calendar (2026-02-30).
 */
export function dayNumber(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // Date.parse takes 2026-02-30 for 2026-03-02.
  if (Number.isNaN(time) || formatDay(time / millisecondsOfADay) !== day)
    throw new RangeError(`not a day of the calendar: ${day}`)
  return time / millisecondsOfADay
}

/** The day with that number; RangeError outside the years 0000 to 9999. */
export function formatDay(number: number): string {
  const text = new Date(number * millisecondsOfADay).toISOString()
  if (text.length !== 24) throw new RangeError(`outside the calendar: ${text}`)
  return text.slice(0, 10)
}

/** `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return formatDay(dayNumber(day) + count)
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/**
 * `count` months later (earlier when negative): the day of the same number, or the last of the month where there is none
 * (Civil Code art. 202): a month after 31 January is 28 or 29 February. A year is 12 months.
 */
export function addMonths(day: string, count: number): string {
  dayNumber(day)
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const months = year * 12 + month - 1 + count
  const [newYear, newMonth] = [Math.floor(months / 12), ((months % 12) + 12) % 12]
  const monthStart = `${String(newYear).padStart(4, '0')}-${String(newMonth + 1).padStart(2, '0')}`
  const lastDate = new Date(Date.UTC(2000, newMonth + 1, 0)).getUTCDate()
  const isLeap = (newYear % 4 === 0 && newYear % 100 !== 0) || newYear % 400 === 0
  const last = newMonth === 1 && !isLeap ? 28 : lastDate
  return formatDay(dayNumber(`${monthStart}-${String(Math.min(date, last)).padStart(2, '0')}`))
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}
