import fc from 'fast-check'
import type { z } from 'zod'
import {
  limitWays,
  type schemeLimit,
  type schemeRule,
  type schemeVersion,
} from '../../contract/scheme-version.ts'

const activities = ['theme-day', 'mediation', 'sanitation'] as const
const days = [
  '2025-03-31',
  '2025-06-30',
  '2025-07-01',
  '2025-12-31',
  '2026-01-01',
  '2026-03-31',
  '2026-04-01',
  '2026-04-02',
]

const points = fc.integer({ min: -500, max: 500 }).filter((value) => value !== 0)

/** Bands one after the other, with a hole here and there: what no band says gives nothing. */
const bands = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 2, maxLength: 5 }).chain((ends) => {
    const sorted = ends.toSorted((a, b) => a - b)
    return fc.array(points, { minLength: sorted.length, maxLength: sorted.length }).map((values) =>
      sorted.map((from, i) => {
        const next = sorted[i + 1]
        return { from, to: next === undefined ? null : next - 1, points: values[i] as number }
      }),
    )
  })

const rule = fc.record({
  activity: fc.option(fc.constantFrom(...activities), { nil: null }),
  hand: fc.boolean(),
  mode: fc.oneof(
    { weight: 6, arbitrary: fc.constant('usual' as const) },
    { weight: 1, arbitrary: fc.constant('bands' as const) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  ),
  points,
  bands: bands(900),
  least: fc.option(fc.integer({ min: -200, max: 0 }), { nil: null }),
  most: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
  validFrom: fc.option(fc.constantFrom(...days), { nil: null, freq: 5 }),
  needsApproval: fc.boolean(),
})
const limit = fc.record({
  level: fc.integer({ min: 1, max: 3 }),
  period: fc.constantFrom('day', 'month', 'quarter', 'year', 'cycle'),
  way: fc.oneof(
    { weight: 3, arbitrary: fc.constant('clamp' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...limitWays) },
  ),
  floor: fc.option(fc.integer({ min: -900, max: 0 }), { nil: null }),
  cap: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
  free: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(points, { minLength: 1, maxLength: 3 }),
  per: fc.integer({ min: 1, max: 400 }),
  points,
  by: fc.constantFrom('count', 'quantity'),
  counts: bands(5),
  quantities: bands(2000),
  shares: bands(10_000),
  counted: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 }),
  rules: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 }),
})
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      member: fc.integer({ min: 0, max: 1 }),
      day: fc.constantFrom(...days),
      activity: fc.constantFrom(...activities),
      hand: fc.option(fc.integer({ min: 1, max: 999 }), { nil: null }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('approve' as const), which: fc.nat(20), yes: fc.boolean() }),
  },
)
const scheme = fc.record({
  cycle: fc.constantFrom('year', 'july-year', 'quarter', 'month'),
  start: fc.constantFrom(0, 500),
  floor: fc.option(fc.constantFrom(0, -300), { nil: null }),
  ceiling: fc.option(fc.constantFrom(500, 1200), { nil: null }),
  rules: fc.array(rule, { minLength: 4, maxLength: 4 }),
  limits: fc.array(limit, { maxLength: 4 }),
})
export const world = fc.record({
  // Two schemes over one branch need not count by the same years.
  schemes: fc.array(scheme, { minLength: 1, maxLength: 2 }),
  steps: fc.array(step, { minLength: 4, maxLength: 16 }),
})
export type World = typeof world extends fc.Arbitrary<infer W> ? W : never
type Scheme = World['schemes'][number]
export type Step = World['steps'][number]

/** Of two limits of a level only the first may hold a rule. */
function soundLimits({ limits }: Scheme) {
  const taken = new Set<string>()
  return limits.flatMap((one) => {
    const rules = one.rules.filter((i) => !taken.has(`${one.level}/${i}`))
    for (const i of rules) taken.add(`${one.level}/${i}`)
    return rules.length === 0 ? [] : [{ ...one, rules }]
  })
}

export const validFrom = '2025-01-01'

function ruleOf(one: Scheme['rules'][number], i: number): z.input<typeof schemeRule> {
  const usual = one.hand ? ('per-unit' as const) : ('fixed' as const)
  return {
    code: `R${i}`,
    name: `规则${i}`,
    class: 'bonus',
    factKind: one.hand ? 'hand-entry' : 'attendance',
    pattern: !one.hand && one.activity ? { activity: one.activity } : {},
    mode: one.mode === 'usual' ? usual : one.mode,
    points: one.points,
    bands: one.mode === 'bands' ? one.bands : null,
    least: one.least,
    most: one.most,
    validFrom: one.validFrom,
    needsApproval: one.needsApproval,
  }
}

/** A limit as its way wants it; a rule that clears is under none. */
function limitOf(shape: Scheme, one: Scheme['limits'][number], i: number): z.input<typeof schemeLimit> {
  const own = one.rules.filter((r) => shape.rules[r]?.mode !== 'clear')
  const bandsOf = one.by === 'count' ? one.counts : one.quantities
  return {
    name: `限额${i}`,
    level: one.level,
    period: one.period,
    way: one.way,
    ...(one.way === 'clamp' && { floor: one.floor, cap: one.cap }),
    ...(one.way === 'free' && { free: one.free }),
    ...(one.way === 'steps' && { steps: one.steps }),
    ...(one.way === 'whole' && { per: one.per, points: one.points }),
    ...(one.way === 'bands' && { by: one.by, bands: bandsOf }),
    ...(one.way === 'share' && {
      bands: one.shares,
      counted: one.counted.filter((r) => own.includes(r)).map((r) => `R${r}`),
    }),
    rules: own.map((r) => `R${r}`),
  }
}

export function versionOf(shape: Scheme): z.input<typeof schemeVersion> {
  const limits = soundLimits(shape).map((one, i) => limitOf(shape, one, i))
  return {
    validFrom,
    cycle: shape.cycle,
    startPoints: shape.start,
    floor: shape.floor,
    ceiling: shape.ceiling,
    rules: shape.rules.map(ruleOf),
    limits: limits.filter((one) => one.rules.length > 0),
  }
}
