import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './round-queries.ts'

/**
 * Households taken along on today's round, with what is sensitive of them: each entry is looked at as one looks at it at
 * the desk, and stands in the log as such. Errors: not-found, access.denied; all or nothing.
 */
export async function takeRound(ctx: Ctx, householdIds: readonly string[]): Promise<q.RoundEntry[]> {
  const wanted = new Set(householdIds.map((id) => id.toLowerCase()))
  const households = await q.readPlacesOf(ctx, [...wanted])
  demand(households.length === wanted.size, 'not-found', { message: '有一户已经不在册，请刷新再选。' })
  for (const place of households) {
    demand(inScope(ctx.actor, { orgId: place.org_id, path: place.path }), 'not-found')
    demand(may(ctx.actor, 'visits.write', place) && may(ctx.actor, 'households.read', place), 'access.denied')
  }
  const entries = await q.readRoundEntries(ctx, [...wanted])
  for (const entry of entries)
    ctx.audit({
      action: 'household.entry-seen',
      target: { kind: 'household', id: entry.household_id },
      orgId: entry.org_id,
      detail: { entryId: entry.entry_id, kind: entry.kind, reason: '带上今天走访', round: ctx.requestId },
    })
  return entries
}
