import { z } from 'zod'
import { day, hundredths, line } from './common.ts'
import { factKinds } from './facts.ts'

export const ruleClasses = ['base', 'bonus', 'deduction', 'veto'] as const
export const ruleClassLabels: Record<(typeof ruleClasses)[number], string> = {
  base: '基础分',
  bonus: '加分',
  deduction: '扣分',
  veto: '一票否决，提请审议',
}

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, '编号用字母、数字和横线，最多 20 个')

/**
 * 从几到几给几分: both ends belong to the band, as offices write it (60–69); an open end is null. Quantities are in
 * hundredths of their unit, shares in hundredths of a per cent, counts in whole numbers.
 */
export const band = z.strictObject({
  from: z.number().int().min(0).max(100_000_000),
  to: z.number().int().min(0).max(100_000_000).nullable().default(null),
  points: hundredths,
})
export type Band = z.output<typeof band>

export const ruleModes = ['fixed', 'per-unit', 'per-whole', 'table', 'bands', 'clear'] as const

/** A rule as an office writes it. Points in hundredths; a pattern is what the fact's attributes must contain. */
export const schemeRule = z.strictObject({
  code,
  name: line(40),
  class: z.enum(ruleClasses),
  subject: z.enum(['member', 'organisation']).default('member'),
  factKind: z.enum(factKinds as [string, ...string[]]),
  pattern: z.record(z.string(), z.unknown()).default({}),
  /** `bands`: by the quantity of the one fact; `clear` (清零): takes away what stands above nought in the cycle. */
  mode: z.enum(ruleModes).default('fixed'),
  points: hundredths.default(0),
  /** Of `per-whole`: points for each whole so many units, in hundredths of the unit. */
  per: z.number().int().positive().max(100_000_000).nullable().default(null),
  tableKey: z.string().max(40).nullable().default(null),
  table: z.record(z.string(), hundredths).nullable().default(null),
  bands: z.array(band).min(1).max(40).nullable().default(null),
  /** What one entry gives at the least and at the most: 5–10 points as the one who records says. */
  least: hundredths.nullable().default(null),
  most: hundredths.nullable().default(null),
  /** The days of the facts that it counts, where it is not the version's whole term. */
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
  needsApproval: z.boolean().default(false),
  /** One person's yes, or first one's and then another's higher up (组长 → 书记). */
  approvalSteps: z.number().int().min(1).max(2).default(1),
})
export type SchemeRule = z.output<typeof schemeRule>

export const limitPeriods = ['day', 'month', 'quarter', 'year', 'cycle'] as const

/**
 * What several entries of one subject in one period come to together, in the order of their days:
 * `clamp`  the running sum stays between floor and cap;
 * `free`   the first `free` of them give nothing;
 * `steps`  the first gives steps[0], the second steps[1] …, each further one the last of them;
 * `whole`  `points` for each whole `per` units of the running quantity;
 * `bands`  the band of the running count or quantity;
 * `share`  the band of the share that the entries under `counted` have among all of them.
 * Of `whole`, `bands` and `share` the rules only say what is counted: their own points are not asked.
 */
export const limitWays = ['clamp', 'free', 'steps', 'whole', 'bands', 'share'] as const

/** Rules with a common ceiling, floor, or way to count. Levels are settled in ascending order. */
export const schemeLimit = z.strictObject({
  name: line(40),
  level: z.number().int().min(1).max(6),
  period: z.enum(limitPeriods),
  way: z.enum(limitWays).default('clamp'),
  floor: hundredths.nullable().default(null),
  cap: hundredths.nullable().default(null),
  free: z.number().int().min(1).max(1000).nullable().default(null),
  steps: z.array(hundredths).min(1).max(40).nullable().default(null),
  per: z.number().int().positive().max(100_000_000).nullable().default(null),
  points: hundredths.nullable().default(null),
  by: z.enum(['count', 'quantity']).nullable().default(null),
  bands: z.array(band).min(1).max(40).nullable().default(null),
  counted: z.array(code).max(100).nullable().default(null),
  rules: z.array(code).min(1).max(100),
})
export type SchemeLimit = z.output<typeof schemeLimit>

/** A name for a span of totals, 五星; both ends belong to it. Totals below the first grade have no name. */
export const schemeGrade = z.strictObject({
  name: line(20),
  from: hundredths,
  to: hundredths.nullable().default(null),
})
export type SchemeGrade = z.output<typeof schemeGrade>

/**
 * What a total puts before people. A score decides nothing by itself, so that nothing but a person's attention can be
 * asked for: the words of a verdict are here only to be refused by name.
 */
export const flagOutcomes = ['review', 'talk', 'help', 'recognition'] as const
export const schemeFlag = z.strictObject({
  name: line(40),
  below: hundredths.nullable().default(null),
  atLeast: hundredths.nullable().default(null),
  /** Whom it is for, as a rule's `who`. */
  who: z.record(z.string(), z.unknown()).default({}),
  outcome: z.enum(flagOutcomes),
})
export type SchemeFlag = z.output<typeof schemeFlag>

/** What organisations below may add by a scheme of their own: rules of these classes, in a year no more than `most` either way. */
export const schemeLatitude = z.strictObject({
  classes: z.array(z.enum(ruleClasses)).min(1).max(4),
  most: z.number().int().positive().max(1_000_000),
})
export type SchemeLatitude = z.output<typeof schemeLatitude>

type Refuse = (path: (string | number)[], message: string) => void

function demandCodes(
  { rules, limits }: { rules: SchemeRule[]; limits: SchemeLimit[] },
  refuse: Refuse,
): void {
  const codes = rules.map((rule) => rule.code)
  codes.forEach((own, i) => {
    if (codes.indexOf(own) < i) refuse(['rules', i, 'code'], `编号 ${own} 用了两次。`)
  })
  limits.forEach((limit, i) => {
    limit.rules.forEach((own, j) => {
      if (!codes.includes(own)) refuse(['limits', i, 'rules', j], `没有编号 ${own} 的规则。`)
      else if (limit.rules.indexOf(own) < j) refuse(['limits', i, 'rules', j], `${own} 写了两次。`)
    })
    limit.counted?.forEach((own, j) => {
      if (!limit.rules.includes(own)) refuse(['limits', i, 'counted', j], `${own} 不在这一组里。`)
    })
  })
}

/** A code stands for one rule, and a limit names rules that there are: else not even a draft can be kept. */
export const schemeVersion = z
  .strictObject({
    validFrom: day,
    validTo: day.nullable().default(null),
    cycle: z.enum(['year', 'july-year', 'quarter', 'month']).default('year'),
    startPoints: hundredths.default(0),
    floor: hundredths.nullable().default(null),
    ceiling: hundredths.nullable().default(null),
    rules: z.array(schemeRule).min(1).max(200),
    limits: z.array(schemeLimit).max(100).default([]),
    grades: z.array(schemeGrade).max(20).default([]),
    flags: z.array(schemeFlag).max(20).default([]),
    latitude: schemeLatitude.nullable().default(null),
    /** What happens where the bands of the scheme say nothing: `person` lays the case before one. */
    whereSilent: z.enum(['refuse', 'person']).default('refuse'),
  })
  .superRefine((version, refused) => {
    demandCodes(version, (path, message) => refused.addIssue({ code: 'custom', path, message }))
  })
export type SchemeVersion = z.output<typeof schemeVersion>

/** Where in a version something is wrong, and what, as a sentence. */
export const schemeFlaw = z.object({ at: z.string(), message: z.string() })
export type SchemeFlaw = z.output<typeof schemeFlaw>
