import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { createTemplate } from '../../core/db/template.ts'

/**
 * The engine of duties: requirements × the dated tree × periods → who owes what, and × facts → whether it was held, as
 * one set-based statement. The same text serves the organisations that one fact touches, inside the transaction that
 * records it, and a year of a county; only what differs is written, so that it may run any number of times.
 */
export type Scope = { orgIds: readonly number[] | 'all'; from: string; to: string }

/** `scope (org_id, from_day, to_day)`: the cells whose period overlaps these days. Nobody owes what has not begun. */
function scopeSql(county: number, scopes: readonly Scope[]): RawBuilder<unknown> {
  const parts = scopes.map(({ orgIds, from, to }) =>
    orgIds === 'all'
      ? sql`select o.org_id, ${from}::date as from_day, ${to}::date as to_day
              from organisations o
             where o.county_id = ${county} and o.founded_on <= ${to}::date
               and (o.dissolved_on is null or o.dissolved_on >= ${from}::date)`
      : sql`select org_id, ${from}::date as from_day, ${to}::date as to_day
              from unnest(${orgIds}::int[]) as s(org_id)`,
  )
  return sql.join(parts, sql` union `)
}

const forever = sql`'9999-12-31'::date`
const ever = sql`'0001-01-01'::date`

/** Days on which a line of `h` (org_history) overlaps an interval of `x`, and the overlap. */
const overlaps = (x: RawBuilder<unknown>) =>
  sql`h.valid_from <= ${x}.valid_to and coalesce(h.valid_to - 1, ${forever}) >= ${x}.valid_from`
const overlap = (x: RawBuilder<unknown>) => sql`
  greatest(${x}.valid_from, h.valid_from), least(${x}.valid_to, coalesce(h.valid_to - 1, ${forever}))`

/** Every period of the scope that has begun by today. A half-year begins in January and in July. */
function calendarSql(today: string): RawBuilder<unknown> {
  return sql`
    select p.cadence, d::date as period_start, (d + p.span - interval '1 day')::date as period_end
      from (values ('week', interval '7 days'), ('month', interval '1 month'), ('quarter', interval '3 months'),
                   ('half-year', interval '6 months'), ('year', interval '1 year')) as p(cadence, span)
     cross join (select min(from_day)::timestamp as first, least(max(to_day), ${today}::date)::timestamp as last
                   from scope) s
     cross join lateral generate_series(
       case p.cadence
         when 'half-year' then date_trunc('year', s.first)
           + case when extract(month from s.first) > 6 then interval '6 months' else interval '0' end
         else date_trunc(p.cadence, s.first) end,
       s.last, p.span) as d`
}

/** The first day of the period that a day lies in. */
function periodOf(cadence: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case ${cadence}
    when 'half-year' then date_trunc('year', ${day}::timestamp)
      + case when extract(month from ${day}) > 6 then interval '6 months' else interval '0' end
    else date_trunc(${cadence}, ${day}::timestamp) end)::date`
}

/**
 * Who is asked what, when: by the tree as it stood when the period began, or when the organisation was founded in it.
 */
function askedSql(county: number): RawBuilder<unknown> {
  return sql`
    select distinct r.requirement_id, s.org_id, c.period_start, c.period_end,
           greatest(c.period_start, o.founded_on) as decide_on, o.founded_on, o.dissolved_on
      from scope s
      join organisations o on o.county_id = ${county} and o.org_id = s.org_id
      join (select r.*, unnest(r.org_kinds) as kind from requirements r where r.county_id = ${county}) r
        on r.kind = o.kind and (r.category is null or r.category = o.category)
      join calendar c
        on c.cadence = r.cadence and c.period_start <= s.to_day and c.period_end >= s.from_day
       and c.period_start >= r.valid_from and c.period_start <= coalesce(r.valid_to, ${forever})
      join up u
        on u.org_id = s.org_id and u.above_id = r.org_id and (r.reach = 'below' or u.steps = 0)
       and greatest(c.period_start, o.founded_on) between u.valid_from and u.valid_to
     where o.founded_on <= c.period_end and (o.dissolved_on is null or o.dissolved_on > c.period_start)`
}

/**
 * What is noted of an organisation, from the first line on that knows a full member: one without any is a register that
 * had not been filled in yet, and says nothing of the time before.
 */
function knownSql(county: number): RawBuilder<unknown> {
  return sql`
    select l.* from (
      select t.*, max(t.members) over (partition by t.org_id order by t.valid_from) as by_then,
             max(t.members) over (partition by t.org_id) as ever
        from duty_traits t
       where t.county_id = ${county} and t.org_id in (select org_id from scope)
    ) l
     where l.by_then > 0 or l.ever = 0`
}

/** The day of the nearest organisation that has one, else the requirement's, else the last of the period. */
function cellsSql(county: number): RawBuilder<unknown> {
  return sql`
    select a.*, r.cadence, r.grace, r.times, r.held_by,
           case r.cadence
             when 'week' then a.period_start + coalesce(w.fixed_day, r.fixed_day, 7) - 1
             when 'month' then least(a.period_start + coalesce(w.fixed_day, r.fixed_day, 31) - 1, a.period_end)
             else a.period_end end as due_on
      from asked a
      join requirements r on r.county_id = ${county} and r.requirement_id = a.requirement_id
      left join own w
        on w.org_id = a.org_id and w.requirement_id = a.requirement_id and w.period_start = a.period_start
      left join traits t on t.org_id = a.org_id and a.decide_on between t.valid_from and t.valid_to
     where coalesce(t.members, 0) between coalesce(r.min_members, 0) and coalesce(r.max_members, 2000000000)
       and (r.committee is null or coalesce(t.has_committee, false) = (r.committee = 'with'))
       and (r.party_groups is null or (r.party_groups = 'with') = exists (
             select 1 from org_history g
              where g.county_id = ${county} and g.parent_id = a.org_id and g.kind = 'group'
                and g.valid_from <= a.decide_on and coalesce(g.valid_to - 1, ${forever}) >= a.decide_on))`
}

/**
 * The facts of whoever may hold what meets the cells. `offset 0` keeps a look-up a look-up by index: the planner, which
 * cannot see through row-level security how many rows pass, would take a worse way.
 */
function recordsSql(county: number): RawBuilder<unknown> {
  return sql`
    select f.*, v.voided_at
      from (select distinct holder_id from holders) k
     cross join lateral (
       select f.fact_id, f.kind, f.org_id, f.day, f.attrs, f.source_id, f.recorded_at from facts f
        where f.county_id = ${county} and f.org_id = k.holder_id and f.member_id is null
          and f.day between (select min(period_start) from cells) and (select max(period_end) from cells)
       offset 0
     ) f
      left join fact_voids v on v.county_id = ${county} and v.fact_id = f.fact_id`
}

/** Which of them may meet which requirement, in which of its periods. The activity, where there is one, makes it a join by a key. */
function hitsSql(county: number): RawBuilder<unknown> {
  return sql`
    select f.fact_id, f.org_id as holder_id, f.day, f.source_id, f.recorded_at, f.voided_at,
           r.requirement_id, r.held_by, ${periodOf(sql`r.cadence`, sql`f.day`)} as period_start
      from records f
      join (select r.requirement_id, r.cadence, r.held_by, r.fact_kind, p.pattern
              from requirements r cross join lateral jsonb_array_elements(r.patterns) as p(pattern)
             where r.county_id = ${county} and r.requirement_id in (select requirement_id from cells)) r
        on r.fact_kind = f.kind and coalesce(r.pattern ->> 'activity', '') = coalesce(f.attrs ->> 'activity', '')
       and f.attrs @> r.pattern`
}

/**
 * Up to when the world counts for a cell: without end, unless its period was closed above; then up to the closing, or up
 * to the last correction that was approved since.
 */
function sealsSql(county: number): RawBuilder<unknown> {
  return sql`
    select c.org_id, c.requirement_id, c.period_start,
           greatest(min(x.closed_at), (
             select max(p.decided_at) from duty_pleas p
              where p.county_id = ${county} and p.org_id = c.org_id and p.requirement_id = c.requirement_id
                and p.period_start = c.period_start and p.kind = 'correction' and p.state = 'approved')) as as_of
      from cells c
      join up u on u.org_id = c.org_id and c.decide_on between u.valid_from and u.valid_to
      join duty_closings x on x.county_id = ${county} and x.org_id = u.above_id and x.closed_to >= c.period_end
     group by c.org_id, c.requirement_id, c.period_start`
}

/** Whose members were at a record that was held above them: their organisation and their group. */
function thereSql(county: number): RawBuilder<unknown> {
  return sql`
    select distinct a.source_id, w.org_id, a.recorded_at, v.voided_at
      from (select distinct source_id from hits h
             where held_by = 'self-or-above'
               and exists (select 1 from holders k where k.holder_id = h.holder_id and k.way = 'self-or-above')) h
     cross join lateral (
       select a.* from facts a where a.county_id = ${county} and a.source_id = h.source_id offset 0
     ) a
      left join fact_voids v on v.county_id = ${county} and v.fact_id = a.fact_id
     cross join lateral (values (a.org_id), (a.group_id)) as w(org_id)
     where a.kind = 'attendance' and w.org_id is not null`
}

/** Each record with whoever it may be counted for, and from when to when it stood for them. */
const matchesSql = sql`
  select k.org_id, h.requirement_id, h.period_start, h.source_id, h.fact_id, h.day, h.recorded_at, h.voided_at
    from hits h
    join holders k
      on k.holder_id = h.holder_id and h.day between k.valid_from and k.valid_to
     and (k.way = 'self' or k.way = 'self-or-below' and h.held_by = 'self-or-below')
  union all
  select k.org_id, h.requirement_id, h.period_start, h.source_id, h.fact_id, h.day,
         greatest(h.recorded_at, t.recorded_at), least(h.voided_at, t.voided_at)
    from hits h
    join holders k
      on k.holder_id = h.holder_id and h.day between k.valid_from and k.valid_to
     and k.way = 'self-or-above' and h.held_by = 'self-or-above'
    join there t on t.source_id = h.source_id and t.org_id = k.org_id`

/** The records of each cell that stand, with the instant at which each was first recorded for it. */
const standing = sql`(h.voided_at is null or h.voided_at > e.as_of)`
const foundSql = sql`
  select c.org_id, c.requirement_id, c.period_start, h.source_id, min(h.recorded_at) as first_at,
         (array_agg(h.fact_id order by h.recorded_at desc, h.fact_id) filter (where ${standing}))[1] as fact_id,
         max(h.day) filter (where ${standing}) as day
    from matches h
    join cells c on c.org_id = h.org_id and c.requirement_id = h.requirement_id and c.period_start = h.period_start
    left join seals e
      on e.org_id = c.org_id and e.requirement_id = c.requirement_id and e.period_start = c.period_start
   where h.recorded_at <= coalesce(e.as_of, 'infinity') and h.recorded_at < coalesce(h.voided_at, 'infinity')
   group by c.org_id, c.requirement_id, c.period_start, h.source_id
  having bool_or(${standing})`

const key = sql`org_id, requirement_id, period_start`

/** `wanted`: every duty of the scope as it should stand. */
export function wantedSql(county: number, scopes: readonly Scope[], today: string): RawBuilder<unknown> {
  return sql`
    recursive scope as materialized (${scopeSql(county, scopes)}),
    up (org_id, above_id, steps, valid_from, valid_to) as (
      select distinct org_id, org_id, 0, ${ever}, ${forever} from scope
      union
      select u.org_id, h.parent_id, u.steps + 1, ${overlap(sql`u`)}
        from up u
        join org_history h on h.county_id = ${county} and h.org_id = u.above_id and ${overlaps(sql`u`)}
       where h.parent_id is not null
    ),
    calendar as materialized (${calendarSql(today)}),
    asked as materialized (${askedSql(county)}),
    own as (
      select distinct on (a.org_id, a.requirement_id, a.period_start) a.org_id, a.requirement_id, a.period_start, d.fixed_day
        from asked a
        join up u on u.org_id = a.org_id and a.decide_on between u.valid_from and u.valid_to
        join requirement_days d
          on d.county_id = ${county} and d.requirement_id = a.requirement_id and d.org_id = u.above_id
         and d.valid_from <= a.period_start
       order by a.org_id, a.requirement_id, a.period_start, u.steps, d.valid_from desc
    ),
    traits as (
      select t.org_id, t.members, t.has_committee,
             case when lag(t.valid_from) over w is null then ${ever} else t.valid_from end as valid_from,
             coalesce(lead(t.valid_from) over w - 1, ${forever}) as valid_to
        from (${knownSql(county)}) t
      window w as (partition by t.org_id order by t.valid_from)
    ),
    cells as materialized (${cellsSql(county)}),
    down (org_id, below_id, valid_from, valid_to) as (
      select distinct org_id, org_id, ${ever}, ${forever} from cells where held_by = 'self-or-below'
      union
      select d.org_id, h.org_id, ${overlap(sql`d`)}
        from down d
        join org_history h on h.county_id = ${county} and h.parent_id = d.below_id and ${overlaps(sql`d`)}
    ),
    holders as materialized (
      select distinct org_id, org_id as holder_id, 'self' as way, ${ever} as valid_from, ${forever} as valid_to from cells
      union all
      select u.org_id, u.above_id, 'self-or-above', u.valid_from, u.valid_to
        from up u
       where u.steps > 0 and u.org_id in (select org_id from cells where held_by = 'self-or-above')
      union all
      select org_id, below_id, 'self-or-below', valid_from, valid_to from down where below_id <> org_id
    ),
    records as materialized (${recordsSql(county)}),
    hits as materialized (${hitsSql(county)}),
    seals as materialized (${sealsSql(county)}),
    there as materialized (${thereSql(county)}),
    matches as (${matchesSql}),
    found as (${foundSql}),
    ranked as materialized (
      select f.*, row_number() over (partition by ${key} order by f.first_at, f.source_id) as nth,
             count(*) over (partition by ${key}) as held
        from found f
    ),
    wanted as materialized (
      select c.org_id, c.requirement_id, c.period_start, c.period_end, c.due_on, c.due_on + c.grace as open_to,
             coalesce(h.held, 0)::int as held, m.fact_id as met_by, m.source_id as met_source, m.day as met_on,
             (m.first_at at time zone 'Asia/Shanghai')::date as recorded_on
        from cells c
        left join ranked h
          on h.org_id = c.org_id and h.requirement_id = c.requirement_id and h.period_start = c.period_start and h.nth = 1
        left join ranked m
          on m.org_id = c.org_id and m.requirement_id = c.requirement_id and m.period_start = c.period_start and m.nth = c.times
       -- Who was not there yet, or no more, on the due day owes nothing; what was held all the same is kept.
       where h.held is not null
          or c.founded_on <= c.due_on and (c.dissolved_on is null or c.dissolved_on > c.due_on)
    )`
}

const settled = sql`period_end, due_on, open_to, held, met_by, met_source, met_on, recorded_on`

/** Writes the difference between what should stand and what stands. Answers how many duties were written or taken away. */
export async function writeDuties(ctx: Ctx, scopes: readonly Scope[]): Promise<number> {
  const { county, today } = ctx
  const [only] = scopes
  if (only && only.orgIds !== 'all' && scopes.length === 1) {
    const [row] = await writeTouched(ctx.db, { county, today, ...only, orgIds: [...only.orgIds] })
    return row?.changed ?? 0
  }
  const { rows } = await sql<Written>`${writingSql(county, scopes, today)}`.execute(ctx.db)
  return rows[0]?.changed ?? 0
}

type Written = { changed: number }
type Touched = { county: number; orgIds: number[]; from: string; to: string; today: string }

/** The long statement for the organisations and the day of one record, which is sent with every one: put together once. */
const writeTouched = createTemplate<Touched, Written>((slot) =>
  writingSql(slot('county'), [{ orgIds: slot('orgIds'), from: slot('from'), to: slot('to') }], slot('today')),
)

function writingSql(county: number, scopes: readonly Scope[], today: string): RawBuilder<unknown> {
  return sql`
    with ${wantedSql(county, scopes, today)},
    standing as materialized (
      select d.* from scope s
       cross join lateral (
         select d.* from duties d
          where d.county_id = ${county} and d.org_id = s.org_id
            and d.period_start <= s.to_day and d.period_end >= s.from_day
         offset 0
       ) d
    ),
    gone as (
      delete from duties d
       where d.county_id = ${county}
         and (d.org_id, d.period_start, d.requirement_id) in (
           select s.org_id, s.period_start, s.requirement_id from standing s
           except select org_id, period_start, requirement_id from wanted)
      returning 1
    ),
    written as (
      insert into duties (county_id, ${key}, ${settled})
      select ${county}::int, ${key}, ${settled}
        from (select ${key}, ${settled} from wanted except select ${key}, ${settled} from standing) changed
       order by org_id, period_start, requirement_id
      on conflict (county_id, org_id, period_start, requirement_id)
      do update set period_end = excluded.period_end, due_on = excluded.due_on, open_to = excluded.open_to,
                    held = excluded.held, met_by = excluded.met_by, met_source = excluded.met_source,
                    met_on = excluded.met_on, recorded_on = excluded.recorded_on
      returning 1
    )
    select ((select count(*) from gone) + (select count(*) from written))::int as changed`
}
