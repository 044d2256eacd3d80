import * as contract from '../../../../contract/approvals.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { weigh } from './around-commands.ts'
import { decideApproval } from './commands.ts'
import { presentWaiting } from './present.ts'
import { listWaiting } from './queries.ts'

export const approvalRoutes: Route[] = [
  endpoint(contract.listApprovals, async (ctx, { query }) => {
    const rows = await listWaiting(ctx, query)
    // Behind the last page there is no row that could carry the count.
    const [first] =
      rows.length > 0 || query.offset === 0 ? rows : await listWaiting(ctx, { limit: 1, offset: 0 })
    const { facts, around } = await weigh(ctx, rows)
    return {
      rows: facts.map((fact) => presentWaiting(ctx.actor, fact, around)),
      count: first?.total ?? 0,
    }
  }),

  endpoint(contract.decideApproval, async (ctx, { params, body }) => {
    await decideApproval(ctx, { ...params, ...body })
    return { factId: params.factId, approved: body.approved }
  }),
]
