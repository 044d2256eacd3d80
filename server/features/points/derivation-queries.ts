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
  /**
   * As if this version, drafted or not, took the place of its scheme's published ones from `from` to `to`: where these
   * count, or at and below a path as if it were adopted there.
   */
  | { draft: number; from: string; to: string; path: string | null }

/** The first day of the period that a day lies in. A year of a July cycle begins on 1 July. */
function periodStart(period: RawBuilder<unknown>, cycle: RawBuilder<unknown>, day: RawBuilder<unknown>) {
  return sql`case
    when ${period} = 'day' then ${day}
    when ${period} = 'month' or ${period} = 'cycle' and ${cycle} = 'month' then date_trunc('month', ${day}::timestamp)::date
    when ${period} = 'quarter' or ${period} = 'cycle' and ${cycle} = 'quarter' then date_trunc('quarter', ${day}::timestamp)::date
    when ${cycle} = 'july-year' then (date_trunc('year', ${day}::timestamp - interval '6 months') + interval '6 months')::date
    else date_trunc('year', ${day}::timestamp)::date end`
}

function coverageSql(county: number, coverage: Coverage): RawBuilder<unknown> {
  if (coverage === 'in-force') {
    return sql`select org_id, version_id, valid_from, valid_to from point_coverage where county_id = ${county}`
  }
  const { draft, from, to, path } = coverage
  if (path !== null) {
    return sql`
      select o.org_id, ${draft}::int as version_id, ${from}::date as valid_from, ${to}::date as valid_to
        from organisations o
       where o.county_id = ${county} and o.path >= ${path} and o.path < ${`${path}~`}`
  }
  return sql`
    select distinct c.org_id, ${draft}::int as version_id, ${from}::date as valid_from, ${to}::date as valid_to
      from point_coverage c
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
      join point_versions d on d.county_id = ${county} and d.version_id = ${draft} and d.scheme_id = v.scheme_id
     where c.county_id = ${county}`
}

/**
 * `named (member_id, org_id, version_id, year_start)`: the subjects of the named facts, each with the versions and years
 * whose ceilings their facts share. Empty for facts that stand under none, and for a span, which is whole by itself.
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
       and (exists (select 1 from point_rules r
                     join point_limit_rules lr on lr.county_id = ${county} and lr.rule_id = r.rule_id
                    where r.county_id = ${county} and r.version_id = c.version_id and r.fact_kind = t.kind
                      and t.attrs @> r.pattern)
            or exists (select 1 from point_rules r
                        where r.county_id = ${county} and r.version_id = c.version_id and r.mode = 'clear'))`
}

/** The CTEs up to `named`: which of these facts stand under a ceiling or are cleared, and what shares it with them. */
export function sharingSql(county: number, facts: readonly string[]): RawBuilder<unknown> {
  return sql`
    coverage as not materialized (${coverageSql(county, 'in-force')}),
    named as not materialized (${namedSql(county, { facts })})`
}

/**
 * Facts in scope, with the one version under which each is looked at, or null for all of them. Named facts draw in
 * their subjects' other facts, but only under the versions and in the years whose ceilings they share: under another
 * version these may belong to a year that is not looked at as a whole.
 * `offset 0` keeps each look-up a look-up by index, also in a table that has not been analysed yet.
 */
function scopeSql(county: number, scope: Scope, isSettled: boolean): RawBuilder<unknown> {
  if ('from' in scope) {
    return sql`
      select f.*, null::int as only_version from facts f
       where f.county_id = ${county} and f.day between ${scope.from}::date and ${scope.to}::date`
  }
  const own = sql`
    select f.*, null::int as only_version from facts f
     where f.county_id = ${county} and f.fact_id = any(${scope.facts}::uuid[])`
  if (!isSettled) return own
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
  return sql`${own}
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

/** No single entry is more than this, either way: a slip of a key ends here instead of beyond what an int holds. */
function bounded(points: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`greatest(-10000000, least(10000000, ${points}))::int`
}

/** The points of the band that a value lies in, both ends included; none where no band says anything. */
function bandOf(bands: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((
    select (b.band ->> 'points')::int from jsonb_array_elements(${bands}) as b(band)
     where ${value} >= (b.band ->> 'from')::bigint and ${value} <= coalesce((b.band ->> 'to')::bigint, ${value})
     limit 1), 0)`
}

/** Points of a fact under a rule before any ceiling, in hundredths. Halves are rounded away from zero. */
export const rawPoints = bounded(sql`least(r.most, greatest(r.least, case r.mode
    when 'fixed' then r.points
    when 'per-unit' then round(r.points::numeric * coalesce(f.quantity, 0) / 100)
    when 'per-whole' then r.points::numeric * (coalesce(f.quantity, 0) / r.per)
    when 'bands' then ${bandOf(sql`r.bands`, sql`coalesce(f.quantity, 0)`)}
    when 'clear' then 0
    else coalesce((r.points_table ->> (f.attrs ->> r.table_key))::int, 0)
  end))`)

/** The rules, each with what it needs of its version; which versions count, the join with the coverage says. */
function rulesSql(county: number): RawBuilder<unknown> {
  return sql`
    select r.*, v.cycle, v.start_points
      from point_rules r
      join point_versions v on v.county_id = ${county} and v.version_id = r.version_id
     where r.county_id = ${county} and r.class <> 'veto'`
}

function matchedSql(county: number): RawBuilder<unknown> {
  return sql`
    select f.fact_id, f.member_id, f.org_id, f.day, f.recorded_at, f.quantity, r.rule_id, r.version_id, r.cycle,
           r.start_points, r.mode = 'clear' as clears, ${rawPoints} as points
      from scope f
      join coverage c
        on c.org_id = f.org_id and f.day between c.valid_from and c.valid_to
       and (f.only_version is null or f.only_version = c.version_id)
      join rules r
        on r.version_id = c.version_id and r.fact_kind = f.kind and f.attrs @> r.pattern
       and f.day >= coalesce(r.valid_from, f.day) and f.day <= coalesce(r.valid_to, f.day)
      left join fact_voids x on x.county_id = ${county} and x.fact_id = f.fact_id
     where x.fact_id is null
       -- What came as a claim has had its people's word before it became a fact.
       and (not r.needs_approval or f.source_kind = 'hand-entry' or coalesce((
             select a.approved from point_approvals a
              where a.county_id = ${county} and a.fact_id = f.fact_id and a.rule_code = r.code
                and a.step = r.approval_steps
              order by a.decided_at desc limit 1), false))`
}

const columns = sql`fact_id, member_id, org_id, day, recorded_at, quantity, rule_id, version_id, cycle,
  start_points, clears`

/** Whose entries are settled together: a member's, or an organisation's own. */
const subject = sql`m.member_id, case when m.member_id is null then m.org_id end, m.version_id`
const settlingOrder = sql`m.day, m.recorded_at, m.fact_id, m.rule_id`

/** F(up to this row) - F(before it), for each way of settling; see `limitWays` in the contract. */
const settledPoints = bounded(sql`case way
    when 'clamp' then greatest(floor, least(cap, s)) - greatest(floor, least(cap, s - points))
    when 'free' then case when n <= free then 0 else points end
    when 'steps' then (steps ->> (least(n, jsonb_array_length(steps)) - 1)::int)::int
    when 'whole' then way_points::numeric * (q / way_per - (q - coalesce(quantity, 0)) / way_per)
    when 'bands' then ${bandOf(sql`bands`, sql`case by when 'count' then n else q end`)} - case when n = 1 then 0 else
      ${bandOf(sql`bands`, sql`case by when 'count' then n - 1 else q - coalesce(quantity, 0) end`)} end
    else ${bandOf(sql`bands`, sql`round(10000.0 * k / n)`)} - case when n = 1 then 0 else
      ${bandOf(sql`bands`, sql`round(10000.0 * (k - counted::int) / (n - 1))`)} end
  end`)

/** What the ways other than a clamp look at, over the same window. */
const tallies = sql`
  row_number() over w as n, sum(coalesce(m.quantity, 0)) over w as q, count(*) filter (where l.counted) over w as k,
  l.counted, l.way, l.free, l.steps, l.per as way_per, l.points as way_points, l.by, l.bands,`

/** One level of limits: rows under a limit of this level are settled by it, the others pass as they are. */
function levelSql(county: number, { level, ways }: Level, before: RawBuilder<unknown>): RawBuilder<unknown> {
  const isPlain = ways.every((way) => way === 'clamp')
  const points = isPlain
    ? sql`(greatest(floor, least(cap, s)) - greatest(floor, least(cap, s - points)))::int`
    : settledPoints
  const limits = sql`(
    select lr.rule_id, lr.counted, l.*
      from point_limits l
      join point_limit_rules lr
        on lr.county_id = ${county} and lr.version_id = l.version_id and lr.limit_no = l.limit_no
     where l.county_id = ${county} and l.level = ${level}
    offset 0)`
  return sql`
    select ${columns}, ${points} as points
      from (
        select m.*, l.floor, l.cap, ${isPlain ? sql`` : tallies} sum(m.points) over w as s
          from ${before} m
          join ${limits} l on l.rule_id = m.rule_id
        window w as (
          partition by ${subject}, l.limit_no, ${periodStart(sql`l.period`, sql`m.cycle`, sql`m.day`)}
          order by ${settlingOrder} rows unbounded preceding)
      ) settled
    union all
    select ${columns}, m.points
      from ${before} m
     where not exists (select 1 from ${limits} l where l.rule_id = m.rule_id)`
}

/**
 * 清零: takes away what has come together since the cycle began, or since it was cleared last, the start value with
 * it; never gives. The rows between two clearings are an island, which the later one closes.
 */
function clearedSql(before: RawBuilder<unknown>): RawBuilder<unknown> {
  const cycle = periodStart(sql`'cycle'::text`, sql`m.cycle`, sql`m.day`)
  return sql`
    select ${columns}, (case when not clears then points else -greatest(0,
             sum(points) over (partition by ${subject}, cycle_start, island order by ${settlingOrder}
                               rows unbounded preceding)
             + case when island = 0 then start_points else 0 end) end)::int as points
      from (
        select m.*, ${cycle} as cycle_start,
               count(*) filter (where m.clears) over (
                 partition by ${subject}, ${cycle} order by ${settlingOrder}
                 rows between unbounded preceding and 1 preceding) as island
          from ${before} m
      ) m`
}

/** The level of a version's whole total, above all that an office numbers. */
export const totalLevel = 7

export type Level = { level: number; ways: readonly string[] }

/** Which levels of limits there are in ascending order, each with its ways, and whether any rule clears. */
export type Settling = { levels: readonly Level[]; clears: boolean }

export type Question = { county: number; scope: Scope; coverage: Coverage; settling: Settling }

/** The settling steps as CTEs over `matched`, and the name of the last. */
function settlingSql(county: number, { levels, clears }: Settling) {
  const steps: RawBuilder<unknown>[] = []
  let last: RawBuilder<unknown> = sql.ref('matched')
  const add = (name: string, text: RawBuilder<unknown>) => {
    steps.push(sql`${sql.ref(name)} as (${text}),`)
    last = sql.ref(name)
  }
  const own = levels.filter(({ level }) => level < totalLevel)
  for (const level of own) add(`level_${level.level}`, levelSql(county, level, last))
  if (clears) add('cleared', clearedSql(last))
  const total = levels.find(({ level }) => level === totalLevel)
  if (total) add('total', levelSql(county, total, last))
  return { steps: sql.join(steps, sql` `), last }
}

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
export function desiredSql({ county, scope, coverage, settling }: Question): RawBuilder<unknown> {
  const { steps, last } = settlingSql(county, settling)
  const isSettled = settling.clears || settling.levels.length > 0
  // Of a span the small tables are read once; of a few facts only what these touch is looked up.
  const kept = sql.raw('from' in scope ? 'materialized' : 'not materialized')
  return sql`
    coverage as ${kept} (${coverageSql(county, coverage)}),
    rules as ${kept} (${rulesSql(county)}),
    ${isSettled ? sql`named as materialized (${namedSql(county, scope)}),` : sql``}
    scope as ${sql.raw('from' in scope ? 'not materialized' : 'materialized')} (${scopeSql(county, scope, isSettled)}),
    matched as (${matchedSql(county)}),
    ${steps}
    desired as (
      select fact_id, rule_id, version_id, member_id, org_id, day, points from ${last} where points <> 0
    )`
}
