import { sql } from 'kysely'
import type { Ctx } from './context.ts'

/** The first of a run of a county's small numbers. The row lock makes two at once wait for each other. */
export async function nextNumber(ctx: Ctx, name: string, count = 1): Promise<number> {
  const row = await ctx.db
    .insertInto('county_counters')
    .values({ county_id: ctx.county, name, last_value: count })
    .onConflict((oc) =>
      oc
        .columns(['county_id', 'name'])
        .doUpdateSet({ last_value: sql`county_counters.last_value + ${count}` }),
    )
    .returning('last_value')
    .executeTakeFirstOrThrow()
  return row.last_value - count + 1
}
