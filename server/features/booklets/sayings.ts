import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import type { BookletEntry } from '../../../contract/booklets.ts'
import { type FactKind, factKindLabels } from '../../../contract/facts.ts'
import type { SourceColumns } from './queries.ts'

/** Points in hundredths as people write them: 300 → 3, 250 → 2.5. */
export function pointsText(points: number): string {
  return String(points / 100)
}

// An activity has many people; these are about one, and what was written in them often names that one.
const ofOnePerson = {
  honour: '荣誉',
  'hand-entry': '人工记分',
  assessment: '民主评议',
  appraisal: '民主评议党员',
} as const

function isOfOnePerson(kind: string): kind is keyof typeof ofOnePerson {
  return Object.hasOwn(ofOnePerson, kind)
}

/** The record behind a fact, as a page names and opens it; `named`: whether the reader may know whom it is about. */
export function presentSource(row: SourceColumns, named: boolean): BookletEntry['source'] {
  const { source_kind: kind } = row
  const serial = row.serial_no === null ? null : `第 ${row.serial_no} 号`
  if (!named && isOfOnePerson(kind)) return { kind, id: null, title: ofOnePerson[kind], serial }
  return {
    kind: kind === 'activity' || isOfOnePerson(kind) ? kind : 'other',
    id: named || kind === 'activity' ? row.source_id : null,
    title:
      row.activity_title ??
      row.honour_title ??
      row.hand_reason ??
      (kind === 'assessment' || kind === 'appraisal' ? ofOnePerson[kind] : '原记录'),
    serial,
  }
}

/** What the person did, in the words of the booklet's second column. */
export function sayWhat(kind: string, row: SourceColumns, named: boolean): string {
  if (row.activity_kind) return row.activity_title ?? activityLabel(row.activity_kind as ActivityKind)
  const own = named ? (row.honour_title ?? row.hand_reason) : null
  return own ?? factKindLabels[kind as FactKind]
}

type RuleWords = {
  rule_name: string
  mode: string
  rule_points: number
  points_table: Record<string, number> | null
  needs_approval: boolean
}

/** A rule read aloud. */
export function sayRule(rule: RuleWords): string {
  const approval = rule.needs_approval ? '，要经批准' : ''
  if (rule.mode === 'table') {
    const values = [...new Set(Object.values(rule.points_table ?? {}))].map(pointsText)
    return `${rule.rule_name}，按档记 ${values.join('、')} 分${approval}`
  }
  const unit = rule.mode === 'fixed' ? '每次' : rule.mode === 'per-unit' ? '每个单位' : '每满一档'
  return `${rule.rule_name}，${unit} ${pointsText(rule.rule_points)} 分${approval}`
}

/** A fact read aloud: the day, and what is on record of it. */
export function sayFact(kind: string, day: string, row: SourceColumns, named: boolean): string {
  const [, month, date] = day.split('-').map(Number)
  const what = sayWhat(kind, row, named)
  const verb = kind === 'attendance' ? '参加了' : kind === 'absence' ? '没有参加' : ''
  return `${month}月${date}日${verb}“${what}”`
}
