import type { Figure } from '../bench.ts'
import { judgeMemory, type MemorySample } from './memory-verdict.ts'
import type { Tally } from './tally.ts'

const mostMs = 500
/** What the server gives one request at the most before it gives it up (server/core/http/server.ts). */
const requestLimitMs = 60_000

type Said = { name: string; work: string; ours: string; target: string; held: boolean }
const figure = (said: Said): Figure => ({ ...said, floor: null, ratio: null })

export function judgeErrors(name: string, work: string, tally: Tally): Figure {
  const { failed, shed, all } = tally
  return figure({
    name,
    work,
    ours: `${failed} errors, ${shed.count} shed of ${all.count + failed + shed.count}`,
    target: 'none',
    held: failed === 0 && shed.count === 0 && all.count > 0,
  })
}

export function judgeTimes(name: string, work: string, tally: Tally): Figure {
  const p99 = tally.all.percentile(99)
  const [p50, p95] = [tally.all.percentile(50), tally.all.percentile(95)]
  return figure({
    name,
    work,
    ours: `p99 ${p99.toFixed(0)} ms, p95 ${p95.toFixed(0)}, median ${p50.toFixed(0)}`,
    target: `p99 < ${mostMs} ms`,
    held: tally.all.count > 0 && p99 < mostMs,
  })
}

export function judgeGrowth(of: string, samples: readonly MemorySample[]): Figure {
  const name = `load-memory, ${of}`
  const work = 'the low points of the last third beside those of the second; the first is the warm-up'
  const target = '≤ 5 % or 12 MB more'
  if (samples.length < 6) return figure({ name, work, ours: 'too short to say', target, held: false })
  const { flat, before, after, most, mbPerHour } = judgeMemory(samples)
  const ours = `${before.toFixed(0)} → ${after.toFixed(0)} MB (${mbPerHour.toFixed(0)} MB/h), ${most.toFixed(0)} at the most`
  return figure({ name, work, ours, target, held: flat })
}

/** Whoever comes in the burst is served or told when to come back, and nobody hangs. */
export function judgeBurst(tally: Tally): Figure {
  const { failed, shed, all, longest } = tally
  return figure({
    name: 'load-burst',
    work: 'ten times the people for 30 s: served, or 503 with Retry-After; no other refusal, no reset, nobody hangs',
    ours: `${all.count} served (p99 ${all.percentile(99).toFixed(0)} ms), ${shed.count} shed, ${failed} errors, longest ${(longest / 1000).toFixed(1)} s`,
    target: `no error, longest < ${requestLimitMs / 1000} s`,
    held: failed === 0 && all.count > 0 && longest < requestLimitMs,
  })
}

/** Of each table: acknowledged, and what is there more than before. */
export type Stands = { table: string; acknowledged: number; found: number; more: number }

/** Everything that was acknowledged is there, and nothing that was not asked for; what was given up may be there or not. */
export function judgeStands(stands: readonly Stands[], givenUp: number): Figure {
  const all = stands.reduce((sum, one) => sum + one.acknowledged, 0)
  const lost = stands.reduce((sum, one) => sum + one.acknowledged - one.found, 0)
  const unasked = stands.reduce((sum, one) => sum + one.more - one.found, 0)
  return figure({
    name: 'load-stands',
    work: 'every acknowledged write is in the database once, those that were sent twice among them',
    ours: `${all} acknowledged, ${lost} missing, ${unasked} more than acknowledged, ${givenUp} given up`,
    target: 'none missing, none twice',
    held: all > 0 && lost === 0 && unasked >= 0 && unasked <= givenUp,
  })
}
