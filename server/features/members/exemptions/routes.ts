import * as contract from '../../../../contract/exemptions.ts'
import { concernOf } from '../../../core/context/concern.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { may } from '../../../core/context/may.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { demandPersonal } from '../policy.ts'
import { findMember } from '../queries.ts'
import { endExemption, setExemption } from './commands.ts'
import { type ExemptionRow, listExemptionRows } from './queries.ts'

function presentExemption(row: ExemptionRow, writes: boolean, today: string) {
  const cause = row.cause as contract.ExemptionCause
  return {
    exemptionId: row.exemption_id,
    cause,
    causeLabel: contract.exemptionCauseLabels[cause],
    from: row.valid_from,
    to: row.valid_to,
    note: row.note,
    decidedByName: row.decided_by_name ?? '',
    decidedAt: row.decided_at.toISOString(),
    abilities: { end: writes && (row.valid_to === null || row.valid_to >= today) },
  }
}

async function describe(ctx: Ctx, memberId: string) {
  const member = await findMember(ctx, memberId)
  demandPersonal(ctx.actor, member)
  const unconcerned = concernOf(ctx.actor, memberId) === null
  const writes = unconcerned && may(ctx.actor, 'members.write', { path: member.org_path })
  const rows = await listExemptionRows(ctx, memberId)
  return {
    rows: rows.map((row) => presentExemption(row, writes, ctx.today)),
    abilities: { set: writes && member.stage !== 'exited' },
  }
}

export const exemptionRoutes: Route[] = [
  endpoint(contract.listExemptions, (ctx, { params }) => describe(ctx, params.memberId)),

  endpoint(contract.setExemption, async (ctx, { params, body }) => {
    await setExemption(ctx, params.memberId, body)
    return { exemptionId: ctx.requestId }
  }),

  endpoint(contract.endExemption, async (ctx, { params: { memberId, exemptionId }, body }) => {
    await endExemption(ctx, memberId, { exemptionId, to: body.to })
    return { exemptionId }
  }),
]
