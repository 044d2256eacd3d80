import * as contract from '../../../contract/monthly-reports.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './queries.ts'
import { groupByVillage, monthBefore, sayWhat, spanOf } from './report.ts'

/** A month that has not begun has nothing to read out. */
export function monthOf(ctx: Ctx, asked: string | undefined): string {
  const month = asked ?? monthBefore(ctx.today)
  demand(month <= ctx.today.slice(0, 7), 'input.invalid', {
    field: 'query.month',
    message: '这个月还没有到。',
  })
  return month
}

export const monthlyReportRoutes: Route[] = [
  endpoint(contract.getMonthlyReport, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const month = monthOf(ctx, query.month)
    const rows = await q.listBranches(ctx, place.path, spanOf(month))
    return {
      orgId: place.orgId,
      orgName: place.name,
      month,
      lastMonth: monthBefore(ctx.today),
      ...groupByVillage(rows, place),
      abilities: { names: may(ctx.actor, 'points.names', place) },
    }
  }),

  endpoint(contract.listMonthlyEntries, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const { kind, limit, offset } = query
    const span = spanOf(monthOf(ctx, query.month))
    const rows = await q.listEntries(ctx, { path: place.path, ...span, kind, limit, offset })
    return {
      rows: rows.map((row) => {
        // Asked of each branch by itself: a role above it brings no names along.
        const named = may(ctx.actor, 'points.names', { path: row.org_path })
        return {
          factId: row.fact_id,
          ruleId: row.rule_id,
          revision: row.revision,
          day: row.day,
          label: named ? row.name : '党员',
          what: sayWhat(row, named),
          ruleName: row.rule_name,
          points: row.points,
        }
      }),
      count: rows[0]?.total ?? 0,
    }
  }),
]
