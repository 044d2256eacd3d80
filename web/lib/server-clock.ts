const key = 'zhibutong:clock'

/** How far the server's clock is ahead of this device's, in milliseconds; as it was last heard, also without a line. */
let ahead = readKept()

function readKept(): number {
  try {
    return Number(localStorage.getItem(key)) || 0
  } catch {
    return 0
  }
}

/** An answer tells the time to the second; less than two seconds is no difference. */
export function hearTime(date: string | null): void {
  const heard = date === null ? Number.NaN : Date.parse(date) - Date.now()
  if (Number.isNaN(heard) || Math.abs(heard - ahead) < 2_000) return
  ahead = heard
  try {
    localStorage.setItem(key, String(heard))
  } catch {
    // Known until the page is closed.
  }
}

/** The time by the server's clock: phones in a village are minutes apart. */
export function serverNow(): Date {
  return new Date(Date.now() + ahead)
}

const shanghai = 8 * 3_600_000

/** The day in Asia/Shanghai by the server's clock, also without a line and on a page that was opened yesterday. */
export function serverToday(): string {
  return new Date(serverNow().getTime() + shanghai).toISOString().slice(0, 10)
}
