import type {
  SchemeFlaw,
  SchemeLimit,
  SchemeRule,
  SchemeVersion,
} from '../../../../contract/scheme-version.ts'
import { type BandTerms, lintBands } from './lint-bands.ts'
import { highestOf } from './lint-rule.ts'

type Version = Pick<SchemeVersion, 'rules' | 'limits' | 'whereSilent'>

const needs: Record<SchemeLimit['way'], readonly (keyof SchemeLimit)[]> = {
  clamp: [],
  free: ['free'],
  steps: ['steps'],
  whole: ['per', 'points'],
  bands: ['by', 'bands'],
  share: ['bands', 'counted'],
}
const parameters = ['floor', 'cap', 'free', 'steps', 'per', 'points', 'by', 'bands', 'counted'] as const
const allowed: Record<SchemeLimit['way'], readonly string[]> = { ...needs, clamp: ['floor', 'cap'] }

const missing: Partial<Record<keyof SchemeLimit, string>> = {
  free: '请写明前几次不计分。',
  steps: '请写明第一次、第二次……各几分。',
  per: '请写明每满多少计一次分。',
  points: '请写明每满一次计几分。',
  by: '请写明按次数还是按数量分段。',
  bands: '按段计分要写明从几到几、各段几分。',
  counted: '请写明哪几条算在比例的分子里。',
}

export function lintLimit(version: Version, limit: SchemeLimit): SchemeFlaw[] {
  const rules = limit.rules.flatMap((code) => version.rules.find((rule) => rule.code === code) ?? [])
  return [
    ...lintParameters(limit),
    ...(limit.way === 'clamp' ? lintClamp(limit, rules) : []),
    ...lintLimitBands(limit, version.whereSilent),
    ...lintOrder(version, limit),
    ...lintCountedRules(limit, rules),
  ]
}

/** Each way has its own parameters, and no others: what would not be looked at must not be believed in. */
function lintParameters(limit: SchemeLimit): SchemeFlaw[] {
  const lacking = needs[limit.way]
    .filter((name) => limit[name] === null)
    .map((name) => ({ at: name, message: missing[name] ?? '这里还没有写。' }))
  const idle = parameters
    .filter((name) => limit[name] !== null && !allowed[limit.way].includes(name))
    .map((name) => ({ at: name, message: '这种算法用不到这一项，请去掉。' }))
  return [...lacking, ...idle]
}

function lintClamp({ floor, cap }: SchemeLimit, rules: readonly SchemeRule[]): SchemeFlaw[] {
  const flaws: SchemeFlaw[] = []
  if (floor === null && cap === null) flaws.push({ at: 'cap', message: '封顶、保底至少写一个。' })
  if ((floor ?? 0) > 0) flaws.push({ at: 'floor', message: '保底不能大于零。' })
  if ((cap ?? 0) < 0) flaws.push({ at: 'cap', message: '封顶不能小于零。' })
  const tooBig = cap === null ? undefined : rules.find((rule) => (highestOf(rule) ?? 0) > cap)
  if (tooBig) flaws.push({ at: 'cap', message: `封顶比“${tooBig.name}”一次的分还少。` })
  return flaws
}

function lintLimitBands(limit: SchemeLimit, whereSilent: BandTerms['whereSilent']): SchemeFlaw[] {
  if (!limit.bands || (limit.way !== 'bands' && limit.way !== 'share')) return []
  // Times are counted in whole numbers, the rest in hundredths.
  const flaws = lintBands(limit.bands, { step: 1, whereSilent })
  const isOver = limit.way === 'share' && limit.bands.some((band) => (band.to ?? band.from) > 10_000)
  return isOver ? [...flaws, { at: 'bands', message: '比例最多是百分之一百。' }] : flaws
}

/** Which of two limits comes first must be plain. */
function lintOrder({ limits }: Version, limit: SchemeLimit): SchemeFlaw[] {
  return limit.rules.flatMap((code, i) => {
    const sameLevel = limits.filter((other) => other.level === limit.level && other.rules.includes(code))
    return sameLevel.length > 1
      ? [{ at: `rules.${i}`, message: `${code} 在同一层里有两个限额，不知道先算哪一个。` }]
      : []
  })
}

function lintCountedRules(limit: SchemeLimit, rules: readonly SchemeRule[]): SchemeFlaw[] {
  const flaws: SchemeFlaw[] = []
  if (rules.some((rule) => rule.subject !== rules[0]?.subject)) {
    flaws.push({ at: 'rules', message: '党员的规则和组织的规则不能合在一起算。' })
  }
  const clearing = rules.find((rule) => rule.mode === 'clear')
  if (clearing) flaws.push({ at: 'rules', message: `“${clearing.name}”是清零，不能放进一组里。` })
  return flaws
}
