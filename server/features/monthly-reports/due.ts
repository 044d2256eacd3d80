import type { DueRow } from '../../../contract/due.ts'
import { verbsOf } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { listWithEntries } from './queries.ts'
import { monthBefore, sayMonth, spanOf } from './report.ts'

/** The days of a month on which the last month's sheet is called to mind: a Party day is held in the first week. */
const firstDays = 7

/** In the first days of a month, for who draws up the lists of a branch: what is read out at the next meeting. */
export async function listDueMonthlyReports(ctx: Ctx): Promise<DueRow[]> {
  if (Number(ctx.today.slice(8)) > firstDays) return []
  const orgIds = ctx.actor.grants
    .filter((grant) => verbsOf(grant.role).includes('boards.prepare'))
    .map((grant) => grant.orgId)
  if (orgIds.length === 0) return []
  const month = monthBefore(ctx.today)
  const dueOn = `${ctx.today.slice(0, 8)}0${firstDays}`
  const branches = await listWithEntries(ctx, [...new Set(orgIds)], spanOf(month))
  return branches.map(({ org_id: orgId, name }) => ({
    id: `monthly-report ${orgId} ${month}`,
    state: dueStateOf(dueOn, ctx.today),
    title: `开会时念一念${sayMonth(month)}的加分扣分`,
    note: name,
    dueOn,
    verb: '看单子',
    link: `/monthly-report?org=${orgId}&month=${month}`,
  }))
}
