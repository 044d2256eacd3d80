import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewLink = {
  householdId: string
  orgId: number
  address: string
  shown: Buffer
  expiresOn: string
}

export async function insertLink(ctx: Ctx, link: NewLink): Promise<void> {
  await ctx.db
    .insertInto('household_links')
    .values({
      county_id: ctx.county,
      link_id: ctx.requestId,
      household_id: link.householdId,
      org_id: link.orgId,
      address: link.address,
      shown_sealed: link.shown,
      expires_on: link.expiresOn,
      made_by: accountOf(ctx),
      made_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('address_locators')
    .values({
      address: link.address,
      county_id: ctx.county,
      kind: 'household',
      target_id: ctx.requestId,
      expires_on: link.expiresOn,
    })
    .execute()
}

/** Links by which a household can still see and correct something. */
export function listOpen(ctx: Ctx, householdIds: readonly string[]) {
  return ctx.db
    .selectFrom('household_links')
    .select(['link_id', 'household_id', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_on', '>=', ctx.today)
    .execute()
}
export type OpenLink = Awaited<ReturnType<typeof listOpen>>[number]

/** Ends what stands open for a household, run out or not; answers how many there were that could still be used. */
export async function endLinks(ctx: Ctx, householdId: string): Promise<number> {
  const { rows } = await sql<{ usable: boolean }>`
    update household_links set ended_at = ${ctx.now}
     where county_id = ${ctx.county} and household_id = ${householdId} and ended_at is null and used_at is null
    returning expires_on >= ${ctx.today}::date as usable`.execute(ctx.db)
  return rows.filter((row) => row.usable).length
}

export async function showAgain(
  ctx: Ctx,
  links: readonly { linkId: string; shown: Buffer }[],
): Promise<void> {
  const records = links.map(({ linkId, shown }) => ({
    link_id: linkId,
    shown: `\\x${shown.toString('hex')}`,
  }))
  await sql`
    update household_links k set shown_sealed = r.shown
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(link_id uuid, shown bytea)
     where k.county_id = ${ctx.county} and k.link_id = r.link_id`.execute(ctx.db)
}

const columns = [
  'link_id',
  'household_id',
  'org_id',
  'shown_sealed',
  'said_sealed',
  'expires_on',
  'used_at',
  'ended_at',
] as const

/** Row-level security lets its own row through to a reader without an account, and no other. */
export function findByAddress(ctx: Ctx, address: string) {
  return ctx.db
    .selectFrom('household_links')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .executeTakeFirst()
}

/** True for the first, whatever comes at once. */
export async function useAddress(ctx: Ctx, address: string, said: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('household_links')
    .set({ used_at: ctx.now, said_sealed: said })
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What was written and is not yet taken up, the oldest first. */
export function lockSaid(ctx: Ctx) {
  return ctx.db
    .selectFrom('household_links')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('said_sealed', 'is not', null)
    .orderBy('used_at')
    .limit(100)
    .forUpdate()
    .execute()
}

/** What was written, and what was shown, are not kept once they are taken up. */
export async function clearSaid(ctx: Ctx, linkId: string, shown: Buffer): Promise<void> {
  await ctx.db
    .updateTable('household_links')
    .set({ said_sealed: null, shown_sealed: shown })
    .where('county_id', '=', ctx.county)
    .where('link_id', '=', linkId)
    .execute()
}
