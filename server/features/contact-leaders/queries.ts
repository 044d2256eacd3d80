import { type RawBuilder, sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { ReviewState } from '../../../contract/stage-reviews.ts'
import type { Ctx } from '../../core/context/context.ts'

export type MeetingRow = {
  activity_id: string
  org_id: number
  org_name: string
  path: string
  kind: ActivityKind
  title: string
  state: string
  day: string
  starts_at: string | null
  place: string | null
  parts: string[]
  roll: string[]
  procedure_id: string | null
  review: ReviewState | null
  due_on: string | null
  total: number
}

type Order = 'first' | 'last'

/** Meetings by a condition on `a` (the activity), `o` (who holds it) and `p` (what has been said of it). */
async function readMeetings(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  { order, limit, offset = 0 }: { order: Order; limit: number; offset?: number },
): Promise<MeetingRow[]> {
  const direction = order === 'first' ? sql`a.day, a.activity_id` : sql`a.day desc, a.activity_id desc`
  const { rows } = await sql<MeetingRow>`
    select a.activity_id, a.org_id, o.short_name as org_name, o.path, a.kind, a.title, a.state, a.day,
           to_char(a.starts_at, 'HH24:MI') as starts_at, a.place, a.roll,
           array(select s ->> 'title' from jsonb_array_elements(a.segments) as s) as parts,
           p.procedure_id, p.state as review, p.due_on, (count(*) over ())::int as total
      from activities a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
      left join procedures p
        on p.county_id = ${ctx.county} and p.subject_id = a.activity_id and p.kind = 'stage-review'
     where a.county_id = ${ctx.county} and ${where}
     order by ${direction} limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function findMeeting(ctx: Ctx, activityId: string): Promise<MeetingRow | undefined> {
  const is = sql`a.activity_id = ${activityId}::uuid`
  return (await readMeetings(ctx, is, { order: 'last', limit: 1 }))[0]
}

/** Does a link to `l` bring the meetings of `o` along? A township's or the county's only what it holds itself. */
const inCareOf = sql`
  starts_with(o.path, l.path) and (l.kind not in ('county', 'township') or l.org_id = o.org_id)`

/** Is `o` in the care of a link of this actor that is in force today? */
function isInOwnCare(ctx: Ctx): RawBuilder<boolean> {
  return sql`exists (
    select 1 from grants g
      join organisations l on l.county_id = ${ctx.county} and l.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.account_id = ${ctx.actor.accountId}::uuid
       and g.role = 'contact-leader' and g.ended_at is null and g.valid_from <= ${ctx.today}::date
       and (g.valid_to is null or g.valid_to >= ${ctx.today}::date) and ${inCareOf})`
}

const standing = sql`a.state <> 'cancelled'`

type Days = { from: string; to: string }

/** Meetings of the organisations to which the actor is linked, between two days. */
export function listOwnMeetings(ctx: Ctx, { from, to }: Days, order: Order): Promise<MeetingRow[]> {
  const where = sql`${standing} and a.day between ${from}::date and ${to}::date and ${isInOwnCare(ctx)}`
  return readMeetings(ctx, where, { order, limit: 200 })
}

export type ReviewFilter = {
  state?: ReviewState | 'none' | undefined
  from: string
  to: string
  limit: number
  offset: number
}

/** At and below a path: what a leader has said something of, and meetings of places that had one on the day. */
export function listReviews(ctx: Ctx, path: string, filter: ReviewFilter): Promise<MeetingRow[]> {
  const ofState =
    filter.state === undefined
      ? sql`true`
      : filter.state === 'none'
        ? sql`p.state is null`
        : sql`p.state = ${filter.state}`
  const where = sql`${standing} and o.path >= ${path} and o.path < ${path} || '~'
    and a.day between ${filter.from}::date and ${filter.to}::date and ${ofState}
    and (p.procedure_id is not null or exists (
      select 1 from grants g
        join organisations l on l.county_id = ${ctx.county} and l.org_id = g.org_id
       where g.county_id = ${ctx.county} and g.role = 'contact-leader' and g.valid_from <= a.day
         and (g.valid_to is null or g.valid_to >= a.day)
         and (g.ended_at is null or g.ended_at >= a.day) and ${inCareOf}))`
  return readMeetings(ctx, where, { order: 'last', limit: filter.limit, offset: filter.offset })
}

/** What a leader has asked of the actor's own organisations and their groups, and waits; those below answer themselves. */
export function listWaiting(ctx: Ctx, paths: readonly string[]): Promise<MeetingRow[]> {
  const where = sql`${standing} and p.closed_at is null
    and (p.state = 'guided' or (p.state = 'change-asked' and a.day >= ${ctx.today}::date))
    and exists (select 1 from unnest(${[...paths]}::text[]) as w(path)
      where o.path = w.path or (o.kind = 'group' and left(o.path, -4) = w.path))`
  return readMeetings(ctx, where, { order: 'first', limit: 100 })
}

/** Who is linked to what holds a meeting, or to the village around it. */
export async function listLeaderNames(ctx: Ctx, orgId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct c.name
      from organisations o
      join organisations l on l.county_id = ${ctx.county} and ${inCareOf}
      join grants g
        on g.county_id = ${ctx.county} and g.org_id = l.org_id and g.role = 'contact-leader' and g.ended_at is null
       and g.valid_from <= ${ctx.today}::date and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)
      join accounts c on c.county_id = ${ctx.county} and c.account_id = g.account_id and c.disabled_at is null
     where o.county_id = ${ctx.county} and o.org_id = ${orgId}
     order by c.name`.execute(ctx.db)
  return rows.map((row) => row.name)
}
