import { type SqlBool, sql } from 'kysely'
import type { Mergeable } from '../../../contract/rounds.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export function findHousehold(ctx: Ctx, householdId: string, locked = true) {
  const query = ctx.db
    .selectFrom('households')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .where('removed_at', 'is', null)
  return (locked ? query.forNoKeyUpdate() : query).executeTakeFirst()
}
export type HouseholdRecord = NonNullable<Awaited<ReturnType<typeof findHousehold>>>

type Filter = {
  orgId: number
  staleBefore: string | null
  /** Only those who corrected something that waits to be looked at. */
  waiting?: boolean
  /** Only these, by a search. */
  among?: readonly string[] | undefined
  limit: number
  offset: number
}

type Which = Pick<Filter, 'orgId' | 'staleBefore' | 'waiting' | 'among'>

function standing(ctx: Ctx, { orgId, staleBefore, waiting, among }: Which) {
  let all = ctx.db
    .selectFrom('households as h')
    .where('h.county_id', '=', ctx.county)
    .where('h.org_id', '=', orgId)
    .where('h.removed_at', 'is', null)
    // What is over its day is gone for the reader even before the night erases it.
    .where(sql<SqlBool>`(h.keep_until is null or h.keep_until >= ${ctx.today}::date)`)
  if (among) all = all.where('h.household_id', '=', sql<string>`any(${[...among]}::uuid[])`)
  const query = waiting
    ? all.where(sql<SqlBool>`exists (
        select from household_corrections c
         where c.county_id = ${ctx.county} and c.household_id = h.household_id and c.state = 'waiting')`)
    : all
  return staleBefore ? query.where('h.checked_on', '<', staleBefore) : query
}

/** By address; what is stale by the day on which somebody looked last. */
export function readHouseholds(ctx: Ctx, filter: Filter) {
  return standing(ctx, filter)
    .leftJoin('natural_villages as v', (join) =>
      join.on('v.county_id', '=', ctx.county).onRef('v.place_id', '=', 'h.place_id'),
    )
    .selectAll('h')
    .select('v.name as place_name')
    .orderBy(filter.staleBefore ? 'h.checked_on' : 'h.address')
    .orderBy('h.household_id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
}
export type HouseholdLine = Awaited<ReturnType<typeof readHouseholds>>[number]

export async function countHouseholds(ctx: Ctx, filter: Which): Promise<number> {
  const row = await standing(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export function readEntries(ctx: Ctx, householdIds: readonly string[]) {
  return ctx.db
    .selectFrom('household_entries')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`)
    .where('erased_at', 'is', null)
    .where('expires_on', '>=', ctx.today)
    .orderBy('kind')
    .orderBy('entry_id')
    .execute()
}
export type EntryRecord = Awaited<ReturnType<typeof readEntries>>[number]

/** Households with what their own sheets say. */
export function readForSheets(ctx: Ctx, householdIds: readonly string[]) {
  return ctx.db
    .selectFrom('households')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`)
    .where('removed_at', 'is', null)
    .execute()
}

export type Sheet = {
  address: string
  placeId: number | null
  headCount: number
  isNewResident: boolean
  keepUntil: string | null
}

function columnsOf(sheet: Sheet, contact: Buffer | null) {
  return {
    address: sheet.address,
    place_id: sheet.placeId,
    contact_sealed: contact,
    head_count: sheet.headCount,
    is_new_resident: sheet.isNewResident,
    keep_until: sheet.keepUntil,
  }
}

export async function insertHousehold(
  ctx: Ctx,
  orgId: number,
  sheet: Sheet,
  contact: Buffer | null,
): Promise<void> {
  await ctx.db
    .insertInto('households')
    .values({
      county_id: ctx.county,
      household_id: ctx.requestId,
      org_id: orgId,
      ...columnsOf(sheet, contact),
      checked_on: ctx.today,
      version: 1,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
}

/** Changed or only looked at: either way somebody knows today that it is so. */
export async function touchHousehold(
  ctx: Ctx,
  householdId: string,
  to?: { sheet: Sheet; contact: Buffer | null; changed: readonly Mergeable[] },
): Promise<number> {
  const row = await ctx.db
    .updateTable('households')
    .set({
      ...(to && columnsOf(to.sheet, to.contact)),
      ...(to && {
        field_versions: sql<never>`field_versions || coalesce((
          select jsonb_object_agg(f, households.version + 1) from unnest(${[...to.changed]}::text[]) as f), '{}')`,
      }),
      checked_on: ctx.today,
      version: sql`version + 1`,
      updated_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export type NewEntry = {
  householdId: string
  orgId: number
  kind: string
  value: Buffer
  purpose: string
  basis: string
  agreedOn: string
  expiresOn: string
  rhythmDays: number | null
}

export async function insertEntry(ctx: Ctx, entry: NewEntry): Promise<void> {
  await ctx.db
    .insertInto('household_entries')
    .values({
      county_id: ctx.county,
      entry_id: ctx.requestId,
      household_id: entry.householdId,
      org_id: entry.orgId,
      kind: entry.kind,
      value_sealed: entry.value,
      purpose: entry.purpose,
      basis: entry.basis,
      agreed_on: entry.agreedOn,
      expires_on: entry.expiresOn,
      rhythm_days: entry.rhythmDays,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export type Erasure = {
  why: 'withdrawn' | 'replaced' | 'removed'
  entryIds?: readonly string[]
  kind?: string
}

/** The value is gone; that there was one, for what and until when, stays. Answers how many were erased. */
export async function eraseEntries(ctx: Ctx, householdId: string, erasure: Erasure): Promise<number> {
  const { why, entryIds, kind } = erasure
  let query = ctx.db
    .updateTable('household_entries')
    .set({ value_sealed: null, erased_at: ctx.now, erased_why: why })
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .where('erased_at', 'is', null)
  if (entryIds) query = query.where('entry_id', '=', sql<string>`any(${[...entryIds]}::uuid[])`)
  if (kind) query = query.where('kind', '=', kind)
  const result = await query.executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** What was personal about these households is gone; the row stays for those who refer to it. */
export async function blankHouseholds(ctx: Ctx, householdIds: readonly string[]): Promise<void> {
  await sql`
    update households
       set address = '', contact_sealed = null, place_id = null, removed_at = ${ctx.now}, updated_at = ${ctx.now},
           version = version + 1
     where county_id = ${ctx.county} and household_id = any(${[...householdIds]}::uuid[])
       and removed_at is null`.execute(ctx.db)
  await sql`
    update household_links set ended_at = coalesce(ended_at, ${ctx.now}), said_sealed = null
     where county_id = ${ctx.county} and household_id = any(${[...householdIds]}::uuid[])`.execute(ctx.db)
  await sql`
    update household_corrections
       set was_sealed = null, value_sealed = null,
           state = case when state = 'waiting' then 'gone' else state end
     where county_id = ${ctx.county} and household_id = any(${[...householdIds]}::uuid[])`.execute(ctx.db)
}

export async function eraseExpired(ctx: Ctx): Promise<number> {
  const { numAffectedRows } = await sql`
    update household_entries set value_sealed = null, erased_at = ${ctx.now}, erased_why = 'expired'
     where county_id = ${ctx.county} and erased_at is null and expires_on < ${ctx.today}::date`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0n)
}

/** Households that were kept until a day which is over, with whatever still stood of them. */
export async function listOver(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('households')
    .select('household_id')
    .where('county_id', '=', ctx.county)
    .where('removed_at', 'is', null)
    .where('keep_until', '<', ctx.today)
    .execute()
  return rows.map((row) => row.household_id)
}

export async function eraseOf(ctx: Ctx, householdIds: readonly string[]): Promise<void> {
  await sql`
    update household_entries set value_sealed = null, erased_at = ${ctx.now}, erased_why = 'removed'
     where county_id = ${ctx.county} and household_id = any(${[...householdIds]}::uuid[])
       and erased_at is null`.execute(ctx.db)
}
