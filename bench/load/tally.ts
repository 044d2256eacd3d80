import { Histogram } from './histogram.ts'

export type Phase = 'steady' | 'burst' | 'settling' | 'recovered'

/** What one answer was: in time and as expected, told to come back (503 with a time), or wrong. */
export type Answered = { act: string; ms: number; kind: 'served' | 'shed' | 'failed'; why?: string }

const keptReasons = 20

/** Answers of one phase: of every kind of act, of each minute, and all together. */
export class Tally {
  readonly acts = new Map<string, Histogram>()
  readonly minutes = new Map<number, Histogram>()
  readonly all = new Histogram()
  /** How long it took to be told to come back. */
  readonly shed = new Histogram()
  failed = 0
  longest = 0
  readonly reasons: string[] = []

  add({ act, ms, kind, why }: Answered, minute: number): void {
    this.longest = Math.max(this.longest, ms)
    if (kind === 'shed') return this.shed.add(ms)
    if (kind === 'failed') {
      this.failed += 1
      if (this.reasons.length < keptReasons) this.reasons.push(`${act}: ${why ?? ''}`)
      return
    }
    for (const one of [this.all, at(this.acts, act), at(this.minutes, minute)]) one.add(ms)
  }
}

function at<K>(all: Map<K, Histogram>, key: K): Histogram {
  const found = all.get(key) ?? new Histogram()
  all.set(key, found)
  return found
}
