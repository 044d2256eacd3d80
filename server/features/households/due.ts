import type { DueRow } from '../../../contract/due.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { listWaitingGrids } from './correction-queries.ts'

const most = 20
/** A household waits no longer than this for somebody to look at what it wrote. */
const answerDays = 7

/** What households corrected about themselves and somebody has to look at, grid by grid. For the start page. */
export async function listDueHouseholds(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'households.write')
  if (paths.length === 0) return []
  const rows = await listWaitingGrids(ctx, paths, most)
  return rows.map(({ org_id: orgId, name, waiting, since }) => {
    const dueOn = addDays(since, answerDays)
    return {
      id: `household-corrections-${orgId}`,
      state: dueOn < ctx.today ? 'late' : dueOn === ctx.today ? 'today' : 'due',
      title: `${name}：住户交来 ${waiting} 处更正，等您看`,
      note: '电话、关照和求助要看过才收',
      dueOn,
      verb: '看更正',
      link: `/grids/${orgId}/households?waiting=true`,
    }
  })
}
