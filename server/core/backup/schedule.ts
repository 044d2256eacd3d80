const hoursAhead = 8
const hourMs = 3_600_000

/** The last moment at or before `now` at which it is `hour` o'clock in Shanghai, which has known one offset since 1992. */
export function lastMoment(now: Date, hour: number): Date {
  const today = new Date(now)
  today.setUTCHours(hour - hoursAhead, 0, 0, 0)
  while (today.getTime() > now.getTime()) today.setTime(today.getTime() - 24 * hourMs)
  while (now.getTime() - today.getTime() >= 24 * hourMs) today.setTime(today.getTime() + 24 * hourMs)
  return today
}

/** Whether the clock asks for a backup: none that was good has begun since its hour. What failed is tried every hour. */
export function isBackupDue(now: Date, hour: number, lastGoodStart: Date | null): boolean {
  return lastGoodStart === null || lastGoodStart.getTime() < lastMoment(now, hour).getTime()
}
