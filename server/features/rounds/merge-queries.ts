import { sql } from 'kysely'
import type { Mergeable } from '../../../contract/rounds.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewConflict = {
  conflictId: string
  householdId: string
  orgId: number
  field: Mergeable
  base: number
  met: number
  stands: Buffer
  brought: Buffer
}

export async function insertConflicts(ctx: Ctx, rows: readonly NewConflict[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.db
    .insertInto('household_conflicts')
    .values(
      rows.map((row) => ({
        county_id: ctx.county,
        conflict_id: row.conflictId,
        household_id: row.householdId,
        org_id: row.orgId,
        field: row.field,
        base_version: row.base,
        met_version: row.met,
        stands_sealed: row.stands,
        brought_sealed: row.brought,
        brought_by: accountOf(ctx),
        brought_at: ctx.now,
      })),
    )
    .execute()
}

/** Open ones of a household; who calls holds the household's lock. */
export async function lockOpenOf(ctx: Ctx, householdId: string) {
  const rows = await ctx.db
    .selectFrom('household_conflicts')
    .select(['conflict_id', 'field', 'brought_sealed'])
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .where('settled_at', 'is', null)
    .execute()
  return rows.flatMap((row) => (row.brought_sealed ? [{ ...row, brought_sealed: row.brought_sealed }] : []))
}

export async function findHouseholdOf(ctx: Ctx, conflictId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('household_conflicts')
    .select('household_id')
    .where('county_id', '=', ctx.county)
    .where('conflict_id', '=', conflictId)
    .executeTakeFirst()
  return row?.household_id
}

export async function settle(
  ctx: Ctx,
  conflictIds: readonly string[],
  took: 'stands' | 'brought',
): Promise<void> {
  await ctx.db
    .updateTable('household_conflicts')
    .set({ settled_at: ctx.now, settled_by: accountOf(ctx), took })
    .where('county_id', '=', ctx.county)
    .where('conflict_id', '=', sql<string>`any(${[...conflictIds]}::uuid[])`)
    .execute()
}

export type OpenConflict = {
  conflict_id: string
  household_id: string
  path: string
  field: Mergeable
  brought_sealed: Buffer
  brought_at: Date
  brought_by_name: string
  address: string
  place_id: number | null
  contact_sealed: Buffer | null
  head_count: number
  field_versions: Partial<Record<Mergeable, number>>
  updated_at: Date
}

/** What waits for a person at and below the paths, the oldest first. */
export async function readOpenConflicts(ctx: Ctx, paths: readonly string[]): Promise<OpenConflict[]> {
  const { rows } = await sql<OpenConflict>`
    select k.conflict_id, k.household_id, g.path, k.field, k.brought_sealed, k.brought_at, a.name as brought_by_name,
           h.address, h.place_id, h.contact_sealed, h.head_count, h.field_versions, h.updated_at
      from household_conflicts k
      join households h on h.county_id = ${ctx.county} and h.household_id = k.household_id and h.removed_at is null
      join organisations g on g.county_id = ${ctx.county} and g.org_id = k.org_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = k.brought_by
     where k.county_id = ${ctx.county} and k.settled_at is null and k.brought_sealed is not null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
     order by k.brought_at, k.conflict_id
     limit 200`.execute(ctx.db)
  return rows
}

/** The names of natural villages by their numbers. */
export async function readPlaceNames(ctx: Ctx, placeIds: readonly number[]): Promise<Map<number, string>> {
  if (placeIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('natural_villages')
    .select(['place_id', 'name'])
    .where('county_id', '=', ctx.county)
    .where('place_id', '=', sql<number>`any(${[...placeIds]}::int[])`)
    .execute()
  return new Map(rows.map((row) => [row.place_id, row.name]))
}

export async function eraseSides(ctx: Ctx, before: string): Promise<void> {
  await sql`
    update household_conflicts k set stands_sealed = null, brought_sealed = null
      from households h
     where k.county_id = ${ctx.county} and h.county_id = ${ctx.county} and h.household_id = k.household_id
       and k.brought_sealed is not null and (k.settled_at < ${before}::date or h.removed_at is not null)`.execute(
    ctx.db,
  )
}
