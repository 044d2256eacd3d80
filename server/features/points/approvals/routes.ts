import * as contract from '../../../../contract/approvals.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { decideApproval, mayDecide } from './commands.ts'
import { listWaiting } from './queries.ts'

export const approvalRoutes: Route[] = [
  endpoint(contract.listApprovals, async (ctx, { query }) => {
    const rows = await listWaiting(ctx, query)
    // Behind the last page there is no row that could carry the count.
    const [first] =
      rows.length > 0 || query.offset === 0 ? rows : await listWaiting(ctx, { limit: 1, offset: 0 })
    return {
      rows: rows.map((row) => ({
        factId: row.fact_id,
        ruleCode: row.rule_code,
        ruleName: row.rule_name,
        points: row.points,
        day: row.day,
        memberId: row.member_id,
        memberName: row.member_name,
        orgId: row.org_id,
        orgName: row.org_name,
        recordedAt: row.recorded_at.toISOString(),
        abilities: { decide: mayDecide(ctx, row) },
      })),
      count: first?.total ?? 0,
    }
  }),

  endpoint(contract.decideApproval, async (ctx, { params, body }) => {
    await decideApproval(ctx, { ...params, ...body })
    return { factId: params.factId, approved: body.approved }
  }),
]
