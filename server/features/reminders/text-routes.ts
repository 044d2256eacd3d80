import * as contract from '../../../contract/reminders.ts'
import type { Verb } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { activityText, worklistText } from './group-text.ts'
import * as q from './text-queries.ts'

/** Whoever reads there, at the one who calls or at one who is called. */
function demandReader(ctx: Ctx, verb: Verb, paths: readonly string[]): void {
  const read = paths.some((path) => may(ctx.actor, verb, { path }))
  demand(read || paths.some((path) => inScope(ctx.actor, { orgId: 0, path })), 'not-found')
  demand(read, 'access.denied')
}

export const groupTextRoutes: Route[] = [
  endpoint(contract.getActivityText, async (ctx, { params }) => {
    const found = await q.findActivity(ctx, params.activityId)
    demand(found, 'not-found')
    demandReader(ctx, 'activities.read', found.paths)
    demand(found.state === 'planned', 'state.wrong', { message: '这次活动不在安排中，没有通知可发。' })
    return { text: activityText(found) }
  }),

  endpoint(contract.getWorklistText, async (ctx, { params }) => {
    const found = await q.findWorklist(ctx, params.worklistId)
    demand(found, 'not-found')
    demandReader(ctx, 'worklists.read', found.paths)
    demand(found.state === 'sent', 'state.wrong', { message: '这份清单没有在办，没有通知可发。' })
    return { text: worklistText(found) }
  }),
]
