import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

/** All that the page of an address says: nothing here is anybody else's, and no whole name. */
export type Shown = { orgName: string; title: string; startsAt: string | null; who: string }

export type Callee = { memberId: string; branchId: number; name: string | null }

export async function findCallee(
  ctx: Ctx,
  activityId: string,
  memberId: string,
): Promise<Callee | undefined> {
  const { rows } = await sql<Callee>`
    select t.member_id as "memberId", t.branch_id as "branchId", m.name
      from attendance t
      left join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.member_id = ${memberId}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** When an activity begins, `HH:MM`; null where nobody said. */
export async function findStart(ctx: Ctx, activityId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('activities')
    .select(sql<string | null>`to_char(starts_at, 'HH24:MI')`.as('starts_at'))
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row?.starts_at ?? null
}

/** The address of a member that still stands, used or not. */
export async function findStanding(ctx: Ctx, activityId: string, memberId: string) {
  return ctx.db
    .selectFrom('attend_links')
    .select(['link_id', 'used_at'])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

export type NewLink = {
  activityId: string
  memberId: string
  orgId: number
  branchId: number
  address: string
  shown: Shown
  day: string
}

export async function insertLink(ctx: Ctx, link: NewLink): Promise<void> {
  await ctx.db
    .insertInto('attend_links')
    .values({
      county_id: ctx.county,
      link_id: ctx.requestId,
      activity_id: link.activityId,
      member_id: link.memberId,
      org_id: link.orgId,
      branch_id: link.branchId,
      address: link.address,
      shown: sql<never>`${JSON.stringify(link.shown)}::jsonb`,
      day: link.day,
      made_by: accountOf(ctx),
      made_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('address_locators')
    .values({
      address: link.address,
      county_id: ctx.county,
      kind: 'attendance',
      target_id: ctx.requestId,
      expires_on: link.day,
    })
    .execute()
}

export function findLink(ctx: Ctx, linkId: string) {
  return ctx.db
    .selectFrom('attend_links')
    .select(['activity_id', 'member_id', 'used_at', 'ended_at'])
    .where('county_id', '=', ctx.county)
    .where('link_id', '=', linkId)
    .executeTakeFirst()
}

/** Ends one address, or all of some activities; what was written by a used one stays. */
export function endLinks(ctx: Ctx, which: { linkId: string } | { activityIds: readonly string[] }): void {
  const query = ctx.db
    .updateTable('attend_links')
    .set({ ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('ended_at', 'is', null)
  ctx.ahead(
    'linkId' in which
      ? query.where('link_id', '=', which.linkId)
      : query.where('activity_id', '=', sql<string>`any(${[...which.activityIds]}::uuid[])`),
  )
}

/** These were changed: their addresses say and hold what they say now. */
export async function followHeadings(ctx: Ctx, activityIds: readonly string[]): Promise<void> {
  const ids = [...activityIds]
  await sql`
    update attend_links k
       set day = a.day,
           shown = k.shown || jsonb_build_object('title', a.title, 'startsAt', to_char(a.starts_at, 'HH24:MI'))
      from activities a
     where k.county_id = ${ctx.county} and k.activity_id = any(${ids}::uuid[]) and k.ended_at is null
       and a.county_id = ${ctx.county} and a.activity_id = k.activity_id`.execute(ctx.db)
  await sql`
    update address_locators l set expires_on = k.day
      from attend_links k
     where k.county_id = ${ctx.county} and k.activity_id = any(${ids}::uuid[]) and k.ended_at is null
       and l.county_id = ${ctx.county} and l.target_id = k.link_id`.execute(ctx.db)
}

/** What an address shows. Row-level security lets its own row through to a reader without an account, and no other. */
export async function findByAddress(ctx: Ctx, address: string) {
  const row = await ctx.db
    .selectFrom('attend_links')
    .select(['link_id', 'activity_id', 'org_id', 'member_id', 'shown', 'day', 'used_at', 'ended_at'])
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .executeTakeFirst()
  return row && { ...row, shown: row.shown as Shown }
}

/** True for the first, whatever comes at once. */
export async function useAddress(ctx: Ctx, address: string, words: string | null): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('attend_links')
    .set({ used_at: ctx.now, words })
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
