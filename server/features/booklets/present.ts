import type { BookletEntry } from '../../../contract/booklets.ts'
import type { EntryRow } from './queries.ts'
import { presentSource, sayWhat } from './sayings.ts'

const reasons = {
  void: '记录更正',
  late: '补记',
  approval: '批准',
  scheme: '方案更改',
  recompute: '重新核算',
  fact: null,
}

/** Entries with the running balance of the cycle, as a book of account has it. */
export function presentEntries(rows: readonly EntryRow[], opening: number): BookletEntry[] {
  let balance = opening
  return rows.map((row) => {
    balance += row.points
    return {
      factId: row.fact_id,
      ruleId: row.rule_id,
      schemeId: row.scheme_id,
      revision: row.revision,
      reversalOf: row.reversal_of,
      reversedBy: row.reversed ? row.revision + 1 : null,
      day: row.day,
      bookedOn: row.booked_on,
      postedAt: row.posted_at.toISOString(),
      what: sayWhat(row.kind, row, true) + sayOldPeriod(row),
      ruleName: row.rule_name,
      points: row.points,
      balance,
      source: presentSource(row, true),
      reason: row.reversal_of === null ? null : (row.void_reason ?? reasons.void),
      underObjection: row.under_objection,
    }
  })
}

/** A correction of a period that was closed before stands in the next one and names the day that it belongs to. */
function sayOldPeriod({ day, booked_on: bookedOn }: Pick<EntryRow, 'day' | 'booked_on'>): string {
  if (day === bookedOn) return ''
  const [year, month, date] = day.split('-').map(Number)
  return `（${year} 年 ${month} 月 ${date} 日的，那一期已经封存，记在这里）`
}

/** Entries by month, each month with its own sum. */
export function groupByMonth(entries: readonly BookletEntry[]) {
  const months = new Map<string, BookletEntry[]>()
  for (const entry of entries) {
    const month = entry.bookedOn.slice(0, 7)
    const held = months.get(month)
    if (held) held.push(entry)
    else months.set(month, [entry])
  }
  return [...months].map(([month, list]) => ({ month, points: sum(list), entries: list }))
}

/** What each rule came to over the year; a reversal takes its award out of the count. */
export function countRules(entries: readonly BookletEntry[]) {
  const rules = new Map<string, { ruleName: string; count: number; points: number }>()
  for (const entry of entries) {
    const held = rules.get(entry.ruleName) ?? { ruleName: entry.ruleName, count: 0, points: 0 }
    held.count += entry.reversalOf === null ? 1 : -1
    held.points += entry.points
    rules.set(entry.ruleName, held)
  }
  return [...rules.values()].filter((rule) => rule.count !== 0 || rule.points !== 0)
}

export function sum(entries: readonly { points: number }[]): number {
  return entries.reduce((total, entry) => total + entry.points, 0)
}
