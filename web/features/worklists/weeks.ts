/** So many days later; arithmetic on days in UTC, where each has 24 hours. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}

/** A Monday from an address, and nothing else. */
export function readWeek(search: URLSearchParams): string | undefined {
  const day = search.get('week') ?? ''
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return new Date(time).getUTCDay() === 1 ? day : undefined
}
