import type { DueRow } from '../../../contract/due.ts'
import { verbsOf } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { forecastDuties } from '../duties/commands.ts'
import { listOrgsWithoutPlan } from './queries.ts'

/** Until when a year's plan is waited for. */
const lastDay = '01-31'

/** In December the plan of the year to come, in January that of the year which has begun. At other times nobody is asked. */
function yearAsked(today: string): number | null {
  const year = Number(today.slice(0, 4))
  const month = today.slice(5, 7)
  if (month === '12') return year + 1
  return month === '01' ? year : null
}

/** The own organisations that owe something in a year and have no plan of it adopted. */
export async function listDuePlans(ctx: Ctx): Promise<DueRow[]> {
  const year = yearAsked(ctx.today)
  if (year === null) return []
  const orgIds = ctx.actor.grants
    .filter((grant) => verbsOf(grant.role).includes('activities.write'))
    .map((grant) => grant.orgId)
  const without = orgIds.length === 0 ? [] : await listOrgsWithoutPlan(ctx, [...new Set(orgIds)], year)
  if (without.length === 0) return []
  const cells = await forecastDuties(ctx, {
    orgIds: without.map((one) => one.org_id),
    from: `${year}-01-01`,
    to: `${year}-12-31`,
  })
  const owing = new Set(cells.map((cell) => cell.org_id))
  const dueOn = `${year}-${lastDay}`
  return without
    .filter((one) => owing.has(one.org_id))
    .map((one) => ({
      id: `year-plan/${one.org_id}/${year}`,
      state: dueStateOf(dueOn, ctx.today),
      title: `${year} 年的计划还没有定`,
      note: without.length > 1 ? one.name : null,
      dueOn,
      verb: '去定',
      link: `/plans?year=${year}`,
    }))
}
