import { type RawBuilder, sql } from 'kysely'
import {
  bandOf,
  bounded,
  type Level,
  limitColumns,
  limitJoins,
  periodStart,
  type Settling,
  settlingSql,
  takenOver,
} from './settling-queries.ts'

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
function namedSql(county: number, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select distinct t.member_id, case when t.member_id is null then t.org_id end as org_id, c.version_id,
           ${periodStart(sql`'year'::text`, sql`v.cycle`, sql`t.day`)} as year_start
      from facts t
      join coverage c on c.org_id = t.org_id and t.day between c.valid_from and c.valid_to
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
     where t.county_id = ${county} and t.fact_id = any(${facts})
       and (exists (select 1 from point_rules r
                     join point_limit_rules lr on lr.county_id = ${county} and lr.rule_id = r.rule_id
                    where r.county_id = ${county} and r.version_id = c.version_id and r.fact_kind = t.kind
                      and t.attrs @> r.pattern)
            or exists (select 1 from point_rules r
                        where r.county_id = ${county} and r.version_id = c.version_id and r.mode = 'clear'))`
}

/** The CTEs up to `named`: which of these facts stand under a ceiling or are cleared, and what shares it with them. */
export function sharingSql(county: number, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    coverage as not materialized (${coverageSql(county, 'in-force')}),
    named as not materialized (${namedSql(county, facts)})`
}

/**
 * Facts in scope, with the one version under which each is looked at, or null for all of them. Named facts draw in
 * their subjects' other facts, but only under the versions and in the years whose ceilings they share: under another
 * version these may belong to a year that is not looked at as a whole.
 * `offset 0` keeps each look-up a look-up by index, also in a table that has not been analysed yet.
 */
function factsSql(county: number, scope: Scope, isSettled: boolean): RawBuilder<unknown> {
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

/** Facts in scope, each with its main attribute. */
function scopeSql({ county, scope }: Pick<Question, 'county' | 'scope'>, isSettled: boolean) {
  return sql`
    select f.*, ${mainOf(sql`f.kind`, sql`f.attrs`)} as main
      from (${factsSql(county, scope, isSettled)}) f`
}

/** Whether the rule asks for this main attribute, or for any. */
function meetsSql(scope: Scope): RawBuilder<unknown> {
  return 'from' in scope ? sql`r.key = f.key` : sql`(r.main is null or r.main = f.main)`
}

/** What a fact's main attribute is called where no rule asks for it by name. */
const otherKey = sql`'other'`
const keyOf = (main: RawBuilder<unknown>) => sql`'is ' || ${main}`

/**
 * `keys (kind, main, key)`: the main attributes that rules ask for by name; and `keyed_rules`: each rule once for each key
 * of its kind that it may come under. Hashed by it, a fact of a span meets the one or two rules that it may come under
 * instead of all of its kind.
 */
const keysSql = sql`
    keys as not materialized (
      select distinct fact_kind as kind, main, ${keyOf(sql`main`)} as key from rules where main is not null
    ),
    keyed_rules as not materialized (
      select r.*, ${keyOf(sql`r.main`)} as key from rules r where r.main is not null
      union all
      select r.*, k.key from rules r join keys k on k.kind = r.fact_kind where r.main is null
      union all
      select r.*, ${otherKey} from rules r where r.main is null
    ),`

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

/** Points of a fact under a rule before any ceiling, in hundredths. Halves are rounded away from zero. */
export const rawPoints = bounded(sql`least(r.most, greatest(r.least, case r.mode
    when 'fixed' then r.points
    when 'per-unit' then round(r.points::numeric * coalesce(f.quantity, 0) / 100)
    when 'per-whole' then r.points::numeric * (coalesce(f.quantity, 0) / r.per)
    when 'bands' then ${bandOf(sql`r.bands`, sql`coalesce(f.quantity, 0)`)}
    when 'clear' then 0
    else coalesce((r.points_table ->> (f.attrs ->> r.table_key))::int, 0)
  end))`)

/** The attribute that patterns of a kind mostly look at: a comparison of two words rules out what a pattern need not be asked for. */
function mainOf(kind: RawBuilder<unknown>, attributes: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${attributes} ->> case ${kind}
    when 'conduct' then 'matter' when 'honour' then 'level' when 'assessment' then 'by' else 'activity' end`
}

/**
 * The rules, each with what it needs of its version and of the limit of each level that it stands under (one at most);
 * which versions count, the join with the coverage says.
 */
function rulesSql(county: number, levels: readonly Level[]): RawBuilder<unknown> {
  const main = mainOf(sql`r.fact_kind`, sql`r.pattern`)
  return sql`
    select r.*, v.cycle, v.start_points, ${main} as main${limitColumns(levels)}
      from point_rules r
      join point_versions v on v.county_id = ${county} and v.version_id = r.version_id
      ${limitJoins(county, levels)}
     where r.county_id = ${county} and r.class <> 'veto'`
}

/** The last word on each fact that a rule wants a person's word for. */
function decidedSql(county: number, scope: Scope): RawBuilder<unknown> {
  const asked = 'from' in scope ? sql`` : sql`and a.fact_id in (select fact_id from scope)`
  return sql`
    select distinct on (a.fact_id, a.rule_code, a.step) a.fact_id, a.rule_code, a.step, a.approved
      from point_approvals a
     where a.county_id = ${county} ${asked}
     order by a.fact_id, a.rule_code, a.step, a.decided_at desc`
}

/** Facts, each with every version that counts where and when it happened; of a span each with its key as well. */
function coveredSql(scope: Scope): RawBuilder<unknown> {
  const isSpan = 'from' in scope
  const key = isSpan ? sql`, coalesce(k.key, ${otherKey}) as key` : sql``
  const keys = isSpan ? sql`left join keys k on k.kind = f.kind and k.main = f.main` : sql``
  return sql`
    select f.*, c.version_id${key}
      from scope f
      -- Coalesced, because the planner takes two such comparisons to let next to nothing pass, and this lets nearly all.
      join coverage c
        on c.org_id = f.org_id and coalesce(f.day between c.valid_from and c.valid_to, false)
       and (f.only_version is null or f.only_version = c.version_id)
      ${keys}`
}

function matchedSql(county: number, scope: Scope, levels: readonly Level[]): RawBuilder<unknown> {
  return sql`
    select f.fact_id, f.member_id, f.org_id, case when f.member_id is null then f.org_id end as own_org, f.day,
           f.recorded_at, f.quantity, r.rule_id, r.version_id, r.cycle, r.start_points, r.mode = 'clear' as clears,
           ${rawPoints} as points${takenOver(levels)}
      from (${coveredSql(scope)}) f
      left join fact_voids x on x.county_id = ${county} and x.fact_id = f.fact_id
      join ${sql.ref('from' in scope ? 'keyed_rules' : 'rules')} r
        on r.version_id = f.version_id and r.fact_kind = f.kind
       and ${meetsSql(scope)} and f.attrs @> r.pattern
       and f.day >= coalesce(r.valid_from, f.day) and f.day <= coalesce(r.valid_to, f.day)
     where x.fact_id is null
       -- What came as a claim has had its people's word before it became a fact.
       and (not r.needs_approval or f.source_kind = 'hand-entry'
            or (f.fact_id, r.code, r.approval_steps) in (select fact_id, rule_code, step from decided where approved))`
}

export type Question = { county: number; scope: Scope; coverage: Coverage; settling: Settling }

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
  const { steps, last } = settlingSql(settling)
  const isSpan = 'from' in scope
  const isSettled = settling.clears || settling.levels.length > 0
  // Of a few facts all is looked up; of a span each part is worked out by itself.
  const part = isSpan ? workedOut : inPlace
  return sql`
    coverage as not materialized (${coverageSql(county, coverage)}),
    ${part('rules', rulesSql(county, settling.levels))},
    ${isSpan ? keysSql : sql``}
    ${isSettled && 'facts' in scope ? sql`named as materialized (${namedSql(county, sql`${scope.facts}::uuid[]`)}),` : sql``}
    ${isSpan ? workedOut('scope', scopeSql({ county, scope }, isSettled)) : sql`scope as materialized (${scopeSql({ county, scope }, isSettled)})`},
    decided as not materialized (${decidedSql(county, scope)}),
    ${part('matched', matchedSql(county, scope, settling.levels))},
    ${steps}
    desired as (
      select fact_id, rule_id, version_id, member_id, org_id, day, points from ${last} where points <> 0
    )`
}

function inPlace(name: string, text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${sql.ref(name)} as not materialized (${text})`
}

/**
 * What a part says is worked out in it, once for each of its rows, and not wherever it is used: there its sources would be sorted
 * and compared along. A union with nothing keeps it together and, unlike `offset 0`, lets several workers share it.
 */
function workedOut(name: string, text: RawBuilder<unknown>): RawBuilder<unknown> {
  const plain = sql.ref(`plain_${name}`)
  return sql`
    ${plain} as not materialized (${text}),
    ${sql.ref(name)} as not materialized (select * from ${plain} union all select * from ${plain} where false)`
}
