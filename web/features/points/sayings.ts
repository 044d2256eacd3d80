import type { CallOutput } from '../../lib/call-types.ts'
import { messages } from './messages.ts'

type Totals = CallOutput<'getTotals'>

/** 2026年1月1日至11月20日 of the year that runs, 2025 年全年 of one that is over. */
export function sayEdition(year: number, today: string): string {
  return today.startsWith(`${year}-`) ? messages.spanSoFar(year, today) : messages.spanWhole(year)
}

/** The ground of a number in one sentence, before its table. */
export function sayCount({ rules }: Pick<Totals, 'rules'>): string {
  const records = rules.reduce((sum, rule) => sum + rule.count, 0)
  return rules.length === 0 ? messages.answersNothing : messages.answers(records, rules.length)
}

/** A branch shows its people, what stands above branches shows the branches. */
export function isOfBranch(totals: Totals, orgId: number): boolean {
  const [only] = totals.branches
  return totals.people.length > 0 || (totals.branches.length === 1 && only?.orgId === orgId)
}
