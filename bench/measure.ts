import { setTimeout as delay } from 'node:timers/promises'

/** The value in the middle; of an even number of values the lower of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The smallest value that at least `share` per cent of the values do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] as number
}

/** Milliseconds that `work` takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export type Alternation = { ours: number; floor: number; ratio: number }

/**
 * Ours and the floor in turn, `rounds` times, each beginning every other time, so that neither has the warmer cache or
 * the fuller log. Answers the medians, and the median of the ratios of each round: what slows a whole round down slows
 * both.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Alternation> {
  const pairs: { ours: number; floor: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) pairs.push({ ours: await ours(), floor: await floor() })
    else {
      const first = await floor()
      pairs.push({ ours: await ours(), floor: first })
    }
  }
  return {
    ours: median(pairs.map((one) => one.ours)),
    floor: median(pairs.map((one) => one.floor)),
    ratio: median(pairs.map((one) => one.ours / one.floor)),
  }
}

/**
 * How many calls a second `clients` make, each one after the other, in so many milliseconds. A call that fails ends the
 * measurement: a rate of refusals is no rate.
 */
export async function rate(
  clients: number,
  milliseconds: number,
  call: (client: number, nth: number) => Promise<void>,
): Promise<number> {
  const start = performance.now()
  const end = start + milliseconds
  let done = 0
  const one = async (client: number) => {
    for (let nth = 0; performance.now() < end; nth += 1) {
      await call(client, nth)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)))
  return (done * 1000) / (performance.now() - start)
}

/** Milliseconds of each of so many calls, one after the other. */
export async function latencies(count: number, call: (nth: number) => Promise<void>): Promise<number[]> {
  const all: number[] = []
  for (let nth = 0; nth < count; nth += 1) all.push(await time(() => call(nth)))
  return all
}

/** The same so many times, evenly through so many seconds, beginning somewhere in the first part; never two at once. */
export async function spread(
  seconds: number,
  times: number,
  work: (nth: number) => Promise<unknown>,
): Promise<void> {
  const step = (seconds * 1000) / times
  const begin = performance.now() + Math.random() * step
  for (let n = 0; n < times; n += 1) {
    await delay(Math.max(0, begin + n * step - performance.now()))
    await work(n)
  }
}
