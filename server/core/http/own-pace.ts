import { Problem } from '../errors/problem.ts'

export const minuteMs = 60_000

/** Beyond what any person reaches, also with the visits of a day without a line and what a phone carries. */
export const usualRequestsAMinute = 600

/**
 * How often one account may ask in a minute. Counted in the memory of this process: with two of them an account has twice as
 * much, which is no matter here, and asking the database about each request would cost everybody more than it keeps off.
 * `tick` runs evenly, however the clock of the machine is set. Error rate.limited.
 */
export function createOwnPace(most = Number.POSITIVE_INFINITY, tick: () => number = () => performance.now()) {
  let hits = new Map<string, number>()
  let begun = tick()

  return (account: string): void => {
    const at = tick()
    if (at - begun >= minuteMs) {
      hits = new Map()
      begun = at
    }
    const count = (hits.get(account) ?? 0) + 1
    hits.set(account, count)
    if (count <= most) return
    const seconds = Math.max(1, Math.ceil((begun + minuteMs - at) / 1000))
    throw new Problem('rate.limited', { details: { seconds } })
  }
}
