import { sql } from 'kysely'
import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { addDays } from '../../core/clock/days.ts'
import { endOfCycle, startOfCycle } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'

const cycles = ['year', 'july-year', 'quarter', 'month'] as const

/** What somebody has under a scheme on a day, with what the scheme says about totals. Points in hundredths. */
export type StandingRow = {
  memberId: string
  name: string
  stage: string
  orgId: number
  versionId: number
  schemeId: string
  schemeName: string
  /** The first and the last day of the cycle that the day lies in. */
  from: string
  to: string
  total: number
  start: number
  entries: number
  terms: Pick<SchemeVersion, 'grades' | 'flags' | 'whereSilent'>
}

/**
 * The totals of members (or of everybody on the register of some branches) on a day, one for each scheme that counts in
 * their branch then: the start value and what is booked in the cycle up to that day. Derived at each reading. In the
 * order of names, never of points.
 */
export async function listStandingRows(
  ctx: Ctx,
  { orgIds, memberId = null, day }: { orgIds: readonly number[]; memberId?: string | null; day: string },
): Promise<StandingRow[]> {
  const { county } = ctx
  const firsts = cycles.map((cycle) => startOfCycle(day, cycle))
  const lasts = cycles.map((cycle) => endOfCycle(day, cycle))
  const earliest = firsts.toSorted()[0] ?? day
  // Whole months are in the roll-ups, and every cycle begins with a month; only a month that is not over is read entry by entry.
  const next = addDays(day, 1)
  const rest = next.endsWith('-01') ? next : `${day.slice(0, 7)}-01`
  const { rows } = await sql<StandingRow>`
    with spans as (
      select * from unnest(${[...cycles]}::text[], ${firsts}::date[], ${lasts}::date[]) as s(cycle, first, last)
    ),
    people as (
      select member_id, name, name_pinyin, stage, org_id from members
       where county_id = ${county} and org_id = any(${[...orgIds]}::int[]) and stage <> 'exited'
         and (${memberId}::uuid is null or member_id = ${memberId}::uuid)
    ),
    booked as materialized (
      select t.member_id, t.version_id, t.month as booked_on, t.points, t.entries
        from point_member_months t
       where t.county_id = ${county} and t.member_id = any(array(select member_id from people))
         and t.month >= ${earliest}::date and t.month < ${rest}::date
      union all
      select e.member_id, r.version_id, e.booked_on, e.points, case when e.reversal_of is null then 1 else -1 end
        from point_entries e
        join point_rules r on r.county_id = ${county} and r.rule_id = e.rule_id
       where e.county_id = ${county} and e.member_id = any(array(select member_id from people))
         and e.booked_on between ${rest}::date and ${day}::date
    ),
    counted as (
      select b.member_id, v.scheme_id, s.first, sum(b.points)::int as points, sum(b.entries)::int as entries
        from booked b
        join point_versions v on v.county_id = ${county} and v.version_id = b.version_id
        join spans s on s.cycle = v.cycle and b.booked_on >= s.first
       group by b.member_id, v.scheme_id, s.first
    )
    select p.member_id as "memberId", p.name, p.stage, p.org_id as "orgId", v.version_id as "versionId",
           v.scheme_id as "schemeId", x.name as "schemeName", s.first as "from", s.last as "to",
           v.start_points + coalesce(n.points, 0) as total, v.start_points as start, coalesce(n.entries, 0) as entries, v.terms
      from people p
      join point_coverage c
        on c.county_id = ${county} and c.org_id = p.org_id and ${day}::date between c.valid_from and c.valid_to
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
      join point_schemes x on x.county_id = ${county} and x.scheme_id = v.scheme_id
      join spans s on s.cycle = v.cycle
      left join counted n on n.member_id = p.member_id and n.scheme_id = v.scheme_id and n.first = s.first
     order by p.name_pinyin, p.member_id, x.name, x.scheme_id`.execute(ctx.db)
  return rows
}
