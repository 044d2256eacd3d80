import { serverNow } from '../server-clock.ts'

/**
 * Whose households lie on this device and until when: a line beside the database, so that a page knows at its first
 * breath whether something has to go, before it has loaded what erases. It names nobody but the account.
 */
export type Flag = {
  owner: string
  /** When the first of it must go; milliseconds since 1970. */
  until: number
  /** The latest time that was ever seen here: a clock that is set back keeps nothing longer. */
  seen: number
}

const key = 'zhibutong:carried'

export function readFlag(): Flag | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Flag | null) ?? undefined
  } catch {
    return undefined
  }
}

export function writeFlag(flag: Flag | undefined): void {
  try {
    if (flag) localStorage.setItem(key, JSON.stringify(flag))
    else localStorage.removeItem(key)
  } catch {
    // Without storage there is nothing that could have been kept.
  }
}

/** The time by which what is carried goes: the server's, and never earlier than it was here once. */
export function carriedNow(): number {
  return Math.max(serverNow().getTime(), readFlag()?.seen ?? 0)
}

/** Remembers how late it is; after the server has told the time, `fresh`, also that it was never as late as was thought. */
export function noteTime(fresh = false): void {
  const flag = readFlag()
  const now = serverNow().getTime()
  if (flag && (fresh || now > flag.seen)) writeFlag({ ...flag, seen: now })
}
