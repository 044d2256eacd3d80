import type { Histogram } from './histogram.ts'
import type { Tally } from './tally.ts'

const whole = (ms: number) => Math.round(ms)
const quantiles = (one: Histogram) => ({
  count: one.count,
  p50: whole(one.percentile(50)),
  p95: whole(one.percentile(95)),
  p99: whole(one.percentile(99)),
  most: whole(one.most),
})

/** A phase as it is kept: all acts, each kind and each minute. */
export function describeTally({ all, acts, minutes, shed, failed, longest, reasons }: Tally): object {
  return {
    all: quantiles(all),
    shed: quantiles(shed),
    failed,
    longest: whole(longest),
    reasons,
    acts: Object.fromEntries(
      [...acts].sort(([one], [other]) => one.localeCompare(other)).map(([act, one]) => [act, quantiles(one)]),
    ),
    minutes: Object.fromEntries([...minutes].map(([minute, one]) => [minute, quantiles(one)])),
  }
}
