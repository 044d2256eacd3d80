import * as contract from '../../../contract/honours.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { recordHonour, withdrawHonour } from './commands.ts'
import { presentHonour } from './present.ts'
import { findOrg, listHonourRows } from './queries.ts'

/** Where the list looks: one organisation and below, or wherever members may be read, and always at oneself. */
async function reachOf(ctx: Ctx, orgId: number | undefined) {
  const ownId = ctx.actor.memberId
  if (orgId !== undefined) {
    const org = await findOrg(ctx, orgId)
    demandMay(ctx.actor, 'members.read', org)
    return { paths: [org.path], ownId: null }
  }
  const paths = pathsWhere(ctx.actor, 'members.read')
  demand(paths.length > 0 || ownId, 'access.denied')
  return { paths, ownId }
}

export const honourRoutes: Route[] = [
  endpoint(contract.listHonours, async (ctx, { query: { orgId, ...filter } }) => {
    const { rows, count } = await listHonourRows(ctx, { ...filter, ...(await reachOf(ctx, orgId)) })
    return { rows: rows.map((row) => presentHonour(ctx.actor, row)), count }
  }),

  endpoint(contract.recordHonour, async (ctx, { body }) => ({ honourId: await recordHonour(ctx, body) })),

  endpoint(contract.withdrawHonour, async (ctx, { params, body }) => {
    await withdrawHonour(ctx, params.honourId, body.reason)
    return { honourId: params.honourId }
  }),
]
