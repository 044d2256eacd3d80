import type { TaskList } from 'graphile-worker'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { renewRolls } from '../activities/series-commands.ts'
import { listToRenew } from './queries.ts'

/** How many days before a meeting its roll is brought up to the register. */
const ahead = 7

/**
 * A year that was planned in January calls in October whoever belongs to the branch then: what nobody has changed by
 * hand gets its roll anew in its last days.
 */
export async function renewComingRolls(ctx: Ctx): Promise<void> {
  const rows = await listToRenew(ctx, ctx.today, addDays(ctx.today, ahead))
  await renewRolls(
    ctx,
    rows.map(({ activity_id, org_id, kind }) => ({ activityId: activity_id, orgId: org_id, kind })),
  )
}

export function planTasks(runtime: Runtime): TaskList {
  return {
    'renew-plan-rolls': () => writeInEachCounty(runtime, { 'renew-plan-rolls': renewComingRolls }),
  }
}
