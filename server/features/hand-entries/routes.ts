import * as contract from '../../../contract/hand-entries.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { loadAround } from '../points/approvals/around-commands.ts'
import { listMatterChoices } from '../points/foresight-commands.ts'
import { decideHandEntry, findProposed, foreseeClaim, proposeHandEntry, type What } from './commands.ts'
import { mayPropose } from './policy.ts'
import { presentHandEntry } from './present.ts'
import { findOrg, listHandEntryRows } from './queries.ts'
import { sayForeseen, stepsOf } from './rules.ts'

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
    const around = await loadAround(
      ctx,
      rows.map((row) => row.group_id),
    )
    return { rows: rows.map((row) => presentHandEntry(ctx.actor, row, around)), count }
  }),

  endpoint(contract.getHandEntryTerms, async (ctx, { query }) => {
    const member = await findProposed(ctx, query.memberId, 'matter')
    return {
      memberName: member.name,
      matters: await listMatterChoices(ctx, member.branch.orgId),
      abilities: { byHand: mayPropose(ctx.actor, member, 'points') },
    }
  }),

  endpoint(contract.previewHandEntry, async (ctx, { query: { memberId, ...claim } }) => {
    const member = await findProposed(ctx, memberId, 'matter')
    const rules = await foreseeClaim(ctx, member, { ...claim, points: null })
    return {
      points: rules.reduce((sum, rule) => sum + rule.points, 0),
      steps: stepsOf(rules),
      sentence: sayForeseen(rules, member.group !== null),
    }
  }),

  endpoint(contract.proposeHandEntry, async (ctx, { body: { matter, quantity, points, ...wish } }) => {
    const what: What = matter !== null ? { matter, quantity: quantity ?? 0 } : { points: points ?? 0 }
    return { handEntryId: await proposeHandEntry(ctx, { ...wish, ...what }) }
  }),

  endpoint(contract.decideHandEntry, async (ctx, { params, body }) => ({
    handEntryId: params.handEntryId,
    state: await decideHandEntry(ctx, params.handEntryId, body),
  })),
]
