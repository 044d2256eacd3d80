import { sql } from 'kysely'
import type { Heading, Output } from '../../../contract/activities.ts'
import type { HostLevel } from '../../../contract/activity-kinds.ts'
import type { OrgKind } from '../../../contract/organisations.ts'
import type { Lacking, Segment } from '../../../contract/segments.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Org = {
  orgId: number
  kind: OrgKind
  name: string
  path: string
  foundedOn: string
  dissolvedOn: string | null
}

/** Some organisations by their small numbers; names and paths are no secret inside a county. */
export async function listOrgs(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, Org>> {
  const rows = await ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'name', 'path', 'founded_on', 'dissolved_on'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.org_id,
      {
        orgId: row.org_id,
        kind: row.kind as OrgKind,
        name: row.name,
        path: row.path,
        foundedOn: row.founded_on,
        dissolvedOn: row.dissolved_on,
      },
    ]),
  )
}

export async function findOrg(ctx: Ctx, orgId: number): Promise<Org | undefined> {
  return (await listOrgs(ctx, [orgId])).get(orgId)
}

/** The row for a change, locked: of two who close it at once, the second waits and then finds it closed. */
export function lockActivity(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('activities')
    .select([
      'activity_id',
      'org_id',
      'kind',
      'host',
      'title',
      'state',
      'day',
      'present',
      'outputs',
      'minutes',
    ])
    .select([
      'segments',
      'lacking',
      'first_closed_at',
      'closed_by',
      'closed_at',
      'serial_year',
      'serial_no',
      'version',
    ])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}
export type LockedActivity = NonNullable<Awaited<ReturnType<typeof lockActivity>>>

/** Does the reader see it at all? One may read what one may not lock. */
export async function isVisible(ctx: Ctx, activityId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('activities')
    .select('activity_id')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row !== undefined
}

function headingColumns(heading: Heading) {
  return {
    kind: heading.kind,
    title: heading.title,
    day: heading.day,
    starts_at: heading.startsAt,
    ends_at: heading.endsAt,
    place: heading.place,
    segments: sql<never>`${JSON.stringify(heading.segments)}::jsonb`,
  }
}

export type NewActivity = {
  activityId: string
  orgId: number
  host: HostLevel
  heading: Heading
  lacking: readonly Lacking[]
}

function rowOf({ activityId, orgId, host, heading, lacking }: NewActivity) {
  const { kind, title, day, startsAt, endsAt, place, segments } = heading
  return {
    activity_id: activityId,
    org_id: orgId,
    host,
    kind,
    title,
    day,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
    segments,
    lacking,
  }
}

/** Plans many in one statement; their rolls are still empty. */
export async function insertActivities(ctx: Ctx, activities: readonly NewActivity[]): Promise<void> {
  const rows = JSON.stringify(activities.map(rowOf))
  await sql`
    insert into activities (county_id, activity_id, org_id, host, kind, title, day, starts_at, ends_at, place, segments,
                            lacking, state, outputs, roll, branches, planned_by, planned_at, closings, version)
    select ${ctx.county}, r.activity_id, r.org_id, r.host, r.kind, r.title, r.day, r.starts_at, r.ends_at, r.place,
           r.segments, r.lacking, 'planned', '[]', '{}', '{}', ${accountOf(ctx)}, ${ctx.now}, 0, 1
      from jsonb_to_recordset(${rows}::jsonb)
        as r(activity_id uuid, org_id int, host text, kind text, title text, day date, starts_at time, ends_at time,
             place text, segments jsonb, lacking jsonb)`.execute(ctx.db)
}

export async function updateHeading(
  ctx: Ctx,
  activityId: string,
  heading: Heading,
  lacking: readonly Lacking[],
): Promise<void> {
  await ctx.db
    .updateTable('activities')
    .set({
      ...headingColumns(heading),
      lacking: sql<never>`${JSON.stringify(lacking)}::jsonb`,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .execute()
}

/** Which parts of the agenda were done after all, and what it lacks by that. */
export async function updateSegments(
  ctx: Ctx,
  activityId: string,
  segments: readonly Segment[],
  lacking: readonly Lacking[],
): Promise<void> {
  await ctx.db
    .updateTable('activities')
    .set({
      segments: sql<never>`${JSON.stringify(segments)}::jsonb`,
      lacking: sql<never>`${JSON.stringify(lacking)}::jsonb`,
    })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .execute()
}

/** A saved roll is a change of the activity for whoever still looks at the version before. */
export async function raiseVersion(ctx: Ctx, activityId: string): Promise<void> {
  await ctx.db
    .updateTable('activities')
    .set({ version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .execute()
}

export type Closing = {
  activityId: string
  outputs: readonly Output[]
  minutes: string | null
  present: number
  serial: { year: number; no: number }
}

export function markClosed(ctx: Ctx, closing: Closing): void {
  ctx.ahead(
    ctx.db
      .updateTable('activities')
      .set({
        state: 'closed',
        outputs: sql<never>`${JSON.stringify(closing.outputs)}::jsonb`,
        minutes: closing.minutes,
        present: closing.present,
        serial_year: closing.serial.year,
        serial_no: closing.serial.no,
        first_closed_at: sql`coalesce(first_closed_at, ${ctx.now})`,
        closed_by: accountOf(ctx),
        closed_at: ctx.now,
        closings: sql`closings + 1`,
        version: sql`version + 1`,
      })
      .where('county_id', '=', ctx.county)
      .where('activity_id', '=', closing.activityId),
  )
}

/** Opens a closed activity again and keeps who had closed it, and why that was undone. */
export async function markReopened(ctx: Ctx, row: LockedActivity, reason: string): Promise<void> {
  await ctx.db
    .insertInto('activity_reopenings')
    .values({
      county_id: ctx.county,
      activity_id: row.activity_id,
      reopened_at: ctx.now,
      org_id: row.org_id,
      reopened_by: accountOf(ctx),
      reason,
      was_closed_by: row.closed_by ?? accountOf(ctx),
      was_closed_at: row.closed_at ?? ctx.now,
    })
    .execute()
  await ctx.db
    .updateTable('activities')
    .set({ state: 'reopened', version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', row.activity_id)
    .execute()
}

/** Why it was opened the last time: the reason that its corrected facts bear. */
export async function lastReopeningReason(ctx: Ctx, activityId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('activity_reopenings')
    .select('reason')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .orderBy('reopened_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return row.reason
}

export async function markCancelled(ctx: Ctx, activityIds: readonly string[], reason: string): Promise<void> {
  await ctx.db
    .updateTable('activities')
    .set({
      state: 'cancelled',
      cancel_reason: reason,
      cancelled_by: accountOf(ctx),
      cancelled_at: ctx.now,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .execute()
}
