import { setTimeout as delay } from 'node:timers/promises'
import { type Phase, Tally } from './tally.ts'

/** What one acknowledged write left, and in which table it must stand once. */
export type Written = { table: 'activities' | 'visits' | 'hand_entries' | 'cases' | 'leaves'; id: string }

/** A meeting that is planned and not yet called: who may still ask for leave. */
export type Meeting = { activityId: string; orgId: number; left: Set<string>; asking: number }

/** What everybody who takes part shares: the hour, what was answered, what was acknowledged, and the meetings planned. */
export class Run {
  readonly begun = performance.now()
  readonly url: string
  readonly today: string
  readonly written: Written[] = []
  readonly meetings = new Map<number, Meeting>()
  /** Writes for which the last word was not yes. */
  givenUp = 0
  phase: Phase = 'steady'
  over = false
  readonly #tallies = new Map<Phase, Tally>()

  constructor(url: string, today: string) {
    this.url = url
    this.today = today
  }

  get minute(): number {
    return (performance.now() - this.begun) / 60_000
  }

  tally(phase: Phase = this.phase): Tally {
    const found = this.#tallies.get(phase) ?? new Tally()
    this.#tallies.set(phase, found)
    return found
  }
}

/** Waits in pieces, so that the end is noticed. */
export async function pause(ms: number, over: () => boolean): Promise<void> {
  const end = performance.now() + ms
  while (!over() && performance.now() < end) await delay(Math.min(1_000, end - performance.now()))
}
