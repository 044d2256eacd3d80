import type { MonthlyFigures } from '../../../contract/monthly-reports.ts'
import { addDays } from '../../core/clock/days.ts'
import { endOfPeriod } from '../../core/clock/periods.ts'
import type { BranchRow, EntryRow } from './queries.ts'

/** The month before the one of a day. */
export function monthBefore(today: string): string {
  return addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
}

export function spanOf(month: string): { from: string; to: string } {
  const from = `${month}-01`
  return { from, to: endOfPeriod(from, 'month') }
}

export function sayMonth(month: string): string {
  return `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`
}

function figuresOf(row: BranchRow): MonthlyFigures {
  return {
    bonus: { points: row.bonus, count: row.bonus_count },
    deduction: { points: row.deduction, count: row.deduction_count },
    reversal: { points: row.reversal, count: row.reversal_count },
    total: row.bonus + row.deduction + row.reversal,
  }
}

function addUp(all: readonly MonthlyFigures[]): MonthlyFigures {
  const add = (kind: 'bonus' | 'deduction' | 'reversal') => ({
    points: all.reduce((sum, one) => sum + one[kind].points, 0),
    count: all.reduce((sum, one) => sum + one[kind].count, 0),
  })
  return {
    bonus: add('bonus'),
    deduction: add('deduction'),
    reversal: add('reversal'),
    total: all.reduce((sum, one) => sum + one.total, 0),
  }
}

export type Village = {
  orgId: number
  name: string
  sums: MonthlyFigures
  branches: { orgId: number; name: string; sums: MonthlyFigures }[]
}

type Asked = { orgId: number; path: string; name: string }

/**
 * Branches under their villages, in the order of the tree, each village with its sum. Asked from within a village it is
 * not the sum of the village, and does not bear its name.
 */
export function groupByVillage(
  rows: readonly BranchRow[],
  asked: Asked,
): { villages: Village[]; sums: MonthlyFigures } {
  const villages = new Map<number, Omit<Village, 'sums'>>()
  for (const row of rows) {
    const isWhole = row.village_path.startsWith(asked.path)
    const group = isWhole ? { orgId: row.village_id, name: row.village_name } : asked
    const held = villages.get(group.orgId) ?? { orgId: group.orgId, name: group.name, branches: [] }
    held.branches.push({ orgId: row.org_id, name: row.name, sums: figuresOf(row) })
    villages.set(group.orgId, held)
  }
  const list = [...villages.values()].map((one) => ({
    ...one,
    sums: addUp(one.branches.map((branch) => branch.sums)),
  }))
  return { villages: list, sums: addUp(list.map((one) => one.sums)) }
}

/** What it was for. What is about one person alone is named by its rule for whoever may not see the person. */
export function sayWhat(row: EntryRow, named: boolean): string {
  const own = named ? (row.honour_title ?? row.hand_reason) : null
  const what = row.activity_title ?? own ?? row.rule_name
  return row.is_reversal ? `冲销：${what}` : what
}
