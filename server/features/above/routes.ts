import * as contract from '../../../contract/above.ts'
import { todayIn } from '../../core/clock/today.ts'
import { demand } from '../../core/errors/problem.ts'
import { type PlatformRoute, platformEndpoint } from '../../core/http/platform-endpoint.ts'
import { loadBoard } from './board.ts'

/** By the platform's role, which knows all counties' figures; inside a county's scope there is only that county. */
export const aboveRoutes: PlatformRoute[] = [
  platformEndpoint(contract.getAboveBoard, async (ctx, { query }) => {
    const identity = ctx.token ? await ctx.identify(ctx.token) : null
    demand(identity?.actor.accountId, 'auth.required')
    const reader = { county: identity.county, accountId: identity.actor.accountId }
    return loadBoard(ctx.platform, reader, { ...query, thisMonth: todayIn(ctx.now).slice(0, 7) })
  }),
]
