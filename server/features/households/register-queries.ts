import { sql } from 'kysely'
import type { Mergeable } from '../../../contract/rounds.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** Grids at and below a path with their natural villages: where a household of a list may belong. */
export async function readGround(ctx: Ctx, path: string) {
  const { rows: grids } = await sql<{ org_id: number; name: string }>`
    select org_id, name from organisations
     where county_id = ${ctx.county} and kind = 'grid' and dissolved_on is null
       and path >= ${path} collate "C" and path < ${`${path}~`} collate "C"
     order by path`.execute(ctx.db)
  const { rows: places } = await sql<{ place_id: number; name: string; grid_id: number }>`
    select place_id, name, grid_id from natural_villages
     where county_id = ${ctx.county} and grid_id = any(${grids.map((grid) => grid.org_id)}::int[])
     order by place_id`.execute(ctx.db)
  return { grids, places }
}

const columns = [
  'household_id',
  'org_id',
  'place_id',
  'address',
  'contact_sealed',
  'head_count',
  'is_new_resident',
  'keep_until',
  'version',
] as const

function standing(ctx: Ctx) {
  return ctx.db
    .selectFrom('households')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('removed_at', 'is', null)
}
export type RegisterRecord = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number]

export function listByAddress(
  ctx: Ctx,
  orgIds: readonly number[],
  addresses: readonly string[],
): Promise<RegisterRecord[]> {
  return standing(ctx)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .where('address', '=', sql<string>`any(${[...addresses]}::text[])`)
    .orderBy('household_id')
    .execute()
}

/** Locked to the end of the transaction, in the order of their ids. */
export function lockHouseholds(ctx: Ctx, ids: readonly string[]): Promise<RegisterRecord[]> {
  return standing(ctx)
    .where('household_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('household_id')
    .forNoKeyUpdate()
    .execute()
}

export type RegisterWrite = {
  householdId: string
  orgId: number
  placeId: number | null
  address: string
  contact: Buffer | null
  headCount: number
  isNewResident: boolean
  keepUntil: string | null
  /** Fields that become other than before. */
  changed: readonly Mergeable[]
}

function recordsOf(rows: readonly RegisterWrite[]): string {
  return JSON.stringify(
    rows.map((row) => ({
      household_id: row.householdId,
      org_id: row.orgId,
      place_id: row.placeId,
      address: row.address,
      contact: row.contact && `\\x${row.contact.toString('hex')}`,
      head_count: row.headCount,
      is_new_resident: row.isNewResident,
      keep_until: row.keepUntil,
      changed: row.changed,
    })),
  )
}

const record = sql`r(household_id uuid, org_id int, place_id int, address text, contact bytea, head_count int,
                     is_new_resident boolean, keep_until date, changed jsonb)`

/** Those whose address is free in their grid; answers which these were. */
export async function insertMany(ctx: Ctx, rows: readonly RegisterWrite[]): Promise<string[]> {
  const { rows: made } = await sql<{ household_id: string }>`
    insert into households (county_id, household_id, org_id, place_id, address, contact_sealed, head_count,
                            is_new_resident, keep_until, checked_on, version, recorded_by, recorded_at, updated_at)
    select ${ctx.county}, r.household_id, r.org_id, r.place_id, r.address, r.contact, r.head_count, r.is_new_resident,
           r.keep_until, ${ctx.today}::date, 1, ${accountOf(ctx)}, ${ctx.now}, ${ctx.now}
      from jsonb_to_recordset(${recordsOf(rows)}::jsonb) as ${record}
     order by r.org_id, r.address
    on conflict do nothing
    returning household_id`.execute(ctx.db)
  return made.map((row) => row.household_id)
}

/** Corrected as a list says; when somebody last stood before the door does not change by that. */
export async function updateMany(ctx: Ctx, rows: readonly RegisterWrite[]): Promise<void> {
  await sql`
    update households h
       set place_id = r.place_id, contact_sealed = r.contact, head_count = r.head_count,
           is_new_resident = r.is_new_resident, keep_until = r.keep_until, version = h.version + 1,
           field_versions = h.field_versions || coalesce((
             select jsonb_object_agg(f, h.version + 1) from jsonb_array_elements_text(r.changed) as f), '{}'),
           updated_at = ${ctx.now}
      from jsonb_to_recordset(${recordsOf(rows)}::jsonb) as ${record}
     where h.county_id = ${ctx.county} and h.household_id = r.household_id`.execute(ctx.db)
}
