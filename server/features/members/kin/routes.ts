import * as contract from '../../../../contract/kin.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { demandPersonal } from '../policy.ts'
import { findMember } from '../queries.ts'
import { noteKin, removeKin } from './commands.ts'
import { type KinRow, listKinRows } from './queries.ts'
import { turnRelation } from './rules.ts'

function presentKin(row: KinRow) {
  const relation = row.noted_of_other ? turnRelation(row.relation) : row.relation
  return {
    memberId: row.other_id,
    name: row.name ?? '不在本支部的党员',
    orgName: row.org_name ?? '',
    relation,
    relationLabel: contract.kinRelationLabels[relation],
    notedAt: row.noted_at.toISOString(),
  }
}

export const kinRoutes: Route[] = [
  endpoint(contract.listKin, async (ctx, { params }) => {
    demandPersonal(ctx.actor, await findMember(ctx, params.memberId))
    return { rows: (await listKinRows(ctx, params.memberId)).map(presentKin) }
  }),

  endpoint(contract.noteKin, (ctx, { params, body }) => noteKin(ctx, params.memberId, body)),

  endpoint(contract.removeKin, async (ctx, { params }) => {
    await removeKin(ctx, params.memberId, params.kinId)
    return params
  }),
]
