import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listCases } from './case-queries.ts'
import { countUnconsidered, listHeldBranches, listThresholds } from './queries.ts'
import { spanOf } from './rules.ts'

/** For the start page of who holds conversations: that somebody might be asked how they are, and whom to see again. */
export async function listDueTalks(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'talks.hold')
  if (paths.length === 0) return []
  return [...(await listPrompts(ctx, paths)), ...(await listVisits(ctx, paths))]
}

/** One row a branch, with a number and no name: it prompts a person to look, and does nothing by itself. */
async function listPrompts(ctx: Ctx, paths: readonly string[]): Promise<DueRow[]> {
  const branches = (await listHeldBranches(ctx, paths)).filter((one) => may(ctx.actor, 'points.names', one))
  const thresholds = await listThresholds(
    ctx,
    branches.map((one) => one.orgId),
    ctx.today,
  )
  const looks = thresholds.flatMap(({ org_id: orgId, measure, points }) =>
    points === null ? [] : [{ orgId, threshold: points, span: spanOf(measure, ctx.today) }],
  )
  if (looks.length === 0) return []
  const counts = await countUnconsidered(ctx, looks)
  return counts.map(({ orgId, count }) => ({
    id: `talks ${orgId}`,
    state: 'due' as const,
    title: `想一想要不要和 ${count} 位同志谈心`,
    note: branches.find((one) => one.orgId === orgId)?.name ?? null,
    dueOn: null,
    verb: '看看',
    link: '/talks',
  }))
}

async function listVisits(ctx: Ctx, paths: readonly string[]): Promise<DueRow[]> {
  const rows = await listCases(ctx, { scope: { paths }, open: true, limit: 200, offset: 0 })
  const mine = rows.filter((row) => concernOf(ctx.actor, row.member_id) === null)
  if (mine.length === 0) return []
  const calendar = await loadCalendar(ctx)
  return mine.map((row) => ({
    id: row.case_id,
    state: row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due',
    title: sayTitle(row.state, row.member_name ?? '一位同志'),
    note: row.due_on && sayLateness(row.due_on, ctx.today, calendar),
    dueOn: row.due_on,
    verb: '去谈心',
    link: `/talks/${row.case_id}`,
  }))
}

function sayTitle(state: string, name: string): string {
  return state === 'begun' || state === 'lettered' ? `和${name}谈心` : `再去看看${name}`
}
