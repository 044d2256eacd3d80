import { setTimeout as delay } from 'node:timers/promises'

/** Called between two pieces of work; resolves when the next may begin. */
export type Pace = () => Promise<void>

export const unpaced: Pace = async () => {}

/**
 * Works for one part of the time and leaves `rest` parts to those who are being served. What is busy makes our own work
 * take longer, and so our pauses too.
 */
export function createPace(rest: number): Pace {
  let begun = performance.now()
  return async () => {
    await delay((performance.now() - begun) * rest)
    begun = performance.now()
  }
}
