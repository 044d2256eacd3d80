import { median } from '../measure.ts'

export type MemorySample = { minute: number; mb: number }
export type MemoryVerdict = { flat: boolean; before: number; after: number; mbPerHour: number }

/** How much more the last third may hold than the second, of whichever is more; sampling alone moves it by less. */
const share = 0.05
const leastMb = 12

/**
 * Flat: the median of the last third is no more than 5 % or 12 MB above that of the second third. The first third is the
 * warm-up: caches fill and code is compiled. The slope, by least squares over the same two thirds, is told beside it.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryVerdict {
  if (samples.length < 6) throw new Error('too few samples to say anything about memory')
  const third = Math.floor(samples.length / 3)
  const second = samples.slice(third, third * 2)
  const last = samples.slice(third * 2)
  const [before, after] = [median(second.map(({ mb }) => mb)), median(last.map(({ mb }) => mb))]
  const flat = after - before <= Math.max(leastMb, before * share)
  return { flat, before, after, mbPerHour: slope([...second, ...last]) * 60 }
}

function slope(samples: readonly MemorySample[]): number {
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const x = mean(samples.map(({ minute }) => minute))
  const y = mean(samples.map(({ mb }) => mb))
  const above = samples.reduce((sum, one) => sum + (one.minute - x) * (one.mb - y), 0)
  const below = samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
  return below === 0 ? 0 : above / below
}
