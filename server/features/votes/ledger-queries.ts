import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type RecordRow = {
  activity_id: string
  org_id: number
  org_name: string
  org_kind: string
  path: string
  kind: string
  title: string
  state: string
  day: string
  starts_at: string | null
  ends_at: string | null
  place: string | null
  segments: { kind: string; title: string; ledBy?: string | null; skipped?: boolean }[]
  minutes: string | null
  recorder: string | null
  roll: string[]
  present: number | null
  leave: number
  absent: number
  serial_year: number | null
  serial_no: number | null
}

type Which = { activityId: string } | { orgId: number; from: string; to: string; kinds: readonly string[] }

/** What is on record of one activity, or of an organisation's own and its groups' over some days, in their order. */
export async function listRecords(ctx: Ctx, which: Which): Promise<RecordRow[]> {
  const { county } = ctx
  const wanted =
    'activityId' in which
      ? sql`a.activity_id = ${which.activityId}`
      : sql`(o.org_id = ${which.orgId} or (o.parent_id = ${which.orgId} and o.kind = 'group')) and a.day between ${which.from} and ${which.to}
            and a.kind = any(${[...which.kinds]}::text[]) and a.state in ('closed', 'reopened')`
  const { rows } = await sql<RecordRow>`
    select a.activity_id, a.org_id, o.name as org_name, o.kind as org_kind, o.path, a.kind, a.title, a.state, a.day, a.place, a.segments,
           to_char(a.starts_at, 'HH24:MI') as starts_at, to_char(a.ends_at, 'HH24:MI') as ends_at, a.minutes,
           c.name as recorder, a.roll, a.present, a.serial_year, a.serial_no,
           coalesce(t.leave, 0)::int as leave, coalesce(t.absent, 0)::int as absent
      from activities a
      join organisations o on o.county_id = ${county} and o.org_id = a.org_id
      left join accounts c on c.county_id = ${county} and c.account_id = a.closed_by
      left join lateral (
        select count(*) filter (where s.state = 'leave' or (s.state = 'absent' and s.good)) as leave,
               count(*) filter (where s.state = 'absent' and not s.good) as absent
          from (select state, coalesce(reason not in ('no-reason', 'other'), false) as good from attendance
                 where county_id = ${county} and activity_id = a.activity_id) s) t on true
     where a.county_id = ${county} and ${wanted}
     order by a.day, a.serial_no, a.activity_id`.execute(ctx.db)
  return rows
}

/** Names on a roll as a paper lists them: who was there, and who was not, never why. */
export async function listPresence(ctx: Ctx, activityId: string) {
  const { rows } = await sql<{ name: string; there: boolean }>`
    select m.name, t.state in ('present', 'late') as there
      from attendance t
      join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.state <> 'expected'
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}

/** The last frozen count of each of these, for the line in a ledger. */
export async function listFrozenCounts(ctx: Ctx, activityIds: readonly string[]) {
  const { rows } = await sql<{
    activity_id: string
    terms: { quorum: { basis: 'expected'; op: '>=' | '>'; of: number; in: number } | null }
    entitled: number
    expected: number
    present: number
    reached: boolean | null
  }>`
    select distinct on (activity_id) activity_id, terms, entitled, expected, present, reached
      from meeting_counts
     where county_id = ${ctx.county} and activity_id = any(${[...activityIds]}::uuid[])
     order by activity_id, closing desc`.execute(ctx.db)
  return new Map(rows.map((row) => [row.activity_id, row]))
}

/** Who was elected at these meetings, as confirmed. */
export async function listElected(ctx: Ctx, activityIds: readonly string[]) {
  const { rows } = await sql<{ activity_id: string; post: string; names: string[] }>`
    select e.activity_id, e.post, array_agg(m.name order by r.round, m.name_pinyin) as names
      from elections e
      join election_rounds r on r.county_id = ${ctx.county} and r.election_id = e.election_id and r.voided_at is null
      join members m on m.county_id = ${ctx.county} and m.member_id = any(r.elected)
     where e.county_id = ${ctx.county} and e.state = 'confirmed'
       and e.activity_id = any(${[...activityIds]}::uuid[])
     group by e.activity_id, e.election_id, e.post
     order by e.post`.execute(ctx.db)
  return rows
}
