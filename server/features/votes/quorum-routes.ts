import * as contract from '../../../contract/quorum.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { approveExclusion, decideExclusion, endExclusion, proposeExclusion } from './exclusion-commands.ts'
import { listExclusionRows } from './exclusion-queries.ts'
import { presentExclusion, presentRule } from './present.ts'
import { declareRule, endRule, rulesInForce } from './rule-commands.ts'

async function loadRules(ctx: Ctx, orgId: number, day: string) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  const rules = await rulesInForce(ctx, place.path, day)
  return {
    day,
    rows: rules.map((rule) => presentRule(ctx.actor, rule, place)),
    abilities: { change: may(ctx.actor, 'requirements.write', place) },
  }
}

/** Why somebody need not come is for who asks it and for who decides it, nobody else. */
async function loadExclusions(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demand(place && inScope(ctx.actor, place), 'not-found')
  const propose = may(ctx.actor, 'activities.write', place)
  const decides = may(ctx.actor, 'duties.decide', place) || mayFromAbove(ctx.actor, 'duties.decide', place)
  demand(propose || decides, 'access.denied')
  const rows = (await listExclusionRows(ctx, place.path)).map((row) => presentExclusion(ctx.actor, row))
  return { rows, count: rows.length, abilities: { propose } }
}

export const quorumRoutes: Route[] = [
  endpoint(contract.listMeetingRules, (ctx, { params, query }) =>
    loadRules(ctx, params.orgId, query.day ?? ctx.today),
  ),
  endpoint(contract.declareMeetingRule, async (ctx, { params, body }) => {
    await declareRule(ctx, params.orgId, body)
    return { ruleId: ctx.requestId }
  }),
  endpoint(contract.endMeetingRule, async (ctx, { params, body }) => {
    await endRule(ctx, params.ruleId, body)
    return params
  }),
  endpoint(contract.listExclusions, (ctx, { params }) => loadExclusions(ctx, params.orgId)),
  endpoint(contract.proposeExclusion, async (ctx, { params, body }) => ({
    exclusionId: ctx.requestId,
    state: await proposeExclusion(ctx, params.memberId, body),
  })),
  endpoint(contract.decideExclusion, async (ctx, { params, body }) => ({
    ...params,
    state: await decideExclusion(ctx, params.exclusionId, body),
  })),
  endpoint(contract.approveExclusion, async (ctx, { params, body }) => ({
    ...params,
    state: await approveExclusion(ctx, params.exclusionId, body.activityId),
  })),
  endpoint(contract.endExclusion, async (ctx, { params, body }) => ({
    ...params,
    state: await endExclusion(ctx, params.exclusionId, body),
  })),
]
