import { sql } from 'kysely'
import type { HelpMenu } from '../../../contract/pairing-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ItemRow = {
  item_id: string
  menu: HelpMenu
  label: string
  org_id: number
  org_name: string
  path: string
}

/** What was added and is offered still, by organisations above, at or below one of the paths. */
export async function listItems(ctx: Ctx, paths: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.item_id, i.menu, i.label, i.org_id, o.short_name as org_name, o.path
      from help_items i
      join organisations o on o.county_id = ${ctx.county} and o.org_id = i.org_id
     where i.county_id = ${ctx.county} and i.ended_on is null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where starts_with(p.path, o.path) or starts_with(o.path, p.path))
     order by i.added_at, i.item_id`.execute(ctx.db)
  return rows
}

/** What it was called, ended ones too. */
export async function readLabels(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('help_items')
    .select(['item_id', 'label'])
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.item_id, row.label]))
}

export async function insertItem(ctx: Ctx, orgId: number, menu: HelpMenu, label: string): Promise<void> {
  await ctx.db
    .insertInto('help_items')
    .values({
      ...{ county_id: ctx.county, item_id: ctx.requestId, org_id: orgId, menu, label },
      ...{ added_by: accountOf(ctx), added_at: ctx.now },
    })
    .execute()
}

export function findItem(ctx: Ctx, itemId: string) {
  return ctx.db
    .selectFrom('help_items as i')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'i.org_id'),
    )
    .select(['i.item_id', 'i.org_id', 'i.ended_on', 'o.path'])
    .where('i.county_id', '=', ctx.county)
    .where('i.item_id', '=', itemId)
    .executeTakeFirst()
}

/** False where somebody else was first. */
export async function endItem(ctx: Ctx, itemId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('help_items')
    .set({ ended_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .where('ended_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
