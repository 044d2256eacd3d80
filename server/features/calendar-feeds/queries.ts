import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type FeedRow = {
  feed_id: string
  account_id: string
  org_id: number | null
  org_name: string | null
  path: string | null
  made_at: Date
  revoked_at: Date | null
}

export async function listFeeds(ctx: Ctx): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select f.feed_id, f.account_id, f.org_id, o.short_name as org_name, o.path, f.made_at, f.revoked_at
      from calendar_feeds f
      left join organisations o on o.county_id = ${ctx.county} and o.org_id = f.org_id
     where f.county_id = ${ctx.county} and f.account_id = ${accountOf(ctx)}::uuid
     order by f.revoked_at is not null, f.made_at desc, f.feed_id
     limit 50`.execute(ctx.db)
  return rows
}

export async function insertFeed(
  ctx: Ctx,
  { orgId, hash }: { orgId: number | null; hash: string },
): Promise<void> {
  await ctx.db
    .insertInto('calendar_feeds')
    .values({
      county_id: ctx.county,
      feed_id: ctx.requestId,
      account_id: accountOf(ctx),
      org_id: orgId,
      address_hash: hash,
      made_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('address_locators')
    .values({
      address: hash,
      county_id: ctx.county,
      kind: 'calendar',
      target_id: ctx.requestId,
      expires_on: null,
    })
    .execute()
}

/** Answers false when it was revoked already. Its locator goes: the address leads nowhere from now on. */
export async function revokeFeed(ctx: Ctx, feedId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('calendar_feeds')
    .set({ revoked_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('feed_id', '=', feedId)
    .where('account_id', '=', accountOf(ctx))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  await ctx.db
    .deleteFrom('address_locators')
    .where('county_id', '=', ctx.county)
    .where('target_id', '=', feedId)
    .where('kind', '=', 'calendar')
    .execute()
  return numUpdatedRows > 0n
}

/** Whose calendar an address is; row-level security lets that one row through and no other. */
export async function findByHash(ctx: Ctx, hash: string): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`
    select f.feed_id, f.account_id, f.org_id, o.short_name as org_name, o.path, f.made_at, f.revoked_at
      from calendar_feeds f
      left join organisations o on o.county_id = ${ctx.county} and o.org_id = f.org_id
     where f.county_id = ${ctx.county} and f.address_hash = ${hash} and f.revoked_at is null`.execute(ctx.db)
  return rows[0]
}

export type ActivityRow = {
  activity_id: string
  title: string
  state: string
  day: string
  starts_at: string | null
  ends_at: string | null
  place: string | null
  version: number
  org_name: string
  cancel_reason: string | null
}

type Span = { from: string; to: string }

const activityColumns = sql`
  a.activity_id, a.title, a.state, a.day, to_char(a.starts_at, 'HH24:MI') as starts_at,
  to_char(a.ends_at, 'HH24:MI') as ends_at, a.place, a.version, o.short_name as org_name, a.cancel_reason`

/** On whose roll the member stands, with those that were called off. */
export async function listOwnActivities(ctx: Ctx, { from, to }: Span): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns}
      from attendance t
      join activities a on a.county_id = ${ctx.county} and a.activity_id = t.activity_id
       and a.day between ${from}::date and ${to}::date
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
     where t.county_id = ${ctx.county} and t.member_id = ${ctx.actor.memberId}::uuid
     order by a.day, a.activity_id limit 2000`.execute(ctx.db)
  return rows
}

/** Held by an organisation or its groups, and those from above to which its members are called. */
export async function listActivitiesOf(ctx: Ctx, orgId: number, { from, to }: Span): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns}
      from activities a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
     where a.county_id = ${ctx.county} and a.day between ${from}::date and ${to}::date
       and (a.org_id = ${orgId} or o.kind = 'group' and o.parent_id = ${orgId} or ${orgId} = any(a.branches))
     order by a.day, a.activity_id limit 2000`.execute(ctx.db)
  return rows
}

export type TaskRow = { task_id: string; what: string; due_on: string; state: string }

/** What meetings gave this person to do. */
export async function listOwnTasks(ctx: Ctx, { from, to }: Span): Promise<TaskRow[]> {
  const { memberId, accountId } = ctx.actor
  const { rows } = await sql<TaskRow>`
    select t.task_id, t.what, t.due_on, t.state
      from meeting_tasks t
     where t.county_id = ${ctx.county} and t.due_on between ${from}::date and ${to}::date
       and (t.owner_member = ${memberId}::uuid or t.owner_account = ${accountId}::uuid)
     order by t.due_on, t.task_id limit 500`.execute(ctx.db)
  return rows
}
