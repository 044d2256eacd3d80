import { accountOf, type Ctx } from '../../../core/context/context.ts'

/** The county's own organisation: what holds for all of it is decided there. */
export function findRoot(ctx: Ctx) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id as orgId', 'path'])
    .where('county_id', '=', ctx.county)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
}

export function listMatterRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('point_matters as m')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'm.added_by'),
    )
    .select(['m.code', 'm.label', 'm.unit', 'm.added_at', 'm.ended_on', 'a.name as added_by_name'])
    .where('m.county_id', '=', ctx.county)
    .orderBy('m.added_at')
    .orderBy('m.code')
    .execute()
}
export type MatterRow = Awaited<ReturnType<typeof listMatterRows>>[number]

export async function insertMatter(
  ctx: Ctx,
  matter: { code: string; label: string; unit: string },
): Promise<void> {
  await ctx.db
    .insertInto('point_matters')
    .values({ county_id: ctx.county, ...matter, added_by: accountOf(ctx), added_at: ctx.now })
    .execute()
}

/** Answers whether it was there and had not ended. */
export async function markEnded(ctx: Ctx, code: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('point_matters')
    .set({ ended_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('code', '=', code)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
