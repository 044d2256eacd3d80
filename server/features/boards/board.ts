import type { OrgKind } from '../../../contract/organisations.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may, type Place } from '../../core/context/may.ts'
import { labelOrder } from '../../core/sealer/label-order.ts'
import { listStandings } from '../points/standing-commands.ts'
import {
  addUp,
  type Below,
  type Column,
  composeBelow,
  composeSheet,
  type Sheet,
  type Sums,
} from './compose.ts'
import * as q from './queries.ts'

type Span = { from: string; to: string }

/** The sheet of a branch: the same for the live board and for what is published of it. */
export async function loadSheet(
  ctx: Ctx,
  place: Place,
  span: Span,
): Promise<Sheet & { rules: q.RuleRow[]; hasGrades: boolean }> {
  const asked = { place, span, reach: 'self' } as const
  const [cells, coverage, covered, people] = await Promise.all([
    q.listCells(ctx, place.orgId, span),
    q.listCoverage(ctx, asked),
    q.listRules(ctx, asked),
    q.listMembers(ctx, place.orgId),
  ])
  const rules = await withRulesOf(ctx, cells, covered)
  const besides = new Set(cells.map((cell) => cell.member_id))
  const members = people.filter(({ member_id, stage }) => isMember(stage) || besides.has(member_id))
  const hasGrades = coverage.some((cover) => cover.hasGrades)
  return { ...composeSheet({ rules, cells, members, coverage }, span), rules, hasGrades }
}

/** Of the others in a branch only who has earned something stands on its board. */
function isMember(stage: string): boolean {
  return stage === 'full' || stage === 'probationary'
}

/** A rule whose version no longer counts here, and which has given something, is on the board as well. */
async function withRulesOf(
  ctx: Ctx,
  cells: readonly { rule_id: number | null }[],
  covered: q.RuleRow[],
): Promise<q.RuleRow[]> {
  const known = new Set(covered.map((rule) => rule.rule_id))
  const ruleIds = [...new Set(cells.flatMap(({ rule_id }) => rule_id ?? []))].filter((id) => !known.has(id))
  if (ruleIds.length === 0) return covered
  const others = await q.listRules(ctx, { ruleIds })
  return [...covered, ...others].sort((a, b) => a.sort - b.sort || a.rule_id - b.rule_id)
}

export type Board = {
  columns: Column[]
  named: boolean
  /** `grade`: of exactly the row's total, where a scheme has grades and its cycle begins with the period. */
  members: (Sums & { memberId: string | null; label: string; grade: string | null })[]
  moved: (Sums & { count: number }) | null
  below: Below[]
  totals: Sums & { members: number }
}

/**
 * The live board of an organisation: of a branch its members, of what stands above branches the organisations below it.
 * Who may not see names gets 党员 01 in an order that follows neither names nor points.
 */
export async function loadBoard(ctx: Ctx, place: Place & { kind: OrgKind }, span: Span): Promise<Board> {
  // Groups and grids stand below a branch, but its members are its own.
  if (place.kind === 'branch') return loadBranch(ctx, place, span)
  const people = await q.countMembersBelow(ctx, place.path)
  const isAbove = people.some((row) => row.org_id !== place.orgId)
  return isAbove ? loadAbove(ctx, place, span, people) : loadBranch(ctx, place, span)
}

async function loadBranch(ctx: Ctx, place: Place, span: Span): Promise<Board> {
  const { columns, lines, moved, hasGrades } = await loadSheet(ctx, place, span)
  const named = may(ctx.actor, 'points.names', place)
  const rows = named ? lines : labelOrder(await ctx.sealer(), lines)
  const grades = named && hasGrades ? await listGrades(ctx, place, span) : new Map<string, Graded>()
  const digits = Math.max(2, String(rows.length).length)
  const members = rows.map(({ memberId, name, cells, points }, at) => ({
    memberId: named ? memberId : null,
    label: named ? name : `党员 ${String(at + 1).padStart(digits, '0')}`,
    cells,
    points,
    grade: gradeOf(grades.get(memberId), points),
  }))
  const sums = addUp(columns.length, [...lines, ...(moved ? [moved] : [])])
  return { columns, named, members, moved, below: [], totals: { members: lines.length, ...sums } }
}

type Graded = { name: string | null; total: number }

/** Grades are of a cycle: on a board of another period there are none. */
async function listGrades(ctx: Ctx, place: Place, { from, to }: Span): Promise<Map<string, Graded>> {
  const day = to < ctx.today ? to : ctx.today
  if (day < from) return new Map()
  const standings = await listStandings(ctx, { orgIds: [place.orgId], day })
  const graded = standings.filter((one) => one.from === from && one.terms.grades.length > 0)
  return new Map(graded.map(({ memberId, grade, total }) => [memberId, { name: grade.name, total }]))
}

/** A grade stands beside its own figure and no other: with points of a second scheme the total is another. */
function gradeOf(graded: Graded | undefined, points: number): string | null {
  return graded?.total === points ? graded.name : null
}

async function loadAbove(
  ctx: Ctx,
  place: Place,
  span: Span,
  people: Awaited<ReturnType<typeof q.countMembersBelow>>,
): Promise<Board> {
  const asked = { place, span, reach: 'below' } as const
  const [rows, coverage, covered] = await Promise.all([
    q.listBelow(ctx, place.path, span),
    q.listCoverage(ctx, asked),
    q.listRules(ctx, asked),
  ])
  const rules = await withRulesOf(ctx, rows, covered)
  const named = rows.map((row) => (row.org_id === place.orgId ? { ...row, name: '本级' } : row))
  const { columns, below } = composeBelow({ rules, rows: named, people, coverage }, span)
  const members = below.reduce((sum, row) => sum + row.members, 0)
  const totals = { members, ...addUp(columns.length, below) }
  return { columns, named: false, members: [], moved: null, below, totals }
}
