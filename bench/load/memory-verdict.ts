import { percentile } from '../measure.ts'

export type MemorySample = { minute: number; mb: number }
/** In MB: what is held at the lowest, in the second third and in the last, and the most at any moment of the two. */
export type MemoryVerdict = { flat: boolean; before: number; after: number; most: number; mbPerHour: number }

/** How much more the last third may hold than the second, of whichever is more; sampling alone moves it by less. */
const share = 0.05
const leastMb = 12
/** A tenth of the samples lies at or below what counts as the lowest: one by itself may be chance. */
const lowest = 10

/**
 * Flat: what is held at the lowest in the last third is no more than 5 % or 12 MB above that of the second third. Node lets
 * rubbish pile up for a minute or two and sweeps it away at once; a leak is what stays after the sweeping, so that the low
 * points tell of it and a median tells mostly when it was swept. The first third is the warm-up: caches fill and code is
 * compiled. The slope of the low points, from the middle of one third to that of the other, is told beside it.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryVerdict {
  if (samples.length < 6) throw new Error('too few samples to say anything about memory')
  const third = Math.floor(samples.length / 3)
  const second = samples.slice(third, third * 2)
  const last = samples.slice(third * 2)
  const [before, after] = [lowOf(second), lowOf(last)]
  const minutes = middleOf(last) - middleOf(second)
  return {
    flat: after - before <= Math.max(leastMb, before * share),
    before,
    after,
    most: Math.max(...[...second, ...last].map(({ mb }) => mb)),
    mbPerHour: ((after - before) / minutes) * 60,
  }
}

const lowOf = (samples: readonly MemorySample[]) =>
  percentile(
    samples.map(({ mb }) => mb),
    lowest,
  )
const middleOf = (samples: readonly MemorySample[]) =>
  samples.reduce((sum, { minute }) => sum + minute, 0) / samples.length
