import { sql } from 'kysely'
import { endOfCycle, startOfCycle } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'

export type SchemeBalance = {
  schemeId: string
  name: string
  from: string
  start: number
  earned: number
  entries: number
}

const cycles = ['year', 'july-year', 'quarter', 'month'] as const

/**
 * What a member had on a day, by scheme, as far as it was posted by an instant: what is booked in the cycle up to the
 * day, and the start value of the cycle's last version, from the first day on which the scheme counts. The start is that
 * of the member's present branch, as in the booklet.
 */
export async function findBalance(
  ctx: Ctx,
  { memberId, orgId }: { memberId: string; orgId: number },
  { on, known }: { on: string; known: Date },
): Promise<SchemeBalance[]> {
  const { county } = ctx
  const firsts = cycles.map((cycle) => startOfCycle(on, cycle))
  const lasts = cycles.map((cycle) => endOfCycle(on, cycle))
  const earliest = firsts.toSorted()[0] ?? on
  const { rows } = await sql<SchemeBalance>`
    with spans as (
      select * from unnest(${[...cycles]}::text[], ${firsts}::date[], ${lasts}::date[]) as s(cycle, first, last)
    ),
    starts as (
      select v.scheme_id, s.first,
             (array_agg(v.start_points order by c.valid_from desc))[1] as start
        from point_coverage c
        join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
        join spans s on s.cycle = v.cycle
       where c.county_id = ${county} and c.org_id = ${orgId} and c.valid_from <= s.last and c.valid_to >= s.first
         and (v.published_at is null or v.published_at <= ${known})
       group by v.scheme_id, s.first
      having min(c.valid_from) <= ${on}::date
    ),
    earned as (
      select v.scheme_id, s.first, sum(e.points) as points, count(*) as entries
        from point_entries e
        join point_rules r on r.county_id = ${county} and r.rule_id = e.rule_id
        join point_versions v on v.county_id = ${county} and v.version_id = r.version_id
        join spans s on s.cycle = v.cycle
       where e.county_id = ${county} and e.member_id = ${memberId}
         and e.booked_on between ${earliest}::date and ${on}::date and e.booked_on >= s.first
         and e.posted_at <= ${known}
       group by v.scheme_id, s.first
    )
    select x.scheme_id as "schemeId", x.name, coalesce(t.first, n.first)::text as "from",
           coalesce(t.start, 0)::int as start, coalesce(n.points, 0)::int as earned,
           coalesce(n.entries, 0)::int as entries
      from starts t
      full join earned n on n.scheme_id = t.scheme_id and n.first = t.first
      join point_schemes x on x.county_id = ${county} and x.scheme_id = coalesce(t.scheme_id, n.scheme_id)
     order by x.name, x.scheme_id, 3`.execute(ctx.db)
  return rows
}
