import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { OrgKind } from '../../../contract/organisations.ts'
import type { Shift } from '../../../contract/plan-items.ts'
import type { Ctx } from '../../core/context/context.ts'

const clock = (name: string) => sql<string | null>`to_char(${sql.ref(name)}, 'HH24:MI')`

export type Holder = { orgId: number; kind: OrgKind; name: string; path: string; parentId: number | null }

/** The organisation of a plan, the groups right below it, and the village right above it, whose meetings it may hold. */
export async function listHolders(
  ctx: Ctx,
  orgId: number,
): Promise<{ own: Holder; groups: Holder[]; village: Holder | null } | null> {
  const { rows } = await sql<{
    org_id: number
    kind: OrgKind
    name: string
    short_name: string
    path: string
    parent_id: number | null
  }>`
    select o.org_id, o.kind, o.name, o.short_name, o.path, o.parent_id
      from organisations o
      join organisations s on s.county_id = ${ctx.county} and s.org_id = ${orgId}
     where o.county_id = ${ctx.county}
       and (o.org_id = s.org_id or o.org_id = s.parent_id and o.kind = 'village'
            or o.parent_id = s.org_id and o.kind = 'group' and o.dissolved_on is null)
     order by o.path`.execute(ctx.db)
  const all = rows.map((row) => ({
    orgId: row.org_id,
    kind: row.kind,
    name: row.org_id === orgId ? row.name : row.short_name,
    path: row.path,
    parentId: row.parent_id,
  }))
  const own = all.find((one) => one.orgId === orgId)
  if (!own) return null
  return {
    own,
    groups: all.filter((one) => one.kind === 'group' && one.orgId !== orgId),
    village: all.find((one) => one.orgId === own.parentId) ?? null,
  }
}

export function findPlan(ctx: Ctx, orgId: number, year: number) {
  return ctx.db
    .selectFrom('year_plans as p')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'p.adopted_by'),
    )
    .selectAll('p')
    .select('a.name as adopted_by_name')
    .where('p.county_id', '=', ctx.county)
    .where('p.org_id', '=', orgId)
    .where('p.year', '=', year)
    .executeTakeFirst()
}
export type PlanRecord = NonNullable<Awaited<ReturnType<typeof findPlan>>>

/** The plan for a change: two changes of one plan wait for each other. */
export function lockPlan(ctx: Ctx, planId: string) {
  return ctx.db
    .selectFrom('year_plans')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('plan_id', '=', planId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export type ItemRecord = {
  item_id: string
  plan_id: string
  org_id: number
  kind: ActivityKind | null
  title: string
  theme: string | null
  work: string | null
  led_by: string | null
  rrule: string
  shift: Shift
  starts_at: string | null
  ends_at: string | null
  place: string | null
  note: string | null
  from_day: string
  to_day: string
  place_no: number
}

function readItems(ctx: Ctx) {
  return ctx.db
    .selectFrom('plan_items as i')
    .select(['i.item_id', 'i.plan_id', 'i.org_id', 'i.kind', 'i.title', 'i.theme', 'i.work', 'i.led_by'])
    .select(['i.rrule', 'i.shift', 'i.place', 'i.note', 'i.from_day', 'i.to_day', 'i.place_no'])
    .select([clock('i.starts_at').as('starts_at'), clock('i.ends_at').as('ends_at')])
    .where('i.county_id', '=', ctx.county)
    .where('i.removed_at', 'is', null)
}

export async function listItems(ctx: Ctx, planId: string): Promise<ItemRecord[]> {
  const rows = await readItems(ctx)
    .where('i.plan_id', '=', planId)
    .orderBy('i.place_no')
    .orderBy('i.from_day')
    .orderBy('i.item_id')
    .execute()
  return rows as ItemRecord[]
}

export async function findItem(ctx: Ctx, itemId: string): Promise<ItemRecord | undefined> {
  const row = await readItems(ctx).where('i.item_id', '=', itemId).executeTakeFirst()
  return row as ItemRecord | undefined
}

export type OccurrenceRecord = {
  item_id: string
  slot: string
  day: string | null
  starts_at: string | null
  ends_at: string | null
  place: string | null
  activity_id: string | null
  cancel_reason: string | null
}

/** What somebody has done with occurrences of a plan: moved, called off, made an activity. */
export async function listTouched(ctx: Ctx, planId: string): Promise<OccurrenceRecord[]> {
  return ctx.db
    .selectFrom('plan_occurrences as o')
    .innerJoin('plan_items as i', (join) =>
      join.on('i.county_id', '=', ctx.county).onRef('i.item_id', '=', 'o.item_id'),
    )
    .select(['o.item_id', 'o.slot', 'o.day', 'o.place', 'o.activity_id', 'o.cancel_reason'])
    .select([clock('o.starts_at').as('starts_at'), clock('o.ends_at').as('ends_at')])
    .where('o.county_id', '=', ctx.county)
    .where('i.plan_id', '=', planId)
    .execute()
}

export type ActivityRecord = {
  activity_id: string
  org_id: number
  org_name: string
  kind: ActivityKind
  title: string
  state: 'planned' | 'closed' | 'reopened' | 'cancelled'
  day: string
  starts_at: string | null
  ends_at: string | null
  place: string | null
  led_by: string[]
  present: number | null
  expected: number
  cancel_reason: string | null
  /** Held by one of the plan's holders; else one that calls their people, or is held at one of their places. */
  own: boolean
  /** Calls people of the holders. */
  calls: boolean
}

/**
 * What stands in the calendar of the holders between two days: what they hold, what calls their people, and what is held
 * at a place that they use, as far as the reader may see it.
 */
export async function listActivities(
  ctx: Ctx,
  {
    orgIds,
    places,
    from,
    to,
  }: { orgIds: readonly number[]; places: readonly string[]; from: string; to: string },
): Promise<ActivityRecord[]> {
  const { rows } = await sql<ActivityRecord>`
    select a.activity_id, a.org_id, o.short_name as org_name, a.kind, a.title, a.state, a.day, a.place,
           to_char(a.starts_at, 'HH24:MI') as starts_at, to_char(a.ends_at, 'HH24:MI') as ends_at,
           array(select s ->> 'ledBy' from jsonb_array_elements(a.segments) s where s ->> 'ledBy' is not null) as led_by,
           a.present, cardinality(a.roll) as expected, a.cancel_reason,
           a.org_id = any(${[...orgIds]}::int[]) as own, a.branches && ${[...orgIds]}::int[] as calls
      from activities a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
     where a.county_id = ${ctx.county} and a.day between ${from}::date and ${to}::date
       and (a.org_id = any(${[...orgIds]}::int[])
            or a.state <> 'cancelled' and (a.branches && ${[...orgIds]}::int[]
                                           or a.place = any(${[...places]}::text[])))
     order by a.day, a.starts_at nulls first, a.activity_id`.execute(ctx.db)
  return rows
}

export type Habit = {
  org_id: number
  kind: ActivityKind
  day: string
  starts_at: string | null
  ends_at: string | null
  place: string | null
}

/** When and where each kind was held the last time, by holder. */
export async function listHabits(ctx: Ctx, orgIds: readonly number[]): Promise<Habit[]> {
  const { rows } = await sql<Habit>`
    select distinct on (a.org_id, a.kind) a.org_id, a.kind, a.day, a.place,
           to_char(a.starts_at, 'HH24:MI') as starts_at, to_char(a.ends_at, 'HH24:MI') as ends_at
      from activities a
     where a.county_id = ${ctx.county} and a.org_id = any(${[...orgIds]}::int[]) and a.state = 'closed'
     order by a.org_id, a.kind, a.day desc`.execute(ctx.db)
  return rows
}

export type BelowRecord = {
  org_id: number
  org_name: string
  state: 'none' | 'draft' | 'adopted'
  planned: number
  held: number
  cancelled: number
  total: number
  without: number
}

/** Branches and committees at and below a path, each with its plan and what became of its activities in that year. */
export async function listBelow(
  ctx: Ctx,
  { path, year, limit, offset }: { path: string; year: number; limit: number; offset: number },
): Promise<BelowRecord[]> {
  const { rows } = await sql<BelowRecord>`
    with places as materialized (
      select o.org_id, o.short_name as org_name, o.path, coalesce(p.state, 'none') as state, p.plan_id
        from organisations o
        left join year_plans p on p.county_id = ${ctx.county} and p.org_id = o.org_id and p.year = ${year}
       where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
         and o.dissolved_on is null and (o.kind = 'branch' or p.plan_id is not null)
    ), shown as (
      select p.*, count(*) over ()::int as total, (count(*) filter (where state = 'none') over ())::int as without
        from places p order by p.path limit ${limit} offset ${offset}
    )
    select s.org_id, s.org_name, s.state, s.total, s.without, coalesce(c.planned, 0)::int as planned,
           coalesce(c.held, 0)::int as held, coalesce(c.cancelled, 0)::int as cancelled
      from shown s
      left join (
        select i.plan_id, count(*) filter (where a.state <> 'cancelled') as planned,
               count(*) filter (where a.first_closed_at is not null and a.state <> 'cancelled') as held,
               count(*) filter (where a.state = 'cancelled') as cancelled
          from plan_occurrences o
          join plan_items i on i.county_id = ${ctx.county} and i.item_id = o.item_id
          join activities a on a.county_id = ${ctx.county} and a.activity_id = o.activity_id
         where o.county_id = ${ctx.county} and i.plan_id in (select plan_id from shown)
         group by i.plan_id
      ) c on c.plan_id = s.plan_id
     order by s.path`.execute(ctx.db)
  return rows
}

/** Those of some organisations, groups left out, that have no plan of a year adopted. */
export function listOrgsWithoutPlan(ctx: Ctx, orgIds: readonly number[], year: number) {
  return ctx.db
    .selectFrom('organisations as o')
    .select(['o.org_id', 'o.short_name as name'])
    .where('o.county_id', '=', ctx.county)
    .where('o.org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .where('o.kind', 'not in', ['group', 'grid'])
    .where('o.dissolved_on', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('year_plans as p')
            .select('p.plan_id')
            .where('p.county_id', '=', ctx.county)
            .whereRef('p.org_id', '=', 'o.org_id')
            .where('p.year', '=', year)
            .where('p.state', '=', 'adopted'),
        ),
      ),
    )
    .orderBy('o.path')
    .execute()
}

/** Plans of the next days whose rolls stand as they were planned, months ago perhaps: nobody has changed them since. */
export async function listToRenew(ctx: Ctx, from: string, to: string) {
  const { rows } = await sql<{ activity_id: string; org_id: number; kind: ActivityKind }>`
    select a.activity_id, a.org_id, a.kind
      from plan_occurrences o
      join activities a on a.county_id = ${ctx.county} and a.activity_id = o.activity_id
     where o.county_id = ${ctx.county} and a.state = 'planned' and a.version = 1
       and a.day between ${from}::date and ${to}::date
     order by a.activity_id`.execute(ctx.db)
  return rows
}
