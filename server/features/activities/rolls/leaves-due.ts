import type { DueRow } from '../../../../contract/due.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { pathsWhere } from '../../../core/context/paths-where.ts'
import { listWaitingLeaves } from './leave-queries.ts'

/** For whoever calls the roll: members who wait for an answer to their leave, one row an activity. */
export async function listDueLeaves(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'activities.write')
  if (paths.length === 0) return []
  const rows = await listWaitingLeaves(ctx, paths)
  return rows.map((row) => ({
    id: `leaves/${row.activity_id}`,
    state: row.day < ctx.today ? 'late' : row.day === ctx.today ? 'today' : 'due',
    title: row.count === 1 ? `${row.name}请假：${row.title}` : `${row.count} 人请假：${row.title}`,
    note: '等您答复',
    dueOn: row.day,
    verb: '看看',
    link: `/activities/${row.activity_id}?view=plan`,
  }))
}
