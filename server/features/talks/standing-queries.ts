import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** Is it asked of anybody in the county that talks be held? */
export async function isAsked(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('requirements')
    .select('requirement_id')
    .where('county_id', '=', ctx.county)
    .where('fact_kind', '=', 'talks-complete')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which years of pair types are on record as complete, by the id of their record, with the day. */
export async function listComplete(ctx: Ctx, year: number): Promise<Map<string, string>> {
  const { rows } = await sql<{ source_id: string; day: string }>`
    select f.source_id, f.day from facts f
     where f.county_id = ${ctx.county} and f.kind = 'talks-complete'
       and f.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
       and not exists (select from fact_voids v where v.county_id = ${ctx.county} and v.fact_id = f.fact_id)`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.source_id, row.day]))
}

/** The account under which the product signs what no person does. */
export async function findSystemAccount(ctx: Ctx): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select('account_id')
    .where('county_id', '=', ctx.county)
    .where('is_system', '=', true)
    .executeTakeFirst()
  return row?.account_id ?? null
}
