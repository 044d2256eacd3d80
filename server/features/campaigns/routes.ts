import * as contract from '../../../contract/campaigns.ts'
import { addDays } from '../../core/clock/days.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import { readCampaigns, readCovered } from './campaign-queries.ts'
import { demandCampaign, endCampaign, startCampaign } from './commands.ts'
import { breakDown, describeCampaigns, headOf, lookOf } from './coverage.ts'
import { dropPlannedVisit, planVisits } from './plan-commands.ts'
import { readCareDue, readPlans, readSuggestions, readVisitors } from './plan-queries.ts'
import { presentCare, presentCovered, presentPlan, presentSuggestion, tallyVisitors } from './present.ts'
import { careAhead, monthOf } from './rules.ts'

export const campaignRoutes: Route[] = [
  endpoint(contract.startCampaign, async (ctx, { params, body }) => ({
    campaignId: await startCampaign(ctx, params.orgId, body),
  })),

  endpoint(contract.endCampaign, async (ctx, { params: { campaignId } }) => {
    await endCampaign(ctx, campaignId)
    return { campaignId }
  }),

  endpoint(contract.listCampaigns, async (ctx) => {
    const paths = pathsWhere(ctx.actor, 'visits.read')
    demand(paths.length > 0, 'access.denied')
    const rows = await describeCampaigns(ctx, await readCampaigns(ctx, { paths }))
    return { rows, places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'campaigns.write')) }
  }),

  endpoint(contract.getCampaign, async (ctx, { params, query }) => {
    const campaign = await demandCampaign(ctx, params.campaignId)
    const within = query.within === undefined ? null : await placeOf(ctx, query.within)
    demand(within !== null || query.within === undefined, 'not-found')
    const { parts, coverage } = await breakDown(ctx, campaign, within?.path)
    const mayEnd = may(ctx.actor, 'campaigns.write', campaign)
    const head = headOf(ctx, campaign)
    return {
      ...head,
      coverage,
      within: within && { orgId: within.orgId, name: within.name },
      rows: parts,
      abilities: { end: mayEnd && head.state !== 'over' },
    }
  }),

  endpoint(contract.listCampaignHouseholds, async (ctx, { params, query }) => {
    const campaign = await demandCampaign(ctx, params.campaignId)
    const place = await placeOf(ctx, query.orgId)
    demandMay(ctx.actor, 'visits.read', place)
    const rows = await readCovered(ctx, lookOf(ctx, campaign, place.path), query)
    return { rows: rows.map((row) => presentCovered(ctx.actor, row)), count: rows[0]?.count ?? 0 }
  }),

  endpoint(contract.listVisitPlans, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'visits.read', place)
    const month = monthOf(query.month, ctx.today)
    const plans = await readPlans(ctx, place.path, month)
    return {
      month: month.first.slice(0, 7),
      orgName: place.name,
      rows: plans.map((row) => presentPlan(ctx.actor, row)),
      visitors: tallyVisitors(await readVisitors(ctx, place.path), plans),
      abilities: {
        planOwn: may(ctx.actor, 'visits.write', place),
        planOthers: may(ctx.actor, 'grids.write', place) && may(ctx.actor, 'households.read', place),
      },
    }
  }),

  endpoint(contract.suggestVisits, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'households.read', place)
    const rows = await readSuggestions(ctx, place.path, monthOf(query.month, ctx.today))
    return { rows: rows.map(presentSuggestion) }
  }),

  endpoint(contract.planVisits, async (ctx, { params, body }) => ({
    planned: await planVisits(ctx, params.orgId, body),
  })),

  endpoint(contract.dropPlannedVisit, async (ctx, { params: { planId } }) => {
    await dropPlannedVisit(ctx, planId)
    return { planId }
  }),

  endpoint(contract.listCareDue, async (ctx) => {
    const paths = pathsWhere(ctx.actor, 'households.read')
    demand(paths.length > 0, 'access.denied')
    const rows = await readCareDue(ctx, paths, addDays(ctx.today, careAhead))
    return { rows: rows.map((row) => presentCare(row, ctx.today)) }
  }),
]
