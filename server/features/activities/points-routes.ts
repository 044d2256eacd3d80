import * as contract from '../../../contract/activity-points.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { findActivity } from './list-queries.ts'
import { presentGain, presentHeldBack, presentPosted } from './points-present.ts'
import { countSeenPresent, listGains, listHeldBack, sumPostedAt } from './points-queries.ts'
import { viewOf } from './policy.ts'
import { listOrgs } from './queries.ts'

async function loadForRead(ctx: Ctx, activityId: string) {
  const row = await findActivity(ctx, activityId)
  demand(row, 'not-found')
  const places = await listOrgs(ctx, [row.org_id, ...row.branches])
  const view = viewOf(ctx.actor, { orgId: row.org_id, branches: row.branches, roll: row.roll }, places)
  // Whoever reads the whole activity sees how many people and points, though perhaps not the names.
  const branchIds = view.rows === 'all' ? [] : view.rows.branchIds
  const filter = { all: view.whole, branchIds, ownId: view.ownId }
  return { row, filter }
}

export const activityPointRoutes: Route[] = [
  endpoint(contract.getActivityPoints, async (ctx, { params: { activityId } }) => {
    const { row, filter } = await loadForRead(ctx, activityId)
    const rules = (await listGains(ctx, activityId, filter)).map(presentGain)
    const waiting = (await listHeldBack(ctx, activityId, filter)).map(presentHeldBack)
    const seen = await countSeenPresent(ctx, activityId)
    const corrected = row.state === 'closed' && row.closings > 1 ? row.closed_at : null
    return {
      total: rules.reduce((sum, one) => sum + one.points, 0),
      rules,
      waiting,
      elsewhere: filter.all ? Math.max(0, (row.present ?? 0) - seen) : 0,
      lastCorrection:
        corrected && presentPosted(corrected, await sumPostedAt(ctx, activityId, filter, corrected)),
    }
  }),
]
