import { sql } from 'kysely'
import type { Ctx } from './context.ts'

/** Whatever any server process remembers of scopes in this county is out of date from this commit on. */
export async function raiseEpoch(ctx: Ctx): Promise<void> {
  await ctx.db
    .insertInto('county_epochs')
    .values({ county_id: ctx.county, epoch: 1 })
    .onConflict((oc) => oc.column('county_id').doUpdateSet({ epoch: sql`county_epochs.epoch + 1` }))
    .execute()
}
