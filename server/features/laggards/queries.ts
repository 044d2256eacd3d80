import { sql } from 'kysely'
import type { ExemptionCause } from '../../../contract/exemptions.ts'
import type { TalkMeasure } from '../../../contract/laggards.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { TalkSpan } from './rules.ts'
import { opener } from './sealing.ts'

export type ThresholdRow = {
  org_id: number
  measure: TalkMeasure
  points: number | null
  first_day: string
  set_by_name: string | null
  set_at: Date
}

/** The number of each measure that counts on a day in these organisations: the last one set whose first day has come. */
export async function listThresholds(
  ctx: Ctx,
  orgIds: readonly number[],
  day: string,
): Promise<ThresholdRow[]> {
  const { rows } = await sql<ThresholdRow>`
    select distinct on (t.org_id, t.measure) t.org_id, t.measure, t.points, t.first_day, t.set_at, a.name as set_by_name
      from talk_thresholds t
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = t.set_by
     where t.county_id = ${ctx.county} and t.org_id = any(${[...orgIds]}::int[]) and t.first_day <= ${day}::date
     order by t.org_id, t.measure desc, t.set_at desc, t.threshold_id desc`.execute(ctx.db)
  return rows
}

export async function insertThreshold(
  ctx: Ctx,
  row: { orgId: number; measure: TalkMeasure; points: number | null; firstDay: string },
): Promise<void> {
  await ctx.db
    .insertInto('talk_thresholds')
    .values({
      county_id: ctx.county,
      threshold_id: ctx.requestId,
      org_id: row.orgId,
      measure: row.measure,
      points: row.points,
      first_day: row.firstDay,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute()
}

export type Look = { orgId: number; span: TalkSpan; threshold: number; memberId?: string }

export type LaggardRow = {
  member_id: string
  name: string
  birth_on: string | null
  is_floating: boolean
  is_lost: boolean
  points: number
  entries: number
  exemptions: ExemptionCause[]
  ill_rolls: number
  new_since: string | null
  left_out_id: string | null
  left_out_reason: string | null
  left_out_until: string | null
  left_out_by: string | null
  case_id: string | null
  case_state: string | null
}

/**
 * The members of a branch whose entries booked in the span come to less than the number. Worked out anew at every
 * reading: a corrected record takes somebody off at once.
 */
export async function listBelow(ctx: Ctx, { orgId, span, threshold, memberId }: Look): Promise<LaggardRow[]> {
  const { county, today } = ctx
  const { rows } = await sql<Omit<LaggardRow, 'left_out_reason'> & { reason_sealed: Buffer | null }>`
    select m.member_id, m.name, m.birth_on, m.is_floating, m.is_lost, coalesce(p.points, 0)::int as points,
           coalesce(p.entries, 0)::int as entries, coalesce(x.causes, '{}') as exemptions,
           coalesce(i.rolls, 0)::int as ill_rolls, n.since as new_since,
           l.left_out_id, l.reason_sealed, l.until as left_out_until, la.name as left_out_by,
           c.case_id, c.state as case_state
      from members m
      left join (
        select member_id, sum(points) as points,
               sum(case when reversal_of is null then 1 else -1 end) as entries
          from point_entries
         where county_id = ${county} and booked_on between ${span.from}::date and ${span.to}::date
         group by member_id
      ) p on p.member_id = m.member_id
      left join (
        select member_id, array_agg(distinct cause) as causes
          from member_exemptions
         where county_id = ${county} and org_id = ${orgId} and valid_from <= ${span.to}::date
           and (valid_to is null or valid_to >= ${span.from}::date)
         group by member_id
      ) x on x.member_id = m.member_id
      left join (
        select t.member_id, count(*) as rolls
          from attendance t
          join activities a on a.county_id = ${county} and a.activity_id = t.activity_id
           and a.state = 'closed' and a.day between ${span.from}::date and ${span.to}::date
         where t.county_id = ${county} and t.branch_id = ${orgId} and t.reason in ('ill', 'infirm')
           and t.state in ('leave', 'absent')
         group by t.member_id
      ) i on i.member_id = m.member_id
      left join (
        select member_id, max(happened_on) as since
          from member_events
         where county_id = ${county} and org_id = ${orgId} and kind in ('entered', 'branch', 'readmitted')
           and happened_on between ${span.from}::date and ${span.to}::date
         group by member_id
      ) n on n.member_id = m.member_id
      left join talk_left_out l
        on l.county_id = ${county} and l.member_id = m.member_id and l.org_id = m.org_id
       and l.until >= ${today}::date and l.ended_at is null
      left join accounts la on la.county_id = ${county} and la.account_id = l.recorded_by
      left join lateral (
        select t.case_id, r.state
          from talk_cases t
          join procedures r on r.county_id = ${county} and r.procedure_id = t.procedure_id
         where t.county_id = ${county} and t.member_id = m.member_id
           and (t.closed_at is null or t.span_from = ${span.from}::date)
         order by t.closed_at is not null, t.begun_at desc
         limit 1
      ) c on true
     where m.county_id = ${county} and m.org_id = ${orgId} and m.stage in ('probationary', 'full')
       and m.standing in ('normal', 'restored') and coalesce(p.points, 0) < ${threshold}
       and (${memberId ?? null}::uuid is null or m.member_id = ${memberId ?? null}::uuid)
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  const open = await opener(ctx)
  return rows.map(({ reason_sealed: sealed, ...row }) => ({
    ...row,
    left_out_reason: row.left_out_id && sealed && open('reason', row.left_out_id, sealed),
  }))
}

/** What the book of a member says in a span, by rule; what was taken back does not count. */
export async function listRecorded(ctx: Ctx, memberId: string, span: TalkSpan) {
  const { rows } = await sql<{ ruleName: string; count: number }>`
    select max(r.name) as "ruleName", sum(case when e.reversal_of is null then 1 else -1 end)::int as count
      from point_entries e
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
     where e.county_id = ${ctx.county} and e.member_id = ${memberId}
       and e.booked_on between ${span.from}::date and ${span.to}::date
     group by r.code
    having sum(case when e.reversal_of is null then 1 else -1 end) > 0 and sum(e.points) > 0
     order by min(r.sort)
     limit 12`.execute(ctx.db)
  return rows
}

/** What gives points in a branch on a day, as names; a few. */
export async function listPossible(ctx: Ctx, orgId: number, day: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select r.name
      from point_coverage c
      join point_rules r on r.county_id = ${ctx.county} and r.version_id = c.version_id
       and r.subject = 'member' and r.class in ('base', 'bonus') and r.fact_kind = 'attendance'
     where c.county_id = ${ctx.county} and c.org_id = ${orgId} and ${day}::date between c.valid_from and c.valid_to
     group by r.name
     order by min(r.sort)
     limit 6`.execute(ctx.db)
  return rows.map((row) => row.name)
}

/** Two who leave out, or begin with, the same person at once: the second waits here and then sees the first's. */
export function lockMember(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('members')
    .select(['member_id', 'org_id', 'stage'])
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** The branches at or below these paths that have ever set a number. */
export async function listHeldBranches(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ orgId: number; path: string; name: string }[]> {
  const { rows } = await sql<{ orgId: number; path: string; name: string }>`
    select o.org_id as "orgId", o.path, o.short_name as name
      from organisations o
     where o.county_id = ${ctx.county} and o.kind = 'branch' and o.dissolved_on is null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where o.path >= p.path and o.path < p.path || '~')
       and exists (select from talk_thresholds t where t.county_id = ${ctx.county} and t.org_id = o.org_id)
     order by o.path`.execute(ctx.db)
  return rows
}

/**
 * How many stand below a number of their branch and have not been thought of: neither left out nor talked with about
 * this span, nor in a conversation now. The reader and their kin do not count: nobody is prompted about those.
 */
export async function countUnconsidered(
  ctx: Ctx,
  looks: readonly { orgId: number; threshold: number; span: TalkSpan }[],
): Promise<{ orgId: number; count: number }[]> {
  const { county, today } = ctx
  const concerned = [...(ctx.actor.memberId ? [ctx.actor.memberId] : []), ...ctx.actor.kin]
  const asked = looks.map(({ orgId, threshold, span }) => ({ org_id: orgId, threshold, ...span }))
  const { rows } = await sql<{ orgId: number; count: number }>`
    select m.org_id as "orgId", count(distinct m.member_id)::int as count
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
           as l(org_id int, threshold int, "from" date, "to" date)
      join members m on m.county_id = ${county} and m.org_id = l.org_id
       and m.stage in ('probationary', 'full') and m.standing in ('normal', 'restored')
     where m.member_id <> all(${concerned}::uuid[])
       and coalesce((select sum(e.points) from point_entries e
                      where e.county_id = ${county} and e.member_id = m.member_id
                        and e.booked_on between l."from" and l."to"), 0) < l.threshold
       and not exists (select from talk_left_out x
                        where x.county_id = ${county} and x.member_id = m.member_id and x.org_id = m.org_id
                          and x.until >= ${today}::date and x.ended_at is null)
       and not exists (select from talk_cases c
                        where c.county_id = ${county} and c.member_id = m.member_id
                          and (c.closed_at is null or c.span_from = l."from"))
     group by m.org_id
     order by m.org_id`.execute(ctx.db)
  return rows
}
