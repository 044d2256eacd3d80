import { z } from 'zod'
import { day, hundredths, id, instant, line, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { factKinds } from './facts.ts'

export const ruleClasses = ['base', 'bonus', 'deduction', 'veto'] as const
export const ruleClassLabels: Record<(typeof ruleClasses)[number], string> = {
  base: '基础分',
  bonus: '加分',
  deduction: '扣分',
  veto: '一票否决，提请审议',
}

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, '编号用字母、数字和横线，最多 20 个')

/** A rule as an office writes it. Points in hundredths; a pattern is what the fact's attributes must contain. */
export const schemeRule = z.strictObject({
  code,
  name: line(40),
  class: z.enum(ruleClasses),
  subject: z.enum(['member', 'organisation']).default('member'),
  factKind: z.enum(factKinds as [string, ...string[]]),
  pattern: z.record(z.string(), z.unknown()).default({}),
  mode: z.enum(['fixed', 'per-unit', 'per-whole', 'table']).default('fixed'),
  points: hundredths.default(0),
  /** Of `per-whole`: points for each whole so many units, in hundredths of the unit. */
  per: z.number().int().positive().max(100_000_000).nullable().default(null),
  tableKey: z.string().max(40).nullable().default(null),
  table: z.record(z.string(), hundredths).nullable().default(null),
  needsApproval: z.boolean().default(false),
})
export type SchemeRule = z.output<typeof schemeRule>

/** A ceiling or floor over one rule or several. Levels are settled in ascending order. */
export const schemeLimit = z.strictObject({
  name: line(40),
  level: z.number().int().min(1).max(6),
  period: z.enum(['day', 'month', 'quarter', 'year']),
  floor: hundredths.nullable().default(null),
  cap: hundredths.nullable().default(null),
  rules: z.array(code).min(1).max(100),
})
export type SchemeLimit = z.output<typeof schemeLimit>

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
  })
  .superRefine(({ rules, limits }, refused) => {
    const codes = rules.map((rule) => rule.code)
    const tell = (path: (string | number)[], message: string) => {
      refused.addIssue({ code: 'custom', path, message })
    }
    codes.forEach((own, i) => {
      if (codes.indexOf(own) < i) tell(['rules', i, 'code'], `编号 ${own} 用了两次。`)
    })
    limits.forEach((limit, i) => {
      limit.rules.forEach((own, j) => {
        if (!codes.includes(own)) tell(['limits', i, 'rules', j], `没有编号 ${own} 的规则。`)
        else if (limit.rules.indexOf(own) < j) tell(['limits', i, 'rules', j], `${own} 写了两次。`)
      })
    })
  })
export type SchemeVersion = z.output<typeof schemeVersion>

/** Where in a version something is wrong, and what, as a sentence. */
export const schemeFlaw = z.object({ at: z.string(), message: z.string() })
export type SchemeFlaw = z.output<typeof schemeFlaw>

const versionRow = z.object({
  versionId: z.number().int(),
  versionNo: z.number().int(),
  state: z.enum(['draft', 'published']),
  validFrom: day,
  publishedAt: instant.nullable(),
  draftedByName: z.string().nullable(),
  publishedByName: z.string().nullable(),
})

const schemeRow = z.object({
  schemeId: id,
  orgId,
  orgName: z.string(),
  name: z.string(),
  versions: z.array(versionRow),
  adoptions: z.array(
    z.object({
      orgId,
      orgName: z.string(),
      reach: z.enum(['self', 'below']),
      validFrom: day,
      validTo: day.nullable(),
    }),
  ),
  abilities: z.object({ draft: z.boolean(), publish: z.boolean(), adopt: z.boolean() }),
})

export const listSchemes = defineEndpoint({
  method: 'GET',
  path: '/schemes',
  summary: '积分方案',
  access: 'signed-in',
  output: z.object({ rows: z.array(schemeRow), abilities: z.object({ create: z.boolean() }) }),
})

export const getVersion = defineEndpoint({
  method: 'GET',
  path: '/schemes/:schemeId/versions/:versionId',
  summary: '一版方案的规则',
  access: 'signed-in',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  output: z.object({ name: z.string(), row: versionRow, version: schemeVersion, flaws: z.array(schemeFlaw) }),
  errors: ['not-found'],
})

/** A scheme of an organisation with its first draft. */
export const createScheme = defineEndpoint({
  method: 'POST',
  path: '/schemes',
  summary: '起草一个方案',
  access: 'signed-in',
  body: z.strictObject({ orgId, name: line(60), version: schemeVersion }),
  output: z.object({ schemeId: id, versionId: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** A new draft, or the standing draft anew; a published version never changes. */
export const saveDraft = defineEndpoint({
  method: 'PUT',
  path: '/schemes/:schemeId/draft',
  summary: '改草案',
  access: 'signed-in',
  params: z.object({ schemeId: id }),
  body: schemeVersion,
  output: z.object({ versionId: z.number().int(), flaws: z.array(schemeFlaw) }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** By a second person; from its first day on the version counts, and what was recorded since is derived anew. */
export const publishVersion = defineEndpoint({
  method: 'POST',
  path: '/schemes/:schemeId/versions/:versionId/publish',
  summary: '发布一版方案',
  access: 'signed-in',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  body: z.strictObject({}),
  output: z.object({ versionId: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const adoptScheme = defineEndpoint({
  method: 'POST',
  path: '/schemes/:schemeId/adoptions',
  summary: '一个组织用这个方案',
  access: 'signed-in',
  params: z.object({ schemeId: id }),
  body: z.strictObject({
    orgId,
    reach: z.enum(['self', 'below']).default('below'),
    validFrom: day,
    validTo: day.nullable().default(null),
  }),
  output: z.object({ adoptionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const schemeEndpoints = {
  listSchemes,
  getVersion,
  createScheme,
  saveDraft,
  publishVersion,
  adoptScheme,
}
