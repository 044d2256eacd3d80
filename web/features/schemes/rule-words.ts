import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import {
  activities,
  categories,
  hosts,
  kinds,
  levels,
  periods,
  stages,
  tables,
  traits,
} from './vocabulary.ts'

type Words = Readonly<Record<string, string>>
type Rule = Pick<
  SchemeRule,
  'name' | 'factKind' | 'pattern' | 'mode' | 'points' | 'per' | 'tableKey' | 'table' | 'needsApproval'
>

function wordFor(words: Words, value: unknown): string {
  return words[String(value)] ?? String(value)
}

/** What a rule looks for: 参加党委办的组织生活, 获得荣誉. */
export function sayOccasion({ factKind, pattern }: Pick<Rule, 'factKind' | 'pattern'>): string {
  const { activity, category, host, level, late, excused } = pattern
  const what = activity ? wordFor(activities, activity) : category ? wordFor(categories, category) : ''
  const by = host ? `${wordFor(hosts, host)}办的` : ''
  if (factKind === 'attendance') return `${late === true ? '迟到' : ''}参加${by}${what || '活动'}`
  if (factKind === 'absence') {
    const how = excused === true ? '请了假没有参加' : excused === false ? '没有请假也没有参加' : '没有参加'
    return `${how}${by}${what || '活动'}`
  }
  if (factKind === 'activity-held') return `办了${by}${what || '活动'}`
  if (factKind === 'honour') return level ? `获得${wordFor(levels, level)}荣誉` : '获得荣誉'
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

const units: Words = { 'activity-held': '人次', 'hand-entry': '分' }

function timesOf({ factKind }: Pick<Rule, 'factKind'>): string {
  return factKind === 'honour' ? '每项' : '每次'
}

/** What a rule gives, for its cell: 3 每次, 10 每项, 1 每分. */
export function sayPoints(rule: Rule): string {
  const unit = units[rule.factKind] ?? '个'
  if (rule.mode === 'per-unit') return `${formatPoints(rule.points)} 每${unit}`
  if (rule.mode === 'per-whole')
    return `${formatPoints(rule.points)} 每满 ${formatPoints(rule.per ?? 0)} ${unit}`
  if (rule.mode === 'fixed') return `${formatPoints(rule.points)} ${timesOf(rule)}`
  const values = [...new Set(Object.values(rule.table ?? {}))].sort((a, b) => a - b)
  if (values.length === 0) return '按档'
  const [low = 0] = values
  const high = values[values.length - 1] ?? low
  const range = low === high ? formatPoints(low) : `${formatPoints(low)} 至 ${formatPoints(high)}`
  return `${range} ${timesOf(rule)}`
}

/** The limits that hold for a rule: 4 每季度, 不设. */
export function sayLimits(code: string, limits: readonly SchemeLimit[]): string {
  const own = limits.filter((limit) => limit.rules.includes(code))
  const said = own.map(({ cap, floor, period, rules }) => {
    const shared = rules.length > 1 ? '，几条合起来' : ''
    const parts = [
      cap !== null && `${formatPoints(cap)} 每${periods[period]}`,
      floor !== null && `最少 ${formatPoints(floor)} 每${periods[period]}`,
    ]
    return parts.filter(Boolean).join('，') + shared
  })
  return said.length === 0 ? '不设' : said.join('；')
}

function sayTable({ table, tableKey }: Rule): string {
  const words = tables[tableKey ?? ''] ?? {}
  return Object.entries(table ?? {})
    .map(([value, points]) => `${wordFor(words, value)} ${formatPoints(points)} 分`)
    .join('，')
}

function sayGain(rule: Rule): string {
  const unit = units[rule.factKind] ?? '个'
  const verb = rule.points < 0 ? '扣' : '记'
  const points = formatPoints(Math.abs(rule.points))
  if (rule.mode === 'per-unit') return `每${unit}${verb} ${points} 分`
  if (rule.mode === 'per-whole') return `每满 ${formatPoints(rule.per ?? 0)} ${unit}${verb} ${points} 分`
  if (rule.mode === 'table') return `${timesOf(rule)}按档记分：${sayTable(rule)}`
  return `${timesOf(rule)}${verb} ${points} 分`
}

/** A rule read aloud: 每参加一次环境卫生记 2 分，每人每季度最多 4 分；2027年1月1日起。 */
export function readRule(
  rule: Rule & { code: string },
  limits: readonly SchemeLimit[],
  validFrom: string,
): string {
  const own = limits.filter((limit) => limit.rules.includes(rule.code))
  const caps = own.flatMap(({ cap, floor, period, rules }) => {
    const whose = rules.length > 1 ? '和别的规则合起来每人' : '每人'
    return [
      ...(cap === null ? [] : [`${whose}每${periods[period]}最多 ${formatPoints(cap)} 分`]),
      ...(floor === null ? [] : [`${whose}每${periods[period]}最少 ${formatPoints(floor)} 分`]),
    ]
  })
  const who = sayAudience(rule.pattern)
  const approval = rule.needsApproval ? ['另一个人批了才记'] : []
  const occasion = `${who === '全体' ? '' : `${who}，`}${sayOccasion(rule)}，${sayGain(rule)}`
  return `${[occasion, ...caps, ...approval].join('，')}；${formatFullDay(validFrom)}起。`
}
