import { sql } from 'kysely'
import type { ElectionTerms } from '../../../contract/quorum.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { RoundRow } from './election-queries.ts'

/** Elections at these activities by which somebody stands elected. */
export function listConfirmedAt(ctx: Ctx, activityIds: readonly string[]) {
  return ctx.db
    .selectFrom('elections')
    .select('election_id')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .where('state', '=', 'confirmed')
    .execute()
}

type Standing = Pick<RoundRow, 'kind' | 'seats' | 'issued' | 'votes' | 'elected' | 'tied'>

/** The counting ballots of elections at these activities by which somebody stands elected, with their terms. */
export async function listConfirmedRounds(ctx: Ctx, activityIds: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('elections as e')
    .innerJoin('election_rounds as r', (join) =>
      join.on('r.county_id', '=', ctx.county).onRef('r.election_id', '=', 'e.election_id'),
    )
    .select(['e.activity_id', 'e.terms', 'r.kind', 'r.seats', 'r.issued', 'r.votes', 'r.elected', 'r.tied'])
    .where('e.county_id', '=', ctx.county)
    .where('e.activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .where('e.state', '=', 'confirmed')
    .where('r.voided_at', 'is', null)
    .execute()
  return rows as unknown as (Standing & { activity_id: string; terms: ElectionTerms })[]
}
