import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { listWaiting } from './minutes-queries.ts'

/** A branch has asked that somebody else look at its minutes once more. A first look is nobody's duty and is not listed. */
export async function listDueSecondViews(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'minutes.review')
  if (paths.length === 0) return []
  const rows = await listWaiting(ctx, { paths, only: 'second', limit: 100, offset: 0 })
  return rows.map((row) => ({
    id: `minutes-second-view/${row.activity_id}`,
    state: 'due',
    title: `再看一遍会议记录：${row.title}`,
    note: row.org_name,
    dueOn: null,
    verb: '去看',
    link: `/activities/${row.activity_id}`,
  }))
}
