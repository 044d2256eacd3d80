import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { sayBands, sayRange } from './band-words.ts'
import { sayPeriod, sayWay, spanOf } from './limit-words.ts'
import {
  activities,
  appraisalGrades,
  assessors,
  categories,
  hosts,
  kinds,
  levels,
  matterLabels,
  matters,
  stages,
  tables,
  traits,
} from './vocabulary.ts'

type Words = Readonly<Record<string, string>>

function wordFor(words: Words, value: unknown): string {
  return words[String(value)] ?? String(value)
}

/** What a rule looks for: 参加党委办的组织生活, 获得荣誉. */
export function sayOccasion({ factKind, pattern }: Pick<SchemeRule, 'factKind' | 'pattern'>): string {
  const { activity, category, host, level, late, excused, matter, grade, by: assessor } = pattern
  const what = activity ? wordFor(activities, activity) : category ? wordFor(categories, category) : ''
  const by = host ? `${wordFor(hosts, host)}办的` : ''
  if (factKind === 'attendance') {
    const how = late === true ? '迟到' : late === false ? '准时' : ''
    return `${how}参加${by}${what || '活动'}`
  }
  if (factKind === 'absence') {
    const how = excused === true ? '请了假没有参加' : excused === false ? '没有请假也没有参加' : '没有参加'
    return `${how}${by}${what || '活动'}`
  }
  if (factKind === 'activity-held') return `办了${by}${what || '活动'}`
  if (factKind === 'honour') return level ? `获得${wordFor(levels, level)}荣誉` : '获得荣誉'
  if (factKind === 'conduct' && matter) return wordFor(matterLabels, matter)
  if (factKind === 'assessment' && assessor) return `${wordFor(assessors, assessor)}打分`
  if (factKind === 'appraisal' && grade) return `民主评议${wordFor(appraisalGrades, grade)}`
  return wordFor(kinds, factKind)
}

/** For whom a rule holds: 全体, or what is said of a person. */
export function sayAudience(pattern: SchemeRule['pattern']): string {
  const who = (pattern['who'] ?? {}) as Record<string, unknown>
  const parts = Object.entries(who).map(([key, value]) => {
    if (key === 'stage') return wordFor(stages, value)
    const words = traits[key as keyof typeof traits] as [string, string] | undefined
    return words ? words[value === true ? 0 : 1] : key
  })
  return parts.length === 0 ? '全体' : parts.join('，')
}

const units: Words = { 'activity-held': '人次', 'hand-entry': '分', assessment: '分' }

/** What one of the quantity is called. */
export function unitOf({ factKind, pattern }: Pick<SchemeRule, 'factKind' | 'pattern'>): string {
  const own = matters[String(pattern['matter']) as keyof typeof matters] as [string, string] | undefined
  return (factKind === 'conduct' ? own?.[1] : units[factKind]) ?? '个'
}

function timesOf({ factKind }: Pick<SchemeRule, 'factKind'>): string {
  return factKind === 'honour' ? '每项' : '每次'
}

/** What a rule gives, for its cell: 3 每次, 10 每项, 1 每分. */
export function sayPoints(rule: SchemeRule): string {
  if (rule.class === 'veto') return '不记分'
  if (rule.mode === 'clear') return '清零'
  if (rule.mode === 'per-unit') return `${formatPoints(rule.points)} 每${unitOf(rule)}`
  if (rule.mode === 'per-whole')
    return `${formatPoints(rule.points)} 每满 ${formatPoints(rule.per ?? 0)} ${unitOf(rule)}`
  if (rule.mode === 'fixed') return `${formatPoints(rule.points)} ${timesOf(rule)}`
  const isBands = rule.mode === 'bands'
  const values = isBands ? (rule.bands ?? []).map((band) => band.points) : Object.values(rule.table ?? {})
  return values.length === 0 ? (isBands ? '按段' : '按档') : `${sayRange(values)} ${timesOf(rule)}`
}

/** The limits that hold for a rule: 4 每季度, 不设. */
export function sayLimits(
  code: string,
  limits: readonly SchemeLimit[],
  rules: readonly SchemeRule[] = [],
): string {
  const own = limits.filter((limit) => limit.rules.includes(code))
  const said = own.map((limit) => {
    const { way, cap, floor, period } = limit
    const shared = limit.rules.length > 1 ? '，几条合起来' : ''
    if (way !== 'clamp') return sayWay(limit, rules) + shared
    const parts = [
      cap !== null && `${formatPoints(cap)} 每${spanOf(period)}`,
      floor !== null && `最少 ${formatPoints(floor)} 每${spanOf(period)}`,
    ]
    return parts.filter(Boolean).join('，') + shared
  })
  return said.length === 0 ? '不设' : said.join('；')
}

function sayTable({ table, tableKey }: SchemeRule): string {
  const words = tables[tableKey ?? ''] ?? {}
  return Object.entries(table ?? {})
    .map(([value, points]) => `${wordFor(words, value)} ${formatPoints(points)} 分`)
    .join('，')
}

function sayGain(rule: SchemeRule): string {
  const unit = unitOf(rule)
  const verb = rule.points < 0 ? '扣' : '记'
  const points = formatPoints(Math.abs(rule.points))
  if (rule.class === 'veto') return '不记分，提请支部研究'
  if (rule.mode === 'clear') return '这一期已有的分清零'
  if (rule.mode === 'per-unit') return `每${unit}${verb} ${points} 分`
  if (rule.mode === 'per-whole') return `每满 ${formatPoints(rule.per ?? 0)} ${unit}${verb} ${points} 分`
  if (rule.mode === 'table') return `${timesOf(rule)}按档记分：${sayTable(rule)}`
  if (rule.mode === 'bands') return `${timesOf(rule)}按数量分段：${sayBands(rule.bands ?? [], { unit })}`
  return `${timesOf(rule)}${verb} ${points} 分`
}

/** How little and how much one entry may give. */
function sayBounds({ least, most }: SchemeRule): string[] {
  const parts = [
    least !== null && `最少 ${formatPoints(least)} 分`,
    most !== null && `最多 ${formatPoints(most)} 分`,
  ].filter(Boolean)
  return parts.length === 0 ? [] : [`一次${parts.join('、')}`]
}

function sayDays({ validFrom, validTo }: SchemeRule): string[] {
  if (!validFrom && !validTo) return []
  const from = validFrom ? `${formatFullDay(validFrom)}起` : ''
  const to = validTo ? `到${formatFullDay(validTo)}` : ''
  return [`只算${from}${to}的`]
}

function sayApproval({ needsApproval, approvalSteps }: SchemeRule): string[] {
  if (!needsApproval) return []
  return [approvalSteps === 2 ? '两个人先后批了才记' : '另一个人批了才记']
}

/** A rule read aloud: 每参加一次环境卫生记 2 分，每人每季度最多 4 分；2027年1月1日起。 */
export function readRule(
  rule: SchemeRule,
  limits: readonly SchemeLimit[],
  validFrom: string,
  rules: readonly SchemeRule[] = [],
): string {
  const own = limits.filter((limit) => limit.rules.includes(rule.code))
  const held = own.map((limit) => {
    const shared = limit.rules.length > 1 ? '和别的规则合起来' : ''
    return `${shared}${sayPeriod(limit, rule.subject)}${sayWay(limit, rules)}`
  })
  const who = sayAudience(rule.pattern)
  const occasion = `${who === '全体' ? '' : `${who}，`}${sayOccasion(rule)}，${sayGain(rule)}`
  const parts = [occasion, ...sayBounds(rule), ...held, ...sayDays(rule), ...sayApproval(rule)]
  return `${parts.join('，')}；${formatFullDay(validFrom)}起。`
}
