import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type HouseholdPlace = { household_id: string; org_id: number; path: string }

export async function readPlacesOf(ctx: Ctx, householdIds: readonly string[]): Promise<HouseholdPlace[]> {
  const { rows } = await sql<HouseholdPlace>`
    select h.household_id, h.org_id, g.path
      from households h
      join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id
     where h.county_id = ${ctx.county} and h.household_id = any(${[...householdIds]}::uuid[])
       and h.removed_at is null and (h.keep_until is null or h.keep_until >= ${ctx.today}::date)`.execute(
    ctx.db,
  )
  return rows
}

export type RoundEntry = {
  household_id: string
  entry_id: string
  org_id: number
  kind: string
  purpose: string
  value_sealed: Buffer
  expires_on: string
}

export async function readRoundEntries(ctx: Ctx, householdIds: readonly string[]): Promise<RoundEntry[]> {
  const { rows } = await sql<RoundEntry>`
    select household_id, entry_id, org_id, kind, purpose, value_sealed, expires_on
      from household_entries
     where county_id = ${ctx.county} and household_id = any(${[...householdIds]}::uuid[])
       and erased_at is null and expires_on >= ${ctx.today}::date
     order by household_id, kind, entry_id`.execute(ctx.db)
  return rows
}
