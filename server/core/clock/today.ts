const shanghai = new Intl.DateTimeFormat('en', {
  timeZone: 'Asia/Shanghai',
  calendar: 'iso8601',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/**
 * The day on the wall in Asia/Shanghai at an instant, `YYYY-MM-DD`. Wherever the server stands: a visit at one in the
 * morning in Ningbo is recorded on that day, not on UTC's day before.
 */
export function todayIn(now: Date): string {
  const parts = new Map(shanghai.formatToParts(now).map((part) => [part.type, part.value]))
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}

/** The instant at which a day begins in Asia/Shanghai (no summer time since 1992). */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}

/** The hour on the wall in Asia/Shanghai, 0 to 23. */
export function hourIn(now: Date): number {
  return new Date(now.getTime() + 8 * 3_600_000).getUTCHours()
}
