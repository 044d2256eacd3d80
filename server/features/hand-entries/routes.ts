import * as contract from '../../../contract/hand-entries.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { decideHandEntry, proposeHandEntry } from './commands.ts'
import { presentHandEntry } from './present.ts'
import { findOrg, listHandEntryRows } from './queries.ts'

/** Points by name are for those who propose or decide them there, and for oneself. */
async function reachOf(ctx: Ctx, orgId: number | undefined) {
  const { actor } = ctx
  if (orgId !== undefined) {
    const org = await findOrg(ctx, orgId)
    demand(org && inScope(actor, org), 'not-found')
    demand(may(actor, 'points.propose', org) || may(actor, 'points.decide', org), 'access.denied')
    return { paths: [org.path], ownId: null }
  }
  const paths = pathsWhere(actor, 'points.propose', 'points.decide')
  demand(paths.length > 0 || actor.memberId, 'access.denied')
  return { paths, ownId: actor.memberId }
}

export const handEntryRoutes: Route[] = [
  endpoint(contract.listHandEntries, async (ctx, { query: { orgId, ...filter } }) => {
    const { rows, count } = await listHandEntryRows(ctx, { ...filter, ...(await reachOf(ctx, orgId)) })
    return { rows: rows.map((row) => presentHandEntry(ctx.actor, row)), count }
  }),

  endpoint(contract.proposeHandEntry, async (ctx, { body }) => ({
    handEntryId: await proposeHandEntry(ctx, body),
  })),

  endpoint(contract.decideHandEntry, async (ctx, { params, body }) => ({
    handEntryId: params.handEntryId,
    state: await decideHandEntry(ctx, params.handEntryId, body),
  })),
]
