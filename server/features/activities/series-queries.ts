import { sql } from 'kysely'
import type { Heading } from '../../../contract/activities.ts'
import type { HostLevel } from '../../../contract/activity-kinds.ts'
import type { Invitation } from '../../../contract/rolls.ts'
import type { Lacking } from '../../../contract/segments.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Org } from './queries.ts'
import { isInvited } from './roll-queries.ts'

export type NewActivity = {
  activityId: string
  orgId: number
  host: HostLevel
  heading: Heading
  lacking: readonly Lacking[]
}

function rowOf({ activityId, orgId, host, heading, lacking }: NewActivity) {
  const { kind, title, day, startsAt, endsAt, place, segments } = heading
  return {
    activity_id: activityId,
    org_id: orgId,
    host,
    kind,
    title,
    day,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
    segments,
    lacking,
  }
}

/** Plans many in one statement; their rolls are still empty. */
export async function insertActivities(ctx: Ctx, activities: readonly NewActivity[]): Promise<void> {
  const rows = JSON.stringify(activities.map(rowOf))
  await sql`
    insert into activities (county_id, activity_id, org_id, host, kind, title, day, starts_at, ends_at, place, segments,
                            lacking, state, outputs, roll, branches, planned_by, planned_at, closings, version)
    select ${ctx.county}, r.activity_id, r.org_id, r.host, r.kind, r.title, r.day, r.starts_at, r.ends_at, r.place,
           r.segments, r.lacking, 'planned', '[]', '{}', '{}', ${accountOf(ctx)}, ${ctx.now}, 0, 1
      from jsonb_to_recordset(${rows}::jsonb)
        as r(activity_id uuid, org_id int, host text, kind text, title text, day date, starts_at time, ends_at time,
             place text, segments jsonb, lacking jsonb)`.execute(ctx.db)
}

/** Puts whoever an organisation invites on the rolls of several of its activities. */
export async function addInvitedToAll(
  ctx: Ctx,
  activityIds: readonly string[],
  org: Org,
  invitation: Invitation,
): Promise<void> {
  await sql`
    insert into attendance (county_id, activity_id, member_id, org_id, branch_id, state)
    select ${ctx.county}, a.activity_id, m.member_id, ${org.orgId}, m.org_id, 'expected'
      from members m cross join unnest(${[...activityIds]}::uuid[]) as a(activity_id)
     where m.county_id = ${ctx.county} and ${isInvited(ctx, org, invitation)}
    on conflict (county_id, activity_id, member_id) do nothing`.execute(ctx.db)
}

export async function refreshRolls(ctx: Ctx, activityIds: readonly string[]): Promise<void> {
  await sql`
    update activities a set roll = t.roll, branches = t.branches
      from (select activity_id, array_agg(member_id order by member_id) as roll,
                   array_agg(distinct branch_id) as branches
              from attendance
             where county_id = ${ctx.county} and activity_id = any(${[...activityIds]}::uuid[])
             group by activity_id) t
     where a.county_id = ${ctx.county} and a.activity_id = t.activity_id`.execute(ctx.db)
}

/** The rows that the actor may write, locked in one order, so that two changes of a series never wait in a ring. */
export function lockActivities(ctx: Ctx, activityIds: readonly string[]) {
  return ctx.db
    .selectFrom('activities')
    .select(['activity_id', 'org_id', 'state', 'day', 'place'])
    .select([
      sql<string | null>`to_char(starts_at, 'HH24:MI')`.as('starts_at'),
      sql<string | null>`to_char(ends_at, 'HH24:MI')`.as('ends_at'),
    ])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .orderBy('activity_id')
    .forNoKeyUpdate()
    .execute()
}

export type Move = {
  activityId: string
  day: string
  startsAt: string | null
  endsAt: string | null
  place: string | null
}

export async function updateWhen(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  const rows = moves.map(({ activityId, day, startsAt, endsAt, place }) => ({
    activity_id: activityId,
    day,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
  }))
  await sql`
    update activities a
       set day = r.day, starts_at = r.starts_at, ends_at = r.ends_at, place = r.place, version = a.version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(activity_id uuid, day date, starts_at time, ends_at time, place text)
     where a.county_id = ${ctx.county} and a.activity_id = r.activity_id`.execute(ctx.db)
}

export async function markAllCancelled(
  ctx: Ctx,
  activityIds: readonly string[],
  reason: string,
): Promise<void> {
  await ctx.db
    .updateTable('activities')
    .set({
      state: 'cancelled',
      cancel_reason: reason,
      cancelled_by: accountOf(ctx),
      cancelled_at: ctx.now,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .execute()
}

/** Brings the rolls of plans up to the register, as long as nobody has called them: who came, who left. */
export async function dropUninvited(
  ctx: Ctx,
  activityIds: readonly string[],
  org: Org,
  invitation: Invitation,
): Promise<void> {
  await sql`
    delete from attendance t
     where t.county_id = ${ctx.county} and t.activity_id = any(${[...activityIds]}::uuid[]) and t.state = 'expected'
       and not exists (select 1 from members m
                        where m.county_id = ${ctx.county} and m.member_id = t.member_id
                          and ${isInvited(ctx, org, invitation)})`.execute(ctx.db)
}
