import * as contract from '../../../contract/visit-checks.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt } from '../organisations/commands.ts'
import { answerCheck, demandCheck, drawCheck, judgeVisit } from './check-commands.ts'
import { presentCheck, presentFeedback, presentItem, presentLot } from './check-present.ts'
import { countChecks, readChecks, readItems } from './check-queries.ts'
import { outcomeOf } from './check-rules.ts'
import { readFeedback } from './feedback-queries.ts'
import { drawAgain, listSample, weighPool } from './lot-queries.ts'
import { monthOf } from './rules.ts'

export const visitCheckRoutes: Route[] = [
  endpoint(contract.drawVisitCheck, (ctx, { params, body }) => drawCheck(ctx, params.orgId, body)),

  endpoint(contract.listVisitChecks, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'visits.check', 'audit.read')
    demand(paths.length > 0, 'access.denied')
    const rows = await readChecks(ctx, { paths, ...query })
    return {
      rows: rows.map((row) => presentCheck(ctx.actor, row)),
      count: await countChecks(ctx, paths),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'visits.check')),
    }
  }),

  endpoint(contract.getVisitCheck, async (ctx, { params: { checkId } }) => {
    const check = await demandCheck(ctx, checkId, 'visits.check')
    const rows = await readItems(ctx, checkId)
    return { ...presentCheck(ctx.actor, check), rows: rows.map((row) => presentItem(ctx.actor, row)) }
  }),

  endpoint(contract.redrawVisitCheck, async (ctx, { params: { checkId } }) => {
    const check = await demandCheck(ctx, checkId, 'visits.check', 'audit.read')
    const { seed, size, grids, drawn_by: drawnBy, drawn_at: drawnAt, left_out: leftOut } = check
    const lot = { seed, size, grids, drawnBy, drawnAt, leftOut, ...monthOf(check.month.slice(0, 7)) }
    const weighed = await weighPool(ctx, lot)
    const again = await drawAgain(ctx, lot)
    const sample = await listSample(ctx, checkId)
    const kept = { pool: check.pool, hash: check.pool_hash, sample }
    return {
      ...presentCheck(ctx.actor, check),
      outcome: outcomeOf(kept, { ...weighed, sample: again.map((row) => row.visit_id) }),
      poolNow: weighed.pool,
      rows: again.map((row, at) => presentLot(row, at, sample)),
    }
  }),

  endpoint(contract.judgeVisit, async (ctx, { params, body }) => ({
    ...params,
    caseId: await judgeVisit(ctx, params, body),
  })),

  endpoint(contract.answerVisitCheck, async (ctx, { params, body }) => {
    await answerCheck(ctx, params, body.text)
    return params
  }),

  endpoint(contract.listVisitFeedback, async (ctx, { query }) => {
    const { rows, count } = await readFeedback(ctx, query)
    return { rows: rows.map((row) => presentFeedback(ctx.actor, row)), count }
  }),
]
