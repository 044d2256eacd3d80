import { sql } from 'kysely'
import type { ExclusionGround, MeetingTerms } from '../../../contract/quorum.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Elector } from './rules.ts'

/** An activity as far as its votes need it. */
export type MeetingRow = {
  activity_id: string
  org_id: number
  org_name: string
  org_kind: string
  category: string | null
  path: string
  kind: string
  title: string
  state: string
  day: string
  roll: string[]
  closings: number
  minutes: string | null
  closed_by: string | null
  planned_by: string
}

function readMeetings(ctx: Ctx) {
  return ctx.db
    .selectFrom('activities as a')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'a.org_id'),
    )
    .select(['a.activity_id', 'a.org_id', 'o.name as org_name', 'o.kind as org_kind', 'o.category', 'o.path'])
    .select(['a.kind', 'a.title', 'a.state', 'a.day', 'a.roll', 'a.closings', 'a.minutes'])
    .select(['a.closed_by', 'a.planned_by'])
    .where('a.county_id', '=', ctx.county)
}

export function findMeeting(ctx: Ctx, activityId: string): Promise<MeetingRow | undefined> {
  return readMeetings(ctx).where('a.activity_id', '=', activityId).executeTakeFirst()
}

export function listMeetings(ctx: Ctx, activityIds: readonly string[]): Promise<MeetingRow[]> {
  return readMeetings(ctx)
    .where('a.activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .execute()
}

/** As the last event of that kind up to the day said it, else as the first after it found it. */
function standingOn({ county }: Ctx) {
  return sql<string>`coalesce(
    (select e.to_value from member_events e
      where e.county_id = ${county} and e.member_id = m.member_id and e.kind = 'standing'
        and e.happened_on <= h.day
      order by e.happened_on desc, e.recorded_at desc limit 1),
    (select e.from_value from member_events e
      where e.county_id = ${county} and e.member_id = m.member_id and e.kind = 'standing'
        and e.happened_on > h.day
      order by e.happened_on, e.recorded_at limit 1),
    m.standing)`
}

/**
 * Of the group `h` on its day: as the last step up to the day left it, else as the first after it found it, else as the
 * register says. A move to another branch ends a group without a word of which; who has left since counts as the roll said.
 */
function isOfGroup({ county }: Ctx) {
  return sql<boolean>`coalesce(
    (select case e.kind when 'group' then coalesce(e.to_value, '') else '' end from member_events e
      where e.county_id = ${county} and e.member_id = m.member_id and e.kind in ('group', 'branch')
        and e.happened_on <= h.day
      order by e.happened_on desc, e.recorded_at desc limit 1),
    (select case e.kind when 'group' then coalesce(e.from_value, '') else h.org_id::text end from member_events e
      where e.county_id = ${county} and e.member_id = m.member_id and e.kind in ('group', 'branch')
        and e.happened_on > h.day
      order by e.happened_on, e.recorded_at limit 1),
    m.group_id::text, '') = h.org_id::text`
}

type ElectorRow = {
  activity_id: string
  member_id: string
  name: string
  is_full: boolean
  standing: string
  state: string | null
  has_post: boolean
  ground: ExclusionGround | null
}

/**
 * Everybody who could have a vote at these meetings: the members in the holder's reach on that day, and of the roll those
 * of them who have left since. Guests of other branches have none and are left out. One statement.
 */
export async function listElectors(
  ctx: Ctx,
  activityIds: readonly string[],
): Promise<Map<string, Elector[]>> {
  const { county } = ctx
  const { rows } = await sql<ElectorRow>`
    with h as (
      select a.activity_id, a.org_id, a.day, o.path,
             case when o.kind in ('group', 'grid') then o.kind
                  when o.kind in ('branch', 'township', 'county') then 'own' else 'below' end as reach
        from activities a
        join organisations o on o.county_id = ${county} and o.org_id = a.org_id
       where a.county_id = ${county} and a.activity_id = any(${[...activityIds]}::uuid[])
    ), called as (
      select h.activity_id, t.member_id, t.state
        from h
        join attendance t on t.county_id = ${county} and t.activity_id = h.activity_id
        join organisations b on b.county_id = ${county} and b.org_id = t.branch_id
       where case h.reach when 'own' then t.branch_id = h.org_id
                          when 'below' then starts_with(b.path, h.path) else true end
    ), reached as (
      select h.activity_id, m.member_id from h
        join members m on m.county_id = ${county} and m.org_id = h.org_id and h.reach = 'own'
       where m.stage in ('probationary', 'full')
      union all
      select h.activity_id, m.member_id from h
        join members m on m.county_id = ${county} and m.group_id = h.org_id and h.reach = 'group'
       where m.stage in ('probationary', 'full')
      union all
      select h.activity_id, m.member_id from h
        join organisations b on b.county_id = ${county} and b.path >= h.path and b.path < h.path || '~'
        join members m on m.county_id = ${county} and m.org_id = b.org_id and h.reach = 'below'
       where m.stage in ('probationary', 'full')
    ), people as (
      select activity_id, member_id from called union select activity_id, member_id from reached
    )
    select h.activity_id, m.member_id, m.name,
           m.stage in ('full', 'exited') and (m.full_on is null or m.full_on <= h.day) as is_full,
           ${standingOn(ctx)} as standing, c.state,
           m.party_post is not null or exists (
             select 1 from member_posts p
              where p.county_id = ${county} and p.member_id = m.member_id and p.kind = 'party'
                and p.valid_from <= h.day and (p.valid_to is null or p.valid_to >= h.day)) as has_post,
           (select x.ground from roll_exclusions x
             where x.county_id = ${county} and x.member_id = m.member_id and x.counts_from <= h.day
               and (x.last_day is null or x.last_day >= h.day)
             order by x.counts_from desc limit 1) as ground
      from people p
      join h on h.activity_id = p.activity_id
      join members m on m.county_id = ${county} and m.member_id = p.member_id
      left join called c on c.activity_id = p.activity_id and c.member_id = p.member_id
     where m.stage not in ('applicant', 'activist', 'target')
       and (h.reach <> 'group' or ${isOfGroup(ctx)})
       and (c.member_id is not null or not exists (
         select 1 from member_events e
          where e.county_id = ${county} and e.member_id = m.member_id and e.kind in ('branch', 'entered')
            and e.happened_on > h.day))
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  const by = new Map<string, Elector[]>()
  for (const row of rows) {
    const held = by.get(row.activity_id) ?? []
    held.push({
      memberId: row.member_id,
      name: row.name,
      isFull: row.is_full,
      standing: row.standing,
      state: row.state,
      hasPost: row.has_post,
      ground: row.ground,
    })
    by.set(row.activity_id, held)
  }
  return by
}

/** Who is on the roll by name, as far as the reader sees them: tellers and candidates are chosen of them. */
export async function listOnRoll(ctx: Ctx, activityId: string) {
  const { rows } = await sql<{ memberId: string; name: string }>`
    select m.member_id as "memberId", m.name
      from attendance t
      join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId}
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}

/** Names of members; who is in nobody's reach here has none. */
export async function listNames(ctx: Ctx, memberIds: readonly string[]): Promise<Map<string, string>> {
  if (memberIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('members')
    .select(['member_id', 'name'])
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.member_id, row.name]))
}

export type FrozenCount = {
  terms: MeetingTerms
  source: string
  entitled: number
  expected: number
  present: number
  reached: boolean | null
  excluded: { memberId: string; ground: ExclusionGround }[]
  without_vote: { memberId: string; why: 'probationary' | 'retained' | 'suspended' }[]
  frozen_at: Date
}

/** What the last recording of a meeting came to. */
export async function findFrozen(ctx: Ctx, activityId: string): Promise<FrozenCount | undefined> {
  const row = await ctx.db
    .selectFrom('meeting_counts')
    .select(['terms', 'source', 'entitled', 'expected', 'present', 'reached', 'excluded', 'without_vote'])
    .select('frozen_at')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .orderBy('closing', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as unknown as FrozenCount | undefined
}

export type NewCount = Omit<FrozenCount, 'frozen_at'> & {
  activity_id: string
  closing: number
  org_id: number
}

export async function insertCounts(ctx: Ctx, rows: readonly NewCount[]): Promise<void> {
  await sql`
    insert into meeting_counts (county_id, activity_id, closing, org_id, terms, source, entitled, expected, present,
                                reached, excluded, without_vote, frozen_at)
    select ${ctx.county}, r.activity_id, r.closing, r.org_id, r.terms, r.source, r.entitled, r.expected, r.present,
           r.reached, r.excluded, r.without_vote, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(activity_id uuid, closing int, org_id int, terms jsonb, source text, entitled int, expected int,
             present int, reached boolean, excluded jsonb, without_vote jsonb)`.execute(ctx.db)
}
