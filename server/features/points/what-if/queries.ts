import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../core/context/context.ts'
import { desiredSql } from '../derivation-queries.ts'
import type { Settling } from '../settling-queries.ts'

export type Trial = {
  schemeId: string
  versionId: number
  from: string
  to: string
  /** At and below which it is tried; null for wherever the scheme counts. */
  path: string | null
  settling: Settling
}

type Change = { before: number; after: number }
export type MemberChange = Change & {
  member_id: string
  name: string
  org_id: number
  org_name: string
  path: string
}
export type Findings = {
  total: Change
  gaining: number
  losing: number
  same: number
  rules: (Change & { code: string; name: string })[]
  branches: (Change & { orgId: number; orgName: string; gaining: number; losing: number })[]
  movements: MemberChange[]
}

const mostMovements = 20

/**
 * What the scheme has given on these days, from the months, which whole cycles are made of: `given_rules (org_id, code,
 * name, points)` and `given_people (member_id, org_id, points)`. A correction of a frozen period is booked in another
 * month than its day's: those few are looked up, and moved back.
 */
function givenSql(county: number, { schemeId, from, to, path }: Trial): RawBuilder<unknown> {
  const here = (org: RawBuilder<unknown>) =>
    path === null
      ? sql``
      : sql`join organisations o on o.county_id = ${county} and o.org_id = ${org}
             and o.path >= ${path} and o.path < ${`${path}~`}`
  const inSpan = (day: RawBuilder<unknown>) => sql`${day} between ${from}::date and ${to}::date`
  return sql`
    scheme_versions as materialized (
      select version_id from point_versions where county_id = ${county} and scheme_id = ${schemeId}
    ),
    scheme_rules as materialized (
      select r.rule_id, r.code, r.name from point_rules r
        join scheme_versions v on v.version_id = r.version_id
       where r.county_id = ${county}
    ),
    moved as materialized (
      select e.rule_id, e.member_id, e.org_id, case when ${inSpan(sql`e.day`)} then e.points else -e.points end as points
        from point_entries e
        join scheme_rules r on r.rule_id = e.rule_id
        ${here(sql`e.org_id`)}
       where e.county_id = ${county} and e.booked_on <> e.day
         and (${inSpan(sql`e.day`)}) <> (${inSpan(sql`e.booked_on`)})
    ),
    given_rules as materialized (
      select t.org_id, r.code, r.name, sum(t.points) as points
        from (
          select t.org_id, t.rule_id, t.points from point_org_months t
            ${here(sql`t.org_id`)}
           where t.county_id = ${county} and ${inSpan(sql`t.month`)}
          union all
          select org_id, rule_id, points from moved
        ) t
        join scheme_rules r on r.rule_id = t.rule_id
       group by t.org_id, r.code, r.name
    ),
    given_people as (
      select t.member_id, t.org_id, t.points from point_member_months t
        join scheme_versions v on v.version_id = t.version_id
        ${here(sql`t.org_id`)}
       where t.county_id = ${county} and ${inSpan(sql`t.month`)}
      union all
      select member_id, org_id, points from moved where member_id is not null
    )`
}

/**
 * The two ledgers side by side, as sums: one statement, which never leaves the database with more than the branches,
 * the rules and the forty who move most.
 */
export async function compareLedgers(ctx: Ctx, trial: Trial): Promise<Findings> {
  const { county } = ctx
  const { versionId: draft, from, to, path, settling } = trial
  const coverage = { draft, from, to, path }
  const { rows } = await sql<Findings>`
    with ${desiredSql({ county, scope: { from, to }, coverage, settling })},
    ${givenSql(county, trial)},
    sums as materialized (
      select grouping(rule_id) = 0 as by_rule, grouping(member_id) = 0 as by_member, rule_id, member_id,
             max(org_id) as org_id, sum(points) as points
        from desired group by grouping sets ((rule_id, org_id), (member_id))
    ),
    cells as materialized (
      select r.code, r.name, d.org_id, 0::bigint as before, d.points as after
        from sums d join point_rules r on r.county_id = ${county} and r.rule_id = d.rule_id
       where d.by_rule
      union all
      select code, name, org_id, points, 0 from given_rules
    ),
    people as materialized (
      select member_id, max(org_id) as org_id, sum(before)::int as before, sum(after)::int as after
        from (
          select member_id, org_id, 0::bigint as before, points as after
            from sums where by_member and member_id is not null
          union all
          select member_id, org_id, points, 0 from given_people
        ) p
       group by member_id
    ),
    branches as (
      select c.org_id, c.before, c.after, coalesce(p.gaining, 0) as gaining, coalesce(p.losing, 0) as losing
        from (select org_id, sum(before)::int as before, sum(after)::int as after from cells group by org_id) c
        left join (
          select org_id, count(*) filter (where after > before)::int as gaining,
                 count(*) filter (where after < before)::int as losing
            from people group by org_id
        ) p on p.org_id = c.org_id
    ),
    movers as (
      (select * from people where after > before order by after - before desc, member_id limit ${mostMovements})
      union all
      (select * from people where after < before order by after - before, member_id limit ${mostMovements})
    )
    select (select jsonb_build_object('before', coalesce(sum(before), 0), 'after', coalesce(sum(after), 0)) from cells) as total,
           (select count(*)::int from people where after > before) as gaining,
           (select count(*)::int from people where after < before) as losing,
           (select count(*)::int from people where after = before) as same,
           (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'before', before, 'after', after)
                                      order by code), '[]')
              from (select code, (array_agg(name order by after desc))[1] as name, sum(before)::int as before,
                           sum(after)::int as after from cells group by code) r) as rules,
           (select coalesce(jsonb_agg(jsonb_build_object('orgId', b.org_id, 'orgName', o.short_name, 'before', b.before,
                            'after', b.after, 'gaining', b.gaining, 'losing', b.losing) order by o.path), '[]')
              from branches b join organisations o on o.county_id = ${county} and o.org_id = b.org_id) as branches,
           (select coalesce(jsonb_agg(jsonb_build_object('member_id', w.member_id, 'name', m.name, 'org_id', w.org_id,
                            'org_name', o.short_name, 'path', o.path, 'before', w.before, 'after', w.after)
                            order by abs(w.after - w.before) desc, w.member_id), '[]')
              from movers w
              join members m on m.county_id = ${county} and m.member_id = w.member_id
              join organisations o on o.county_id = ${county} and o.org_id = w.org_id) as movements`.execute(
    ctx.db,
  )
  return rows[0] as Findings
}
