import type { z } from 'zod'
import { conductMatters } from '../../../../contract/conduct-matters.ts'
import {
  type FactKind,
  factAttributes,
  factKindLabels,
  factUnits,
  organisationFactKinds,
  who,
} from '../../../../contract/facts.ts'
import type { SchemeFlaw, SchemeRule } from '../../../../contract/scheme-version.ts'
import { findForbidden, findVerdict } from './forbidden.ts'
import { lintBands, stepOfUnit } from './lint-bands.ts'

export type LintContext = {
  /** Matters that the county counts beside those of the product. */
  matters: readonly string[]
  whereSilent: 'refuse' | 'person'
}

export function lintRule(rule: SchemeRule, context: LintContext): SchemeFlaw[] {
  const kind = rule.factKind as FactKind
  return [
    ...lintWords(rule.name),
    ...lintPattern(kind, rule.pattern),
    ...lintMatter(rule, context),
    ...lintMode(rule, kind, context),
    ...lintSign(rule),
    ...lintBounds(rule),
    ...lintSubject(rule, kind),
  ]
}

export function lintWords(name: string): SchemeFlaw[] {
  const why = findForbidden(name) ?? findVerdict(name)
  return why ? [{ at: 'name', message: why }] : []
}

/** Does the pattern ask only for what facts of this kind can say? */
function lintPattern(kind: FactKind, pattern: Record<string, unknown>): SchemeFlaw[] {
  const shape = (factAttributes[kind] as z.ZodObject)
    .partial()
    .extend({ who: who.partial().optional() })
    .strict()
  return flawsOf(shape.safeParse(pattern), 'pattern', factKindLabels[kind])
}

/** Does an audience ask only for what is known of a person? */
export function lintAudience(audience: Record<string, unknown>): SchemeFlaw[] {
  return flawsOf(who.partial().strict().safeParse(audience), 'who', '党员')
}

function flawsOf(parsed: z.ZodSafeParseResult<unknown>, at: string, label: string): SchemeFlaw[] {
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    at: [at, ...issue.path].join('.'),
    message:
      issue.code === 'unrecognized_keys'
        ? `“${label}”没有 ${issue.keys.join('、')} 这一项。`
        : `“${label}”的 ${issue.path.join('.')} 没有这个值。`,
  }))
}

function lintMatter({ factKind, pattern }: SchemeRule, { matters }: LintContext): SchemeFlaw[] {
  const { matter } = pattern
  if (factKind !== 'conduct' || typeof matter !== 'string') return []
  if (matter in conductMatters || matters.includes(matter)) return []
  return [{ at: 'pattern.matter', message: `没有“${matter}”这个事项，请先在本县的事项里加上。` }]
}

function lintMode(rule: SchemeRule, kind: FactKind, { whereSilent }: LintContext): SchemeFlaw[] {
  if (rule.mode === 'table') {
    if (!rule.tableKey || !rule.table) return [{ at: 'table', message: '按档计分要写明看哪一项、各档几分。' }]
    return Object.keys(rule.table).flatMap((value) => lintPattern(kind, { [rule.tableKey as string]: value }))
  }
  if (rule.mode === 'clear') {
    return rule.class === 'deduction' ? [] : [{ at: 'class', message: '清零请归到“扣分”。' }]
  }
  if (rule.mode === 'fixed') return []
  const unit = factUnits[kind]
  if (!unit) return [{ at: 'mode', message: `“${factKindLabels[kind]}”没有数量，不能按数量计分。` }]
  if (rule.mode === 'bands') return lintBands(rule.bands, { step: stepOfUnit(unit), whereSilent })
  if (rule.mode === 'per-whole' && !rule.per) return [{ at: 'per', message: '请写明每满多少计一次分。' }]
  return []
}

function pointsOf(rule: SchemeRule): number[] {
  if (rule.mode === 'table') return Object.values(rule.table ?? {})
  if (rule.mode === 'bands') return (rule.bands ?? []).map((band) => band.points)
  return rule.mode === 'clear' ? [] : [rule.points]
}

function lintSign(rule: SchemeRule): SchemeFlaw[] {
  const values = pointsOf(rule)
  if (rule.class === 'deduction' && values.some((value) => value > 0)) {
    return [{ at: 'points', message: '扣分要写成负数。' }]
  }
  if (rule.class !== 'deduction' && values.some((value) => value < 0)) {
    return [{ at: 'points', message: '负分请归到“扣分”。' }]
  }
  return []
}

function lintBounds({ least, most, validFrom, validTo }: SchemeRule): SchemeFlaw[] {
  return [
    ...(least !== null && most !== null && least > most
      ? [{ at: 'most', message: '一次最多的分比最少的还少。' }]
      : []),
    ...(validFrom && validTo && validTo < validFrom
      ? [{ at: 'validTo', message: '截止日期在开始日期以前。' }]
      : []),
  ]
}

function lintSubject(rule: SchemeRule, kind: FactKind): SchemeFlaw[] {
  const isOrganisation = organisationFactKinds.includes(kind)
  const flaws: SchemeFlaw[] = []
  if (rule.needsApproval && isOrganisation) {
    flaws.push({ at: 'needsApproval', message: '组织的分不用批，批的是党员的分。' })
  }
  if (isOrganisation !== (rule.subject === 'organisation')) {
    flaws.push({
      at: 'subject',
      message: `“${factKindLabels[kind]}”记的是${isOrganisation ? '组织' : '党员'}的事。`,
    })
  }
  return flaws
}

/** The most that one entry of a rule gives, as far as the rule alone can say; nothing for what grows with a quantity. */
export function highestOf(rule: SchemeRule): number | undefined {
  const grows = (rule.mode === 'per-unit' || rule.mode === 'per-whole') && rule.most === null
  if (grows) return rule.points > 0 ? undefined : 0
  const highest = Math.max(0, ...pointsOf(rule))
  const isMeasured = rule.mode === 'per-unit' || rule.mode === 'per-whole'
  return isMeasured ? (rule.most ?? highest) : Math.min(highest, rule.most ?? highest)
}
