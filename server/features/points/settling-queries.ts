import { type RawBuilder, sql } from 'kysely'

/**
 * Ceilings, floors and the other ways in which several facts are settled together: over the running tally of a group in
 * the order of settlement an entry is F(up to it) − F(before it), so that no loop is needed.
 */

/** The level of a version's whole total, above all that an office numbers. */
export const totalLevel = 7

export type Level = { level: number; ways: readonly string[] }

/** Which levels of limits there are in ascending order, each with its ways, and whether any rule clears. */
export type Settling = { levels: readonly Level[]; clears: boolean }

/** The first day of the period that a day lies in. A year of a July cycle begins on 1 July. */
export function periodStart(
  period: RawBuilder<unknown>,
  cycle: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
) {
  return sql`case
    when ${period} = 'day' then ${day}
    when ${period} = 'month' or ${period} = 'cycle' and ${cycle} = 'month' then date_trunc('month', ${day}::timestamp)::date
    when ${period} = 'quarter' or ${period} = 'cycle' and ${cycle} = 'quarter' then date_trunc('quarter', ${day}::timestamp)::date
    when ${cycle} = 'july-year' then (date_trunc('year', ${day}::timestamp - interval '6 months') + interval '6 months')::date
    else date_trunc('year', ${day}::timestamp)::date end`
}

/** No single entry is more than this, either way: a slip of a key ends here instead of beyond what an int holds. */
export function bounded(points: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`greatest(-10000000, least(10000000, ${points}))::int`
}

/** In jsonpath rather than as a subquery: what refers to one is not worked out by several workers at once. */
const bandPath = '$[*] ? (@.from <= $v && (!exists(@.to) || @.to == null || @.to >= $v))'

/** The points of the band that a value lies in, both ends included; none where no band says anything. */
export function bandOf(bands: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((jsonb_path_query_first(${bands}, ${sql.lit(bandPath)}, jsonb_build_object('v', ${value}))
    ->> 'points')::int, 0)`
}

const under = (level: number) => sql.ref(`limit_${level}`)
/** A column of a limit, as a row carries it up to the level that settles by it. */
const own = (level: number, column: string) => sql.ref(`${column}_${level}`)

const plainColumns = ['limit_no', 'floor', 'cap']
const otherColumns = ['way', 'free', 'steps', 'per', 'points', 'by', 'bands', 'counted']

const isPlain = ({ ways }: Level) => ways.every((way) => way === 'clamp')

/** Something for each column of the limits of these levels. */
function all(
  levels: readonly Level[],
  say: (level: number, column: string) => RawBuilder<unknown>,
  more: readonly string[],
): RawBuilder<unknown> {
  const said = levels.flatMap((one) =>
    [...plainColumns, ...(isPlain(one) ? [] : otherColumns), ...more].map((column) => say(one.level, column)),
  )
  return sql.join(said, sql``)
}

/** Rules with the limit of each level under which they stand, one at most: `join … on rule_id = r.rule_id`. */
export function limitJoins(county: number, levels: readonly Level[]): RawBuilder<unknown> {
  const limits = levels.map(
    ({ level }) => sql`
      left join (
        select lr.rule_id, lr.counted, l.*
          from point_limits l
          join point_limit_rules lr
            on lr.county_id = ${county} and lr.version_id = l.version_id and lr.limit_no = l.limit_no
         where l.county_id = ${county} and l.level = ${level}
      ) ${under(level)} on ${under(level)}.rule_id = r.rule_id`,
  )
  return sql.join(limits, sql` `)
}

/** The columns of these limits, each under a name of its level, after those of the rule. */
export function limitColumns(levels: readonly Level[]): RawBuilder<unknown> {
  return all(levels, (level, column) => sql`, ${under(level)}.${sql.ref(column)} as ${own(level, column)}`, [
    'period',
  ])
}

/** The same on a fact that a rule has matched, with the first day of the period in which the limit counts it. */
export function takenOver(levels: readonly Level[]): RawBuilder<unknown> {
  const limits = all(levels, (level, column) => sql`, r.${own(level, column)}`, [])
  const starts = levels.map(({ level }) => {
    const period = sql`r.${own(level, 'period')}`
    return sql`, case when ${period} is not null then ${periodStart(period, sql`r.cycle`, sql`f.day`)} end as ${own(level, 'start')}`
  })
  return sql`${limits}${sql.join(starts, sql``)}`
}

/** What rows carry for the levels that are still to come: the limits and the first days of their periods. */
function carried(levels: readonly Level[]): RawBuilder<unknown> {
  return all(levels, (level, column) => sql`, m.${own(level, column)}`, ['start'])
}

const columns = sql`m.fact_id, m.member_id, m.org_id, m.own_org, m.day, m.recorded_at, m.quantity, m.rule_id,
  m.version_id, m.cycle, m.start_points, m.clears`

/** Whose entries are settled together: a member's, or an organisation's own. */
const subject = sql`m.member_id, m.own_org, m.version_id`
const settlingOrder = sql`m.day, m.recorded_at, m.fact_id, m.rule_id`

/** F(up to this row) - F(before it), with F the clamp to floor and cap. */
function clamped(level: number): RawBuilder<unknown> {
  const clamp = (sum: RawBuilder<unknown>) =>
    sql`greatest(m.${own(level, 'floor')}, least(m.${own(level, 'cap')}, ${sum}))`
  return sql`${clamp(sql`s`)} - ${clamp(sql`s - m.points`)}`
}

/** The same for each way of settling; see `limitWays` in the contract. */
function settledPoints(level: number): RawBuilder<unknown> {
  const of = (column: string) => sql`m.${own(level, column)}`
  const quantity = sql`coalesce(m.quantity, 0)`
  return bounded(sql`case ${of('way')}
    when 'clamp' then ${clamped(level)}
    when 'free' then case when n <= ${of('free')} then 0 else m.points end
    when 'steps' then (${of('steps')} ->> (least(n, jsonb_array_length(${of('steps')})) - 1)::int)::int
    when 'whole' then ${of('points')}::numeric * (q / ${of('per')} - (q - ${quantity}) / ${of('per')})
    when 'bands' then ${bandOf(of('bands'), sql`case ${of('by')} when 'count' then n else q end`)} - case when n = 1 then 0 else
      ${bandOf(of('bands'), sql`case ${of('by')} when 'count' then n - 1 else q - ${quantity} end`)} end
    else ${bandOf(of('bands'), sql`round(10000.0 * k / n)`)} - case when n = 1 then 0 else
      ${bandOf(of('bands'), sql`round(10000.0 * (k - ${of('counted')}::int) / (n - 1))`)} end
  end`)
}

/** What the ways other than a clamp look at, over the same window. */
function tallies(level: number): RawBuilder<unknown> {
  return sql`, row_number() over w as n, sum(coalesce(m.quantity, 0)) over w as q,
    count(*) filter (where m.${own(level, 'counted')}) over w as k`
}

/**
 * One level of limits: rows under a limit of this level are settled by it, the others pass as they are. All of them go
 * through one window: what the levels have in common, the subject, is sorted by once, and nothing is set down between.
 */
function levelSql(one: Level, after: readonly Level[], before: RawBuilder<unknown>): RawBuilder<unknown> {
  const { level } = one
  const points = isPlain(one) ? sql`(${clamped(level)})::int` : settledPoints(level)
  return sql`
    select ${columns}${carried(after)},
           case when m.${own(level, 'limit_no')} is null then m.points else ${points} end as points
      from (
        select m.*, sum(m.points) over w as s${isPlain(one) ? sql`` : tallies(level)}
          from ${before} m
        window w as (
          partition by ${subject}, m.${own(level, 'limit_no')}, m.${own(level, 'start')}
          order by ${settlingOrder} rows unbounded preceding)
      ) m`
}

/**
 * 清零: takes away what has come together since the cycle began, or since it was cleared last, the start value with
 * it; never gives. The rows between two clearings are an island, which the later one closes.
 */
function clearedSql(after: readonly Level[], before: RawBuilder<unknown>): RawBuilder<unknown> {
  const cycle = periodStart(sql`'cycle'::text`, sql`m.cycle`, sql`m.day`)
  return sql`
    select ${columns}${carried(after)}, (case when not clears then points else -greatest(0,
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

/** The settling steps as CTEs over `matched`, and the name of the last. */
export function settlingSql({ levels, clears }: Settling) {
  const steps: RawBuilder<unknown>[] = []
  let last: RawBuilder<unknown> = sql.ref('matched')
  const add = (name: string, text: RawBuilder<unknown>) => {
    steps.push(sql`${sql.ref(name)} as (${text}),`)
    last = sql.ref(name)
  }
  levels.forEach((one, i) => {
    if (one.level < totalLevel) add(`level_${one.level}`, levelSql(one, levels.slice(i + 1), last))
  })
  const total = levels.filter(({ level }) => level === totalLevel)
  if (clears) add('cleared', clearedSql(total, last))
  for (const one of total) add('total', levelSql(one, [], last))
  return { steps: sql.join(steps, sql` `), last }
}
