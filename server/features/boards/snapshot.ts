import type { BoardPeriod, BoardSnapshot } from '../../../contract/boards.ts'
import type { PersonalNumber } from '../../core/guard/find-personal-numbers.ts'
import { addUp, type Sheet } from './compose.ts'
import type { EntryRow, RuleRow } from './queries.ts'
import { sayFact, sayHow, sayRule } from './sayings.ts'

export type Head = {
  title: string
  orgName: string
  placeName: string
  period: BoardPeriod
  asOf: string
  contact: BoardSnapshot['contact']
  preparedBy: string
}

/** Whom the rows of a snapshot are about, row by row; kept apart from it. */
export type RowSubject = { memberId: string; factIds: string[]; ruleIds: number[] }

/** What the public will see, word for word, and apart from it whom each row is about. */
export function buildSnapshot(
  sheet: Sheet & { rules: readonly RuleRow[] },
  entries: readonly EntryRow[],
  head: Head,
): { snapshot: BoardSnapshot; subjects: RowSubject[] } {
  const standing = groupStanding(entries)
  const entriesOf = (memberId: string) => standing.get(memberId) ?? []
  const snapshot: BoardSnapshot = {
    version: 1,
    ...head,
    columns: sheet.columns.map(({ kind, name }) => ({ kind, name })),
    rows: sheet.lines.map(({ memberId, name, cells, points }) => ({
      name,
      cells,
      points,
      facts: entriesOf(memberId).map((entry) => ({
        day: entry.day,
        text: sayFact(entry, 'public'),
        points: entry.points,
      })),
    })),
    moved: sheet.moved,
    totals: addUp(sheet.columns.length, [...sheet.lines, ...(sheet.moved ? [sheet.moved] : [])]),
    allMembers: sheet.lines.every(({ stage }) => stage === 'full' || stage === 'probationary'),
    rules: describeRules(sheet),
  }
  const subjects = sheet.lines.map(({ memberId }) => ({
    memberId,
    factIds: entriesOf(memberId).map((entry) => entry.fact_id),
    ruleIds: entriesOf(memberId).map((entry) => entry.rule_id),
  }))
  return { snapshot, subjects }
}

/** Entries that count for something, by member, in their order. */
function groupStanding(entries: readonly EntryRow[]): Map<string, EntryRow[]> {
  const byMember = new Map<string, EntryRow[]>()
  for (const entry of entries) {
    if (entry.points === 0) continue
    const held = byMember.get(entry.member_id)
    if (held) held.push(entry)
    else byMember.set(entry.member_id, [entry])
  }
  return byMember
}

function describeRules({ columns, rules }: Pick<Sheet, 'columns'> & { rules: readonly RuleRow[] }) {
  return columns.flatMap(({ ruleId }) => {
    const rule = rules.find((one) => one.rule_id === ruleId)
    return rule ? [{ name: rule.name, points: sayRule(rule), how: sayHow(rule) }] : []
  })
}

/** Every text of a snapshot that a person has written, with the words by which its place is found. */
export function textsOf(snapshot: BoardSnapshot): { where: string; text: string }[] {
  const { contact } = snapshot
  return [
    { where: '标题', text: snapshot.title },
    { where: '单位名称', text: `${snapshot.placeName} ${snapshot.orgName}` },
    { where: '地点', text: contact.place },
    { where: '时间', text: contact.hours },
    { where: '制表人', text: snapshot.preparedBy },
    ...snapshot.columns.map(({ name }) => ({ where: '表头', text: name })),
    ...snapshot.rules.map(({ name }) => ({ where: '规则', text: name })),
    ...snapshot.rows.flatMap(({ name, facts }) => [
      { where: `“${name}”这个名字`, text: name },
      ...facts.map(({ day, text }) => ({ where: `${name} ${sayDay(day)} 那一条`, text })),
    ]),
  ]
}

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

const kindLabels: Record<PersonalNumber['kind'], string> = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
}

/** Says to who prepares the list what stands in the way and where, the number itself masked. */
export function sayFinding(where: string, { kind, shown }: Pick<PersonalNumber, 'kind' | 'shown'>): string {
  return `没有公示：${where}里有${kindLabels[kind]}（${shown}）。请先在原记录里去掉，再制表。`
}
