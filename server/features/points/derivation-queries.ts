import { type RawBuilder, sql } from 'kysely'

/**
 * The points engine: facts × rules in force → desired entries, as one set-based statement.
 *
 * What is asked is only which facts are looked at (`Scope`) and which versions count (`Coverage`): the same
 * text serves one fact inside the transaction that records it, a year of a county, and a draft over last year.
 * `reference.ts` says the same in slow, obvious TypeScript; property tests hold the two together.
 *
 * Order of settlement, where a ceiling or floor lets only part of the points through: day of the fact, then time
 * of recording, then id. Over the running sum s of a group in that order an entry is f(s) − f(s − p), with f the
 * clamp to floor and cap: so no loop is needed and a late fact re-settles its group by itself.
 */
export type Scope =
  /** Named facts, and with them every fact of the same subjects that could share a ceiling with one of them. */
  | { facts: readonly string[] }
  /** Every fact of a span of days; the caller takes whole cycles, so that no group is cut. */
  | { from: string; to: string }

export type Coverage =
  | 'in-force'
  /** As if this version, drafted or not, took the place of its scheme's published ones from `from` to `to`. */
  | { draft: number; from: string; to: string }

/** The first day of the period that a day lies in. A year of a July cycle begins on 1 July. */
function periodStart(period: RawBuilder<unknown>, cycle: RawBuilder<unknown>, day: RawBuilder<unknown>) {
  return sql`case ${period}
    when 'day' then ${day}
    when 'month' then date_trunc('month', ${day})::date
    when 'quarter' then date_trunc('quarter', ${day})::date
    else case ${cycle} when 'july-year'
      then (date_trunc('year', ${day} - interval '6 months') + interval '6 months')::date
      else date_trunc('year', ${day})::date end
  end`
}

function coverageSql(county: number, coverage: Coverage): RawBuilder<unknown> {
  if (coverage === 'in-force') {
    return sql`select org_id, version_id, valid_from, valid_to from point_coverage where county_id = ${county}`
  }
  const { draft, from, to } = coverage
  return sql`
    select distinct c.org_id, ${draft}::int as version_id, ${from}::date as valid_from, ${to}::date as valid_to
      from point_coverage c
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
      join point_versions d on d.county_id = ${county} and d.version_id = ${draft} and d.scheme_id = v.scheme_id
     where c.county_id = ${county}`
}

/**
 * `named (member_id, org_id, version_id, year_start)`: the subjects of the named facts, each with the versions and years
 * whose ceilings their facts share. Empty without ceilings, and for a span, which is whole by itself.
 */
function namedSql(county: number, scope: Scope): RawBuilder<unknown> {
  const factIds = 'facts' in scope ? scope.facts : []
  return sql`
    select distinct t.member_id, case when t.member_id is null then t.org_id end as org_id, c.version_id,
           ${periodStart(sql`'year'::text`, sql`v.cycle`, sql`t.day`)} as year_start
      from facts t
      join coverage c on c.org_id = t.org_id and t.day between c.valid_from and c.valid_to
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
     where t.county_id = ${county} and t.fact_id = any(${factIds}::uuid[])
       and exists (select 1 from point_limits l where l.county_id = ${county} and l.version_id = c.version_id)`
}

/**
 * Facts in scope, with the one version under which each is looked at, or null for all of them. Named facts draw in
 * their subjects' other facts, but only under the versions and in the years whose ceilings they share: under another
 * version these may belong to a year that is not looked at as a whole.
 * `offset 0` keeps each look-up a look-up by index, also in a table that has not been analysed yet.
 */
function scopeSql(county: number, scope: Scope): RawBuilder<unknown> {
  if ('from' in scope) {
    return sql`
      select f.*, null::int as only_version from facts f
       where f.county_id = ${county} and f.day between ${scope.from}::date and ${scope.to}::date`
  }
  const near = (subject: RawBuilder<unknown>) => sql`
    select near.*, n.version_id as only_version
      from named n
     cross join lateral (
       select f.* from facts f
        where f.county_id = ${county} and ${subject}
          and f.day >= n.year_start and f.day < (n.year_start + interval '1 year')::date
          and f.fact_id <> all(${scope.facts}::uuid[])
       offset 0
     ) near`
  return sql`
    select f.*, null::int as only_version from facts f
     where f.county_id = ${county} and f.fact_id = any(${scope.facts}::uuid[])
    union all ${near(sql`f.member_id = n.member_id`)} where n.member_id is not null
    union all ${near(sql`f.member_id is null and f.org_id = n.org_id`)} where n.member_id is null`
}

/** Every entry of what is looked at, reversals among them. */
function entriesSql(county: number, scope: Scope): RawBuilder<unknown> {
  const columns = sql`e.fact_id, e.rule_id, e.revision, e.points, e.member_id, e.org_id, e.day`
  if ('from' in scope) {
    return sql`
      select ${columns} from point_entries e
       where e.county_id = ${county} and e.day between ${scope.from}::date and ${scope.to}::date`
  }
  return sql`
    select ${columns} from point_entries e
     where e.county_id = ${county} and e.fact_id = any(${scope.facts}::uuid[])
    union all
    select ${columns}
      from scope s
     cross join lateral (
       select e.* from point_entries e
         join point_rules r on r.county_id = ${county} and r.rule_id = e.rule_id
        where e.county_id = ${county} and e.fact_id = s.fact_id and r.version_id = s.only_version
       offset 0
     ) e
     where s.only_version is not null`
}

/**
 * Points of a fact under a rule before any ceiling, in hundredths. Halves are rounded away from zero. A slip of a key
 * in a rule or a quantity ends at a hundred thousand points instead of beyond what an int holds.
 */
const rawPoints = sql`greatest(-10000000, least(10000000, case r.mode
    when 'fixed' then r.points
    when 'per-unit' then round(r.points::numeric * coalesce(f.quantity, 0) / 100)
    when 'per-whole' then r.points::numeric * (coalesce(f.quantity, 0) / r.per)
    else coalesce((r.points_table ->> (f.attrs ->> r.table_key))::int, 0)
  end))::int`

function matchedSql(county: number): RawBuilder<unknown> {
  return sql`
    select f.fact_id, f.member_id, f.org_id, f.day, f.recorded_at, r.rule_id, r.version_id, v.cycle,
           ${rawPoints} as points
      from scope f
      join coverage c
        on c.org_id = f.org_id and f.day between c.valid_from and c.valid_to
       and (f.only_version is null or f.only_version = c.version_id)
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
      join point_rules r
        on r.county_id = ${county} and r.version_id = c.version_id and r.fact_kind = f.kind
       and r.class <> 'veto' and f.attrs @> r.pattern
      left join fact_voids x on x.county_id = ${county} and x.fact_id = f.fact_id
     where x.fact_id is null
       and (not r.needs_approval or coalesce((
             select a.approved from point_approvals a
              where a.county_id = ${county} and a.fact_id = f.fact_id and a.rule_code = r.code
              order by a.decided_at desc limit 1), false))`
}

/** One level of ceilings: rows under a limit of this level are clamped, the others pass as they are. */
function levelSql(county: number, level: number): RawBuilder<unknown> {
  const before = sql.ref(level === 1 ? 'matched' : `level_${level - 1}`)
  return sql`
    select fact_id, member_id, org_id, day, recorded_at, rule_id, version_id, cycle,
           (greatest(floor, least(cap, s)) - greatest(floor, least(cap, s - points)))::int as points
      from (
        select m.*, l.floor, l.cap,
               sum(m.points) over (
                 partition by m.member_id, case when m.member_id is null then m.org_id end, m.version_id, l.limit_no,
                              ${periodStart(sql`l.period`, sql`m.cycle`, sql`m.day`)}
                 order by m.day, m.recorded_at, m.fact_id, m.rule_id
                 rows unbounded preceding) as s
          from ${before} m
          join point_limit_rules lr
            on lr.county_id = ${county} and lr.version_id = m.version_id and lr.rule_id = m.rule_id
          join point_limits l
            on l.county_id = ${county} and l.version_id = m.version_id and l.limit_no = lr.limit_no
           and l.level = ${level}
      ) settled
    union all
    select m.fact_id, m.member_id, m.org_id, m.day, m.recorded_at, m.rule_id, m.version_id, m.cycle, m.points
      from ${before} m
     where not exists (
       select 1 from point_limit_rules lr
         join point_limits l
           on l.county_id = ${county} and l.version_id = lr.version_id and l.limit_no = lr.limit_no and l.level = ${level}
        where lr.county_id = ${county} and lr.version_id = m.version_id and lr.rule_id = m.rule_id)`
}

export type Question = { county: number; scope: Scope; coverage: Coverage; levels: number }

/** The CTE `standing (fact_id, rule_id, revision, points, member_id, org_id, day)`: what has been posted up to now. */
export function standingSql({ county, scope }: Pick<Question, 'county' | 'scope'>): RawBuilder<unknown> {
  return sql`
    standing as (
      select fact_id, rule_id, max(revision) as revision, sum(points)::int as points,
             (array_agg(member_id))[1] as member_id, min(org_id) as org_id, min(day) as day
        from (${entriesSql(county, scope)}) entries
       group by fact_id, rule_id
    )`
}

/** The CTEs up to `desired (fact_id, rule_id, member_id, org_id, day, points)`, entries of nought left out. */
export function desiredSql({ county, scope, coverage, levels }: Question): RawBuilder<unknown> {
  const steps = Array.from(
    { length: levels },
    (_, i) => sql`${sql.ref(`level_${i + 1}`)} as (${levelSql(county, i + 1)}),`,
  )
  const last = sql.ref(levels === 0 ? 'matched' : `level_${levels}`)
  return sql`
    coverage as (${coverageSql(county, coverage)}),
    named as materialized (${namedSql(county, scope)}),
    scope as materialized (${scopeSql(county, scope)}),
    matched as (${matchedSql(county)}),
    ${sql.join(steps, sql` `)}
    desired as (
      select fact_id, rule_id, version_id, member_id, org_id, day, points from ${last} where points <> 0
    )`
}
