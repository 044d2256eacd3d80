import { z } from 'zod'
import { orgId } from '../../contract/common.ts'
import type { Ctx } from '../core/context/context.ts'
import { demandMay, may } from '../core/context/may.ts'
import { maskPersonalNumbers } from '../core/guard/mask-personal-numbers.ts'
import { page } from '../core/http/page.ts'
import { listBranches, listEntries } from '../features/monthly-reports/queries.ts'
import { groupByVillage, sayWhat, spanOf } from '../features/monthly-reports/report.ts'
import { monthOf } from '../features/monthly-reports/routes.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { type PersonLine, renderMonthlyReport } from './monthly-report.ts'

/** More than this is read out nowhere. */
const most = 2_000

/** In a branch its members by name; above it branches and their sums. */
export const printedMonthlyReport = page(
  {
    method: 'GET',
    path: '/print/organisations/:orgId/monthly-report',
    access: 'signed-in',
    params: z.object({ orgId }),
    query: z.object({
      month: z
        .string()
        .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
        .optional()
        .catch(undefined),
      size: z.enum(['large']).optional().catch(undefined),
    }),
  },
  async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const month = monthOf(ctx, query.month)
    const span = spanOf(month)
    const { villages, sums } = groupByVillage(await listBranches(ctx, place.path, span), place)
    const named = place.kind === 'branch' && may(ctx.actor, 'points.names', place)
    return {
      html: renderMonthlyReport({
        orgName: place.name,
        month,
        today: ctx.today,
        villages,
        sums,
        people: named ? await listPeople(ctx, place.path, span) : null,
        size: query.size ?? 'plain',
      }),
    }
  },
)

/** Each member with what was given, taken and taken back, one after the other; in the order of their first entry. */
async function listPeople(ctx: Ctx, path: string, span: { from: string; to: string }): Promise<PersonLine[]> {
  const rows = await listEntries(ctx, { path, ...span, limit: most, offset: 0 })
  const people = new Map<string, PersonLine>()
  for (const row of rows) {
    const held = people.get(row.member_id) ?? { name: row.name, total: 0, entries: [] }
    held.total += row.points
    held.entries.push({
      day: row.day,
      what: maskPersonalNumbers(sayWhat(row, true), ctx.today),
      points: row.points,
    })
    people.set(row.member_id, held)
  }
  return [...people.values()]
}
