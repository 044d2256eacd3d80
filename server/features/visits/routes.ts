import { listVisits, showVisit as showSpec, voidVisit as voidSpec } from '../../../contract/visit-lists.ts'
import { submitVisits as submitSpec } from '../../../contract/visits.ts'
import { demandMay } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { visitCheckRoutes } from './check-routes.ts'
import { showVisit, voidVisit } from './commands.ts'
import { visitNoticeRoutes } from './notice-routes.ts'
import { presentVisit } from './present.ts'
import { countVisits, readVisits } from './queries.ts'
import { monthOf } from './rules.ts'
import { submitVisits } from './submit-commands.ts'

export const visitRoutes: Route[] = [
  endpoint(submitSpec, async (ctx, { body }) => ({ results: await submitVisits(ctx, body.visits) })),

  endpoint(listVisits, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'visits.read', place)
    const month = query.month ?? ctx.today.slice(0, 7)
    const { only, householdId } = query
    const filter = { path: place.path, ...monthOf(month), only, householdId }
    const rows = await readVisits(ctx, filter, query)
    const { count, solace_fen: solaceFen, ...totals } = await countVisits(ctx, filter)
    return {
      orgName: place.name,
      month,
      rows: rows.map((row) => presentVisit(ctx.actor, row)),
      count,
      totals: { ...totals, solaceFen },
    }
  }),

  endpoint(showSpec, async (ctx, { params }) => {
    const { note, what } = await showVisit(ctx, params.visitId)
    return { note, solaceWhat: what }
  }),

  endpoint(voidSpec, async (ctx, { params: { visitId }, body }) => ({
    visitId,
    caseId: await voidVisit(ctx, visitId, body.reason),
  })),
  ...visitCheckRoutes,
  ...visitNoticeRoutes,
]
