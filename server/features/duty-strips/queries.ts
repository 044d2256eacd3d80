import { type RawBuilder, sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { DutyState } from '../../../contract/duties.ts'
import type { Cadence, RequirementFactKind } from '../../../contract/requirements.ts'
import type { TalkPair } from '../../../contract/talk-pairs.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'

/** What `rules.stateOf` says, of a row `d` and whether it is `excused`. */
export function stateSql(today: string): RawBuilder<DutyState> {
  return sql<DutyState>`case
    when d.met_on is not null then case when d.recorded_on > d.due_on then 'held-late' else 'held' end
    when d.excused then 'excused'
    when ${today}::date <= d.due_on then 'due'
    when ${today}::date <= d.open_to then 'late'
    else 'missed' end`
}

export type DutyRow = {
  org_id: number
  org_name: string
  org_kind: string
  path: string
  parent_id: number | null
  line_id: number
  requirement_id: string
  code: string
  name: string
  level: 'national' | 'local'
  source: string
  cadence: Cadence
  fixed_day: number | null
  own_day: boolean
  grace: number
  times: number
  held_by: string
  fact_kind: RequirementFactKind
  patterns: { activity?: ActivityKind; pair?: TalkPair }[]
  period_start: string
  period_end: string
  due_on: string
  open_to: string
  held: number
  met_on: string | null
  met_source: string | null
  recorded_on: string | null
  excused: boolean
  asked: 'excuse' | 'correction' | null
}

export type DutyFilter = {
  path: string
  /** Only these organisations, and the groups right below them. */
  orgs?: readonly number[]
  from: string
  to: string
  code?: string | undefined
}

/**
 * Duties that are due on these days at and below a path, as `d`. A group stands in the line of its branch. Nothing is
 * due before its period begins, nor more than a year after.
 */
export function duties(ctx: Ctx, { path, orgs, from, to, code }: DutyFilter): RawBuilder<unknown> {
  return sql`
    select d.*, o.short_name as org_name, o.kind as org_kind, o.path, o.parent_id,
           case when o.kind = 'group' then o.parent_id else o.org_id end as line_id,
           r.code, r.name, r.level, r.source, r.cadence, r.fixed_day, r.own_day, r.grace, r.times, r.held_by, r.fact_kind, r.patterns,
           coalesce(p.excused, false) as excused, p.asked
      from organisations o
      join duties d
        on d.county_id = ${ctx.county} and d.org_id = o.org_id
       and d.period_start between ${addDays(from, -366)}::date and ${to}::date
       and d.due_on between ${from}::date and ${to}::date
      join requirements r on r.county_id = ${ctx.county} and r.requirement_id = d.requirement_id
       ${code === undefined ? sql`` : sql`and r.code = ${code}`}
      left join (
        select p.org_id, p.requirement_id, p.period_start,
               bool_or(p.kind = 'excuse' and p.state = 'approved') as excused,
               max(p.kind) filter (where p.state = 'asked') as asked
          from duty_pleas p where p.county_id = ${ctx.county}
         group by p.org_id, p.requirement_id, p.period_start
      ) p on p.org_id = d.org_id and p.requirement_id = d.requirement_id and p.period_start = d.period_start
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
       ${
         orgs === undefined
           ? sql``
           : sql`and (o.org_id = any(${[...orgs]}::int[]) or o.kind = 'group' and o.parent_id = any(${[...orgs]}::int[]))`
       }`
}

/** One organisation's duties with those of its groups, by requirement and then by period. */
export async function listDuties(ctx: Ctx, filter: DutyFilter): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select d.org_id, d.org_name, d.org_kind, d.path, d.parent_id, d.line_id, d.requirement_id, d.code, d.name, d.level,
           d.source, d.cadence, d.fixed_day, d.own_day, d.grace, d.times, d.held_by, d.fact_kind,
           d.patterns, d.period_start, d.period_end,
           d.due_on, d.open_to, d.held, d.met_on, d.met_source, d.recorded_on, d.excused, d.asked
      from (${duties(ctx, filter)}) d
     order by array_position(array['week', 'month', 'quarter', 'half-year', 'year'], d.cadence) desc, d.code, d.path,
              d.period_start`.execute(ctx.db)
  return rows
}

export type LineRow = {
  org_id: number
  org_name: string
  parent_id: number | null
  parent_name: string | null
  owing: number
  total: number
  cells: { code: string; orgId: number; start: string; due: string; state: DutyState; days: number }[]
}

type Page = { limit: number; offset: number; state?: DutyState | undefined }

/** Lines of the matrix, in the order of the register, each with its cells. */
export async function listLines(ctx: Ctx, filter: DutyFilter, page: Page): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    with cells as materialized (
      select d.line_id, d.org_id, d.code, d.period_start, d.due_on, d.recorded_on, ${stateSql(ctx.today)} as state
        from (${duties(ctx, filter)}) d
    )
    select o.org_id, o.short_name as org_name, a.org_id as parent_id, a.short_name as parent_name, l.owing, l.total, l.cells
      from (
        select c.line_id, count(*) over ()::int as total, c.owing, c.cells, oo.path
          from (
            select line_id, count(*) filter (where state in ('late', 'missed'))::int as owing,
                   count(*) filter (where state = ${page.state ?? ''})::int as of_state,
                   jsonb_agg(jsonb_build_object(
                     'code', code, 'orgId', org_id, 'start', period_start, 'due', due_on, 'state', state,
                     'days', case when state = 'held-late' then recorded_on - due_on
                                  when state in ('late', 'missed') then ${ctx.today}::date - due_on else 0 end
                   ) order by code, org_id, period_start) as cells
              from cells group by line_id
          ) c
          join organisations oo on oo.county_id = ${ctx.county} and oo.org_id = c.line_id
         where ${page.state ?? null}::text is null or c.of_state > 0
         order by oo.path
         limit ${page.limit} offset ${page.offset}
      ) l
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.line_id
      left join organisations a on a.county_id = ${ctx.county} and a.org_id = o.parent_id
     order by l.path`.execute(ctx.db)
  return rows
}

/** How many there are of each thing, month and state. */
export async function countStates(
  ctx: Ctx,
  filter: DutyFilter,
): Promise<
  { code: string; name: string; cadence: Cadence; month: number; state: DutyState; count: number }[]
> {
  const { rows } = await sql<{
    code: string
    name: string
    cadence: Cadence
    month: number
    state: DutyState
    count: number
  }>`
    select code, min(name) as name, min(cadence) as cadence, month, state, count(*)::int as count
      from (select d.code, d.name, d.cadence, extract(month from d.due_on)::int as month, ${stateSql(ctx.today)} as state
              from (${duties(ctx, filter)}) d) c
     group by code, month, state
     order by array_position(array['quarter', 'half-year', 'month', 'week', 'year'], min(cadence)), code, month`.execute(
    ctx.db,
  )
  return rows
}

/** Those of one of these states, in the order of the register and then of their due days, with how many there are. */
export async function listByState(
  ctx: Ctx,
  filter: DutyFilter,
  { states, limit, offset }: { states: readonly DutyState[]; limit: number; offset: number },
): Promise<(DutyRow & { total: number })[]> {
  const { rows } = await sql<DutyRow & { total: number }>`
    select d.org_id, d.org_name, d.org_kind, d.path, d.parent_id, d.line_id, d.requirement_id, d.code, d.name, d.level,
           d.source, d.cadence, d.fixed_day, d.own_day, d.grace, d.times, d.held_by, d.fact_kind,
           d.patterns, d.period_start, d.period_end,
           d.due_on, d.open_to, d.held, d.met_on, d.met_source, d.recorded_on, d.excused, d.asked,
           count(*) over ()::int as total
      from (${duties(ctx, filter)}) d
     where ${stateSql(ctx.today)} = any(${[...states]}::text[])
     order by d.path, d.due_on, d.code
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

/** The closings that reach an organisation: its own and those above it. */
export async function listClosings(
  ctx: Ctx,
  path: string,
): Promise<{ closed_to: string; closed_at: Date }[]> {
  const { rows } = await sql<{ closed_to: string; closed_at: Date }>`
    select x.closed_to, x.closed_at
      from duty_closings x
      join organisations o on o.county_id = ${ctx.county} and o.org_id = x.org_id
     where x.county_id = ${ctx.county} and left(${path}::text, length(o.path)) = o.path
     order by x.closed_to`.execute(ctx.db)
  return rows
}

/** Is an activity `a`, held by `h`, held by whom the duty `d` says? */
export const mayMeet = sql`(
  a.org_id = d.org_id
  or d.held_by = 'self-or-above' and left(d.path, length(h.path)) = h.path and d.org_id = any(a.branches)
  or d.held_by = 'self-or-below' and left(h.path, length(d.path)) = d.path)`

/** What has begun and is not held in some organisations and their groups, where nothing of the kind is planned either. */
export async function listOpenDuties(
  ctx: Ctx,
  orgIds: readonly number[],
  span: { from: string; to: string },
): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    -- Worked out first: most are done, and what is planned in the county is looked through for each that is left.
    with owed as materialized (
      select d.*
        from (${duties(ctx, { path: '', orgs: orgIds, ...span })}) d
       where d.asked is null
         and ${stateSql(ctx.today)} = any(array['due', 'late'])
    )
    select d.*
      from owed d
     where not exists (
         select 1 from activities a
           join organisations h on h.county_id = ${ctx.county} and h.org_id = a.org_id
          where a.county_id = ${ctx.county} and a.state in ('planned', 'reopened')
            and a.day between d.period_start and d.period_end and ${mayMeet}
            and d.patterns @> jsonb_build_array(jsonb_build_object('activity', a.kind)))
     order by d.due_on, d.path, d.code
     limit 30`.execute(ctx.db)
  return rows
}
