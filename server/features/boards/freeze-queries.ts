import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** Publications whose days are over, with no objection that still waits, whose period is not closed yet. */
export async function listSettled(ctx: Ctx): Promise<{ orgId: number; to: string; sourceId: string }[]> {
  const { rows } = await sql<{ orgId: number; to: string; sourceId: string }>`
    select b.org_id as "orgId", b.period_to as "to", b.publication_id as "sourceId"
      from publications b
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = b.procedure_id
     where b.county_id = ${ctx.county} and p.state in ('ended', 'expired')
       and (b.snapshot ->> 'asOf')::date > b.period_to
       and not exists (select 1 from point_freezes f
                        where f.county_id = ${ctx.county} and f.org_id = b.org_id and f.frozen_to >= b.period_to)
       and not exists (select 1 from objections o
                         join procedures op on op.county_id = ${ctx.county} and op.procedure_id = o.procedure_id
                        where o.county_id = ${ctx.county} and o.window_id = b.publication_id and op.closed_at is null)
     order by b.org_id, b.period_to
     limit 1000`.execute(ctx.db)
  return rows
}

/** Has the period of this publication been closed by it? */
export async function hasFrozen(ctx: Ctx, publicationId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('point_freezes')
    .select('frozen_to')
    .where('county_id', '=', ctx.county)
    .where('source_id', '=', publicationId)
    .executeTakeFirst()
  return row !== undefined
}
