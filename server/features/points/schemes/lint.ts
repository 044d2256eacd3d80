import type { z } from 'zod'
import {
  type FactKind,
  factAttributes,
  factKindLabels,
  factUnits,
  organisationFactKinds,
  who,
} from '../../../../contract/facts.ts'
import type { SchemeFlaw, SchemeLimit, SchemeRule, SchemeVersion } from '../../../../contract/schemes.ts'

/** What is wrong with a version, each with its place and a sentence; empty when it may be published. */
export function lintVersion(version: SchemeVersion): SchemeFlaw[] {
  const flaws: SchemeFlaw[] = []
  const tell = (at: string, message: string) => void flaws.push({ at, message })
  if (version.validTo && version.validTo < version.validFrom) tell('validTo', '截止日期在开始日期以前。')
  version.rules.forEach((rule, i) => {
    const at = `rules.${i}`
    for (const flaw of lintRule(rule)) tell(`${at}.${flaw.at}`, flaw.message)
  })
  version.limits.forEach((limit, i) => {
    for (const flaw of lintLimit(version, limit)) tell(`limits.${i}.${flaw.at}`, flaw.message)
  })
  return flaws
}

function lintRule(rule: SchemeRule): SchemeFlaw[] {
  const kind = rule.factKind as FactKind
  const isOrganisation = organisationFactKinds.includes(kind)
  return [
    ...lintPattern(kind, rule.pattern),
    ...lintMode(rule, kind),
    ...lintSign(rule),
    ...(rule.needsApproval && isOrganisation
      ? [{ at: 'needsApproval', message: '组织的分不用批，批的是党员的分。' }]
      : []),
    ...(isOrganisation === (rule.subject === 'organisation')
      ? []
      : [
          {
            at: 'subject',
            message: `“${factKindLabels[kind]}”记的是${isOrganisation ? '组织' : '党员'}的事。`,
          },
        ]),
  ]
}

/** Does the pattern ask only for what facts of this kind can say? */
function lintPattern(kind: FactKind, pattern: Record<string, unknown>): SchemeFlaw[] {
  const shape = (factAttributes[kind] as z.ZodObject)
    .partial()
    .extend({ who: who.partial().optional() })
    .strict()
  const parsed = shape.safeParse(pattern)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    at: ['pattern', ...issue.path].join('.'),
    message:
      issue.code === 'unrecognized_keys'
        ? `“${factKindLabels[kind]}”没有 ${issue.keys.join('、')} 这一项。`
        : `“${factKindLabels[kind]}”的 ${issue.path.join('.')} 没有这个值。`,
  }))
}

function lintMode(rule: SchemeRule, kind: FactKind): SchemeFlaw[] {
  if (rule.mode === 'table') {
    if (!rule.tableKey || !rule.table) return [{ at: 'table', message: '按档计分要写明看哪一项、各档几分。' }]
    return Object.keys(rule.table).flatMap((value) => lintPattern(kind, { [rule.tableKey as string]: value }))
  }
  if ((rule.mode === 'per-unit' || rule.mode === 'per-whole') && !factUnits[kind]) {
    return [{ at: 'mode', message: `“${factKindLabels[kind]}”没有数量，不能按数量计分。` }]
  }
  if (rule.mode === 'per-whole' && !rule.per) return [{ at: 'per', message: '请写明每满多少计一次分。' }]
  return []
}

function lintSign(rule: SchemeRule): SchemeFlaw[] {
  const values = rule.mode === 'table' ? Object.values(rule.table ?? {}) : [rule.points]
  if (rule.class === 'deduction' && values.some((value) => value > 0)) {
    return [{ at: 'points', message: '扣分要写成负数。' }]
  }
  if (rule.class !== 'deduction' && values.some((value) => value < 0)) {
    return [{ at: 'points', message: '负分请归到“扣分”。' }]
  }
  return []
}

function lintLimit(version: SchemeVersion, limit: SchemeLimit): SchemeFlaw[] {
  const flaws: SchemeFlaw[] = []
  if (limit.floor === null && limit.cap === null) flaws.push({ at: 'cap', message: '封顶、保底至少写一个。' })
  if ((limit.floor ?? 0) > 0) flaws.push({ at: 'floor', message: '保底不能大于零。' })
  if ((limit.cap ?? 0) < 0) flaws.push({ at: 'cap', message: '封顶不能小于零。' })
  limit.rules.forEach((ruleCode, i) => {
    const rule = version.rules.find((one) => one.code === ruleCode)
    if (rule && limit.cap !== null && highest(rule) > limit.cap) {
      flaws.push({ at: 'cap', message: `封顶比“${rule.name}”一次的分还少。` })
    }
    const sameLevel = version.limits.filter(
      (other) => other.level === limit.level && other.rules.includes(ruleCode),
    )
    if (sameLevel.length > 1) {
      flaws.push({ at: `rules.${i}`, message: `${ruleCode} 在同一层里有两个限额，不知道先算哪一个。` })
    }
  })
  return flaws
}

function highest(rule: SchemeRule): number {
  return rule.mode === 'table' ? Math.max(0, ...Object.values(rule.table ?? {})) : rule.points
}
