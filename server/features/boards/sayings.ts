import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import { conductMatters } from '../../../contract/conduct-matters.ts'
import { type FactKind, factKindLabels, factUnits } from '../../../contract/facts.ts'

/** As much of a fact and its record as a sentence needs. */
export type FactWords = {
  kind: string
  attrs: Record<string, unknown>
  activity_title: string | null
  honour_title: string | null
  hand_reason: string | null
}

const levels: Record<string, string> = {
  national: '国家级',
  province: '省级',
  city: '市级',
  district: '区级',
  town: '镇级',
  village: '村级',
}

/** Whom these names touch are people who were helped or who quarrelled: the public reads what kind of thing it was. */
const nameless: readonly string[] = ['mediation', 'care']

/**
 * What was done, in a few words. For the `branch` as it was recorded; for the `public` nothing that is somebody's own:
 * no name of who was helped, no reason of an absence (an illness is a leave as any other), no reason of an entry by hand.
 */
export function sayFact(fact: FactWords, audience: 'branch' | 'public'): string {
  const isPublic = audience === 'public'
  if (fact.kind === 'honour') {
    const level = levels[textOf(fact.attrs['level'])] ?? ''
    return fact.honour_title ? `${level}荣誉：${fact.honour_title}` : `${level}荣誉`
  }
  if (fact.kind === 'hand-entry') return isPublic ? '人工记分，两人核对' : (fact.hand_reason ?? '人工记分')
  if (fact.kind === 'conduct') return sayConduct(fact, isPublic)
  const activity = textOf(fact.attrs['activity'])
  const label = activity
    ? activityLabel(activity as ActivityKind)
    : (factKindLabels[fact.kind as FactKind] ?? '')
  const what = isPublic && nameless.includes(activity) ? label : (fact.activity_title ?? label)
  if (fact.kind === 'make-up') return `补课：${label}`
  if (fact.kind === 'absence') return fact.attrs['excused'] === true ? `请假：${what}` : `没有参加：${what}`
  return fact.attrs['late'] === true ? `${what}（迟到）` : what
}

/** The matter; what was written of it is the branch's own. A county's own matter is told by its kind alone. */
function sayConduct({ attrs, hand_reason: reason }: FactWords, isPublic: boolean): string {
  const code = textOf(attrs['matter'])
  const known = Object.hasOwn(conductMatters, code) ? conductMatters[code as 'good-deed'].label : null
  const matter = known ?? factKindLabels.conduct
  return isPublic || !reason ? matter : `${matter}：${reason}`
}

function textOf(attribute: unknown): string {
  return typeof attribute === 'string' ? attribute : ''
}

export type RuleWords = {
  fact_kind: string
  mode: string
  points: number
  per: number | null
  points_table: Record<string, number> | null
  needs_approval: boolean
}

/** 300 → 3, 250 → 2.5, −200 → −2, with the minus of print. */
export function sayPoints(hundredths: number): string {
  const size = Math.abs(hundredths)
  const rest = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths < 0 ? '−' : ''}${Math.trunc(size / 100)}${rest && `.${rest}`}`
}

/** What a rule gives: 2 每次, 10 每项. */
export function sayRule(rule: RuleWords): string {
  const unit = factUnits[rule.fact_kind as FactKind] ?? ''
  if (rule.mode === 'per-unit') return `${sayPoints(rule.points)} 每${unit || '个'}`
  if (rule.mode === 'per-whole')
    return `${sayPoints(rule.points)} 每满 ${sayPoints(rule.per ?? 0)} ${unit}`.trim()
  const times = rule.fact_kind === 'honour' ? '每项' : '每次'
  if (rule.mode !== 'table') return `${sayPoints(rule.points)} ${times}`
  const values = Object.values(rule.points_table ?? {})
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (values.length === 0) return '按档'
  return low === high ? `${sayPoints(low)} ${times}` : `${sayPoints(low)} 至 ${sayPoints(high)} ${times}`
}

export function sayHow(rule: RuleWords): string {
  if (rule.needs_approval) return '另一个人批了才记'
  return rule.fact_kind === 'hand-entry' ? '一人提、另一人批' : '照记录自动算'
}
