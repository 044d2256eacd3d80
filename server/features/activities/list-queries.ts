import { type RawBuilder, sql } from 'kysely'
import type { ActivityState } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueRowOf } from './rules.ts'

export type ListFilter = {
  paths: readonly string[]
  from?: string | undefined
  to?: string | undefined
  state?: ActivityState | undefined
  kind?: ActivityKind | undefined
  part?: string | undefined
  topic?: string | undefined
  lacking?: '1' | undefined
  limit: number
  offset: number
}

/** Organisations at or below one of the paths. `~` sorts after every figure and letter of a path. */
function orgsBelow(ctx: Ctx, paths: readonly string[]) {
  return sql<number>`(
    select o.org_id from organisations o
      join unnest(${[...paths]}::text[]) as p(path) on o.path >= p.path and o.path < p.path || '~'
     where o.county_id = ${ctx.county})`
}

/** Whole activities with the names that belong to them; the rows of the roll are read apart. */
function readActivities(ctx: Ctx) {
  return ctx.db
    .selectFrom('activities as a')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'a.county_id')
        .onRef('o.org_id', '=', 'a.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .where('a.county_id', '=', ctx.county)
}

const columns = [
  'a.activity_id',
  'a.org_id',
  'a.kind',
  'a.host',
  'a.title',
  'a.state',
  'a.day',
  'a.place',
  'a.segments',
  'a.lacking',
  'a.outputs',
  'a.roll',
  'a.branches',
  'a.present',
  'a.first_closed_at',
  'a.serial_year',
  'a.serial_no',
  'a.version',
  'o.name as org_name',
] as const

const clocks = [
  sql<string | null>`to_char(a.starts_at, 'HH24:MI')`.as('starts_at'),
  sql<string | null>`to_char(a.ends_at, 'HH24:MI')`.as('ends_at'),
] as const

/** Has `a` a part of which this is true, and which was done? */
function hasPart(condition: RawBuilder<unknown>) {
  return sql<boolean>`exists (
    select 1 from jsonb_array_elements(a.segments) as s
     where ${condition} and s ->> 'skipped' is distinct from 'true')`
}

export async function listActivityRows(ctx: Ctx, filter: ListFilter) {
  let query = readActivities(ctx).where('a.org_id', 'in', orgsBelow(ctx, filter.paths))
  if (filter.from) query = query.where('a.day', '>=', filter.from)
  if (filter.to) query = query.where('a.day', '<=', filter.to)
  if (filter.state) query = query.where('a.state', '=', filter.state)
  if (filter.kind) query = query.where('a.kind', '=', filter.kind)
  if (filter.part) query = query.where(hasPart(sql`s ->> 'kind' = ${filter.part}`))
  if (filter.topic) query = query.where(hasPart(sql`s ->> 'topic' = ${filter.topic}`))
  if (filter.lacking) query = query.where(sql<boolean>`a.lacking <> '[]'::jsonb`)
  const rows = await query
    .select(columns)
    .select(clocks)
    .orderBy('a.day', 'desc')
    .orderBy('a.activity_id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}
export type ActivityRecord = Awaited<ReturnType<typeof listActivityRows>>['rows'][number]

export function findActivity(ctx: Ctx, activityId: string) {
  return readActivities(ctx)
    .leftJoin('accounts as p', (join) =>
      join.on('p.county_id', '=', ctx.county).onRef('p.account_id', '=', 'a.planned_by'),
    )
    .leftJoin('accounts as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.account_id', '=', 'a.closed_by'),
    )
    .leftJoin('accounts as x', (join) =>
      join.on('x.county_id', '=', ctx.county).onRef('x.account_id', '=', 'a.cancelled_by'),
    )
    .select(columns)
    .select(clocks)
    .select(['a.minutes', 'a.planned_at', 'a.closed_at', 'a.closings', 'a.cancel_reason', 'a.cancelled_at'])
    .select(['p.name as planned_by_name', 'c.name as closed_by_name', 'x.name as cancelled_by_name'])
    .where('a.activity_id', '=', activityId)
    .executeTakeFirst()
}
export type ActivityDetail = NonNullable<Awaited<ReturnType<typeof findActivity>>>

/** The last activity of a kind that an organisation planned or held: the pattern of its next one. */
export function findLastOfKind(ctx: Ctx, orgId: number, kind: ActivityKind) {
  return readActivities(ctx)
    .select(columns)
    .select(clocks)
    .where('a.org_id', '=', orgId)
    .where('a.kind', '=', kind)
    .where('a.state', '<>', 'cancelled')
    .orderBy('a.day', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type OwnFilter = { from?: string | undefined; to?: string | undefined; limit: number; offset: number }

/** From the member's own rows of attendance, so that it stays true after a move to another branch. */
export async function listOwn(ctx: Ctx, memberId: string, { from, to, limit, offset }: OwnFilter) {
  let query = readActivities(ctx)
    .innerJoin('attendance as t', (join) =>
      join.on('t.county_id', '=', ctx.county).onRef('t.activity_id', '=', 'a.activity_id'),
    )
    .leftJoin('leaves as l', (join) =>
      join
        .on('l.county_id', '=', ctx.county)
        .onRef('l.activity_id', '=', 't.activity_id')
        .onRef('l.member_id', '=', 't.member_id')
        .on('l.state', '=', 'granted')
        .on('t.state', '=', 'expected'),
    )
    .where('t.member_id', '=', memberId)
  if (from) query = query.where('a.day', '>=', from)
  if (to) query = query.where('a.day', '<=', to)
  const rows = await query
    .select(columns)
    .select(clocks)
    .select([
      sql<string>`case when l.leave_id is null then t.state else 'leave' end`.as('own_state'),
      sql<string | null>`coalesce(l.reason, t.reason)`.as('own_reason'),
      sql<string | null>`coalesce(l.note, t.note)`.as('own_note'),
    ])
    .orderBy('a.day', 'desc')
    .orderBy('a.activity_id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}
export type OwnRecord = Awaited<ReturnType<typeof listOwn>>['rows'][number]

/** Activities that the actor should have recorded by now, the oldest first: today's, and what was left lying. */
export async function listDueActivities(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'activities.write')
  if (paths.length === 0) return []
  const rows = await readActivities(ctx)
    .select(['a.activity_id', 'a.title', 'a.state', 'a.day', 'a.place'])
    .select(clocks)
    .where('a.org_id', 'in', orgsBelow(ctx, paths))
    .where('a.state', 'in', ['planned', 'reopened'])
    .where('a.day', '<=', ctx.today)
    .orderBy('a.day')
    .orderBy('a.activity_id')
    .limit(200)
    .execute()
  return rows.map((row) =>
    dueRowOf(
      {
        activityId: row.activity_id,
        title: row.title,
        state: row.state as 'planned' | 'reopened',
        day: row.day,
        startsAt: row.starts_at,
        place: row.place,
      },
      ctx.today,
    ),
  )
}
