import type { SheetToWrite } from '../core/spreadsheet/write-workbook.ts'
import type { Board } from '../features/boards/board.ts'
import type { BranchTotal } from '../features/booklets/total-queries.ts'

/** Hundredths as a spreadsheet adds them up: 250 → 2.5. */
function plain(hundredths: number): number {
  return hundredths / 100
}

/** The board as it stands on the page: a row a member or, above branches, an organisation; the sum at the end. */
export function boardSheet(board: Board, name: string): SheetToWrite {
  const { columns, members, moved, below, totals } = board
  const isAbove = below.length > 0
  const graded = members.some(({ grade }) => grade !== null)
  const number = (header: string) => ({ header, kind: 'number' as const })
  const row = (
    label: string,
    people: number,
    sums: { cells: number[]; points: number; grade?: string | null },
  ) => [
    label,
    ...(isAbove ? [people] : []),
    ...sums.cells.map(plain),
    plain(sums.points),
    ...(graded ? [sums.grade ?? null] : []),
  ]
  return {
    name,
    columns: [
      { header: isAbove ? '单位' : '姓名', width: 20 },
      ...(isAbove ? [number('党员数')] : []),
      ...columns.map((column) => number(column.name)),
      number('合计'),
      ...(graded ? [{ header: '等次', width: 10 }] : []),
    ],
    rows: [
      ...members.map((one) => row(one.label, 1, one)),
      ...below.map((one) => row(one.name, one.members, one)),
      ...(moved ? [row(`已转走的 ${moved.count} 人`, moved.count, moved)] : []),
      row('合计', totals.members, totals),
    ],
  }
}

type Branches = readonly BranchTotal[]

function perHead(points: number, members: number): number | null {
  return members === 0 ? null : Math.round(points / members) / 100
}

/** In hundredths of a per cent of what was; nothing to compare with where there was nothing. */
function share(now: number, before: number): string | null {
  if (before <= 0) return null
  const percent = Math.round(((now - before) / before) * 1000) / 10
  return `${percent > 0 ? '增 ' : percent < 0 ? '减 ' : ''}${Math.abs(percent)}%`
}

/**
 * A year beside the one before by branch: totals, per head (by those who are members today, as on the page) and the
 * change (两年积分对比).
 */
export function yearsSheet(branches: Branches, year: number): SheetToWrite {
  const number = (header: string) => ({ header, kind: 'number' as const })
  const row = (name: string, members: number, now: number, before: number) => [
    name,
    members,
    plain(before),
    perHead(before, members),
    plain(now),
    perHead(now, members),
    plain(now - before),
    share(now, before),
  ]
  const sum = (key: 'members' | 'points' | 'last_year') =>
    branches.reduce((total, branch) => total + branch[key], 0)
  return {
    name: '两年对比',
    columns: [
      { header: '支部', width: 20 },
      number('党员数'),
      number(`${year - 1} 年合计`),
      number(`${year - 1} 年人均`),
      number(`${year} 年合计`),
      number(`${year} 年人均`),
      number('增减'),
      { header: '增减比例', width: 12 },
    ],
    rows: [
      ...branches.map((one) => row(one.name, one.members, one.points, one.last_year)),
      row('合计', sum('members'), sum('points'), sum('last_year')),
    ],
  }
}
