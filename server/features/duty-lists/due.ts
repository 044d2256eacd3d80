import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { listDutiesOf } from './queries.ts'

/** For who leads a group: what it has taken on for this week, month or quarter and has not done. */
export async function listDueGroupDuties(ctx: Ctx): Promise<DueRow[]> {
  const grants = ctx.actor.grants.filter((grant) => grant.role === 'group-leader')
  if (grants.length === 0) return []
  const paths = grants.map((grant) => grant.orgPath)
  const open = (await listDutiesOf(ctx, paths)).filter((row) => row.found < row.times)
  return open.map((row) => ({
    id: `group-duty ${row.group_duty_id} ${row.period_from}`,
    state: dueStateOf(row.period_to, ctx.today),
    title: `${row.title}：${row.area}`,
    note: row.group_name,
    dueOn: row.period_to,
    verb: '去办',
    link: `/duty-lists?org=${row.group_id}`,
  }))
}
