import type { SchemeFlag, SchemeFlaw, SchemeVersion } from '../../../../contract/scheme-version.ts'
import { findForbidden, findVerdict } from './forbidden.ts'
import { lintGrades } from './lint-bands.ts'
import { lintLimit } from './lint-limit.ts'
import { type LintContext, lintAudience, lintRule, lintWords } from './lint-rule.ts'

/** What is wrong with a version, each with its place and a sentence; empty when it may be published. */
export function lintVersion(version: SchemeVersion, matters: readonly string[] = []): SchemeFlaw[] {
  const context: LintContext = { matters, whereSilent: version.whereSilent }
  const below = (at: string, flaws: readonly SchemeFlaw[]) =>
    flaws.map((flaw) => ({ at: `${at}.${flaw.at}`, message: flaw.message }))
  const terms = { step: smallestStep(version), whereSilent: version.whereSilent }
  return [
    ...lintTerm(version),
    ...lintTotal(version),
    ...version.rules.flatMap((rule, i) => below(`rules.${i}`, lintRule(rule, context))),
    ...version.limits.flatMap((limit, i) =>
      below(`limits.${i}`, [...lintWords(limit.name), ...lintLimit(version, limit)]),
    ),
    ...lintGrades(version.grades, terms),
    ...version.grades.flatMap((grade, i) => below(`grades.${i}`, lintVerdict(grade.name))),
    ...version.flags.flatMap((flag, i) => below(`flags.${i}`, lintFlag(flag))),
  ]
}

function lintTerm({ validFrom, validTo, rules }: SchemeVersion): SchemeFlaw[] {
  const last = validTo ?? '9999-12-31'
  const flaws: SchemeFlaw[] = []
  if (last < validFrom) flaws.push({ at: 'validTo', message: '截止日期在开始日期以前。' })
  rules.forEach((rule, i) => {
    const never = (rule.validFrom ?? validFrom) > last || (rule.validTo ?? last) < validFrom
    if (never) flaws.push({ at: `rules.${i}.validFrom`, message: '这条规则的日期全在方案的日期以外。' })
  })
  return flaws
}

function lintTotal({ startPoints, floor, ceiling }: SchemeVersion): SchemeFlaw[] {
  return [
    ...(floor !== null && floor > startPoints ? [{ at: 'floor', message: '保底不能高过起始分。' }] : []),
    ...(ceiling !== null && ceiling < startPoints
      ? [{ at: 'ceiling', message: '封顶不能低过起始分。' }]
      : []),
  ]
}

function lintFlag(flag: SchemeFlag): SchemeFlaw[] {
  const one = flag.below === null ? flag.atLeast !== null : flag.atLeast === null
  return [
    ...lintVerdict(flag.name),
    ...(one ? [] : [{ at: 'below', message: '请写明低于几分，或者达到几分，只写一个。' }]),
    ...lintAudience(flag.who),
  ]
}

function lintVerdict(name: string): SchemeFlaw[] {
  const why = findVerdict(name) ?? findForbidden(name)
  return why ? [{ at: 'name', message: why }] : []
}

/** By how little two totals of a scheme can differ, in hundredths: every figure that it can give is a multiple of this. */
function smallestStep({ startPoints, rules, limits }: SchemeVersion): number {
  const figures = [
    startPoints,
    ...rules.flatMap((rule) => [
      // Per unit of a quantity with hundredths any hundredth can come out.
      rule.mode === 'per-unit' ? 1 : rule.points,
      ...Object.values(rule.table ?? {}),
      ...(rule.bands ?? []).map((band) => band.points),
      rule.least ?? 0,
      rule.most ?? 0,
    ]),
    ...limits.flatMap((limit) => [
      limit.floor ?? 0,
      limit.cap ?? 0,
      limit.points ?? 0,
      ...(limit.steps ?? []),
      ...(limit.bands ?? []).map((band) => band.points),
    ]),
  ]
  return figures.reduce((step, figure) => divisor(step, Math.abs(figure)), 0) || 1
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
