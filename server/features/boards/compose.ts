import type { CellRow, CoverageRow, MemberRow, RuleRow } from './queries.ts'
import { type Coverage, startWithin } from './rules.ts'

type Span = { from: string; to: string }

export type Column = { kind: 'rule' | 'start'; ruleId: number | null; name: string }
type RuleColumn = Column & { ruleIds: readonly number[] }

export type Sums = { cells: number[]; points: number }
export type Line = Sums & { memberId: string; name: string; stage: string }

export type Sheet = {
  columns: Column[]
  lines: Line[]
  /** Of people who have since left: how many, and what they earned here. */
  moved: (Sums & { count: number }) | null
}

/** Up to this many rules stand on a board whether or not they gave anything; of more, only those that did. */
const shownAnyway = 8

/** One column for a rule over all versions of its scheme, under its newest name, in the order of the scheme. */
function ruleColumns(rules: readonly RuleRow[], seen: ReadonlySet<number>): RuleColumn[] {
  const groups = new Map<string, RuleRow[]>()
  for (const rule of rules) {
    const key = `${rule.scheme_id} ${rule.code}`
    const held = groups.get(key)
    if (held) held.push(rule)
    else groups.set(key, [rule])
  }
  const columns = [...groups.values()].map((group): RuleColumn => {
    const newest = group.reduce((a, b) => (b.version_no > a.version_no ? b : a))
    return {
      kind: 'rule',
      ruleId: newest.rule_id,
      name: newest.name,
      ruleIds: group.map((rule) => rule.rule_id),
    }
  })
  const gave = columns.filter(({ ruleIds }) => ruleIds.some((ruleId) => seen.has(ruleId)))
  return columns.length <= shownAnyway ? columns : gave
}

function indexOf(columns: readonly RuleColumn[]): Map<number, number> {
  return new Map(columns.flatMap(({ ruleIds }, at) => ruleIds.map((ruleId) => [ruleId, at] as const)))
}

function total(cells: readonly number[]): number {
  return cells.reduce((sum, points) => sum + points, 0)
}

export function addUp(width: number, rows: readonly Sums[]): Sums {
  const cells = Array.from({ length: width }, (_, at) =>
    rows.reduce((sum, row) => sum + (row.cells[at] ?? 0), 0),
  )
  return { cells, points: total(cells) }
}

export type Ingredients = {
  rules: readonly RuleRow[]
  cells: readonly CellRow[]
  members: readonly MemberRow[]
  coverage: readonly Coverage[]
}

/** Members by columns: what rules gave, the start of the cycles that begin in the period. */
export function composeSheet({ rules, cells, members, coverage }: Ingredients, { from, to }: Span): Sheet {
  const columns = ruleColumns(rules, new Set(cells.map((cell) => cell.rule_id)))
  const at = indexOf(columns)
  const earned = new Map<string, number[]>()
  for (const cell of cells) {
    const row = earned.get(cell.member_id) ?? columns.map(() => 0)
    const place = at.get(cell.rule_id)
    if (place !== undefined) row[place] = (row[place] ?? 0) + cell.points
    earned.set(cell.member_id, row)
  }
  const start = startWithin(coverage, from, to)
  const lines = members.map((member) => {
    const own = [...(earned.get(member.member_id) ?? columns.map(() => 0)), start]
    return {
      memberId: member.member_id,
      name: member.name,
      stage: member.stage,
      cells: own,
      points: total(own),
    }
  })
  const here = new Set(members.map((member) => member.member_id))
  const gone = [...earned].filter(([memberId]) => !here.has(memberId)).map(([, own]) => [...own, 0])
  const sheet: Sheet = {
    columns: [...columns.map(bare), startColumn],
    lines,
    moved: gone.length === 0 ? null : { count: gone.length, ...addUp(columns.length + 1, gone.map(sumsOf)) },
  }
  return dropEmpty(sheet, [columns.length])
}

const startColumn: Column = { kind: 'start', ruleId: null, name: '起始分' }

function bare({ kind, ruleId, name }: RuleColumn): Column {
  return { kind, ruleId, name }
}

function sumsOf(cells: number[]): Sums {
  return { cells, points: total(cells) }
}

/** A start value stands on a board only where there is one. */
function dropEmpty(sheet: Sheet, candidates: readonly number[]): Sheet {
  const empty = candidates.filter((at) => sheet.lines.every((line) => line.cells[at] === 0))
  const keep = <T>(list: readonly T[]) => list.filter((_, at) => !empty.includes(at))
  return {
    columns: keep(sheet.columns),
    lines: sheet.lines.map((line) => ({ ...line, cells: keep(line.cells) })),
    moved: sheet.moved && { ...sheet.moved, cells: keep(sheet.moved.cells) },
  }
}

export type Below = Sums & { orgId: number; name: string; members: number }

type BelowIngredients = {
  rules: readonly RuleRow[]
  rows: readonly { org_id: number; path: string; name: string; rule_id: number | null; points: number }[]
  people: readonly { org_id: number; child: string; members: number }[]
  coverage: readonly CoverageRow[]
}

/** What stands below an organisation, each with its own sums; people are counts here. */
export function composeBelow(
  { rules, rows, people, coverage }: BelowIngredients,
  span: Span,
): { columns: Column[]; below: Below[] } {
  const columns = ruleColumns(rules, new Set(rows.flatMap((row) => row.rule_id ?? [])))
  const children = gatherChildren(rows, columns)
  const starts = startsByOrg(coverage, span)
  for (const { org_id, child, members } of people) {
    const held = children.get(child)
    if (!held) continue
    held.members += members
    held.cells[columns.length] = (held.cells[columns.length] ?? 0) + members * (starts.get(org_id) ?? 0)
  }
  const all = [...children.values()].filter(
    (row) => row.members > 0 || row.cells.some((points) => points !== 0),
  )
  const hasStart = all.some((row) => row.cells[columns.length] !== 0)
  const below = all.map((row) => {
    const cells = hasStart ? row.cells : row.cells.slice(0, -1)
    return { ...row, cells, points: total(cells) }
  })
  return { columns: [...columns.map(bare), ...(hasStart ? [startColumn] : [])], below }
}

/** By path, with a cell more than there are columns: the start, until it is known that nobody has one. */
function gatherChildren(rows: BelowIngredients['rows'], columns: readonly RuleColumn[]): Map<string, Below> {
  const at = indexOf(columns)
  const children = new Map<string, Below>()
  for (const { org_id: orgId, path, name, rule_id: ruleId, points } of rows) {
    const fresh = { orgId, name, members: 0, cells: [...columns.map(() => 0), 0], points: 0 }
    const held = children.get(path) ?? fresh
    const place = ruleId === null ? undefined : at.get(ruleId)
    if (place !== undefined) held.cells[place] = (held.cells[place] ?? 0) + points
    children.set(path, held)
  }
  return children
}

function startsByOrg(coverage: readonly CoverageRow[], { from, to }: Span): Map<number, number> {
  const byOrg = new Map<number, CoverageRow[]>()
  for (const cover of coverage) {
    const held = byOrg.get(cover.orgId)
    if (held) held.push(cover)
    else byOrg.set(cover.orgId, [cover])
  }
  return new Map([...byOrg].map(([orgId, covers]) => [orgId, startWithin(covers, from, to)]))
}
