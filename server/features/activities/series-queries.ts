import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** The rows that the actor may write, locked in one order, so that two changes of a series never wait in a ring. */
export function lockActivities(ctx: Ctx, activityIds: readonly string[]) {
  return ctx.db
    .selectFrom('activities')
    .select(['activity_id', 'org_id', 'state', 'day', 'place'])
    .select([
      sql<string | null>`to_char(starts_at, 'HH24:MI')`.as('starts_at'),
      sql<string | null>`to_char(ends_at, 'HH24:MI')`.as('ends_at'),
    ])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .orderBy('activity_id')
    .forNoKeyUpdate()
    .execute()
}

export type Move = {
  activityId: string
  day: string
  startsAt: string | null
  endsAt: string | null
  place: string | null
}

export async function updateWhen(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  const rows = moves.map(({ activityId, day, startsAt, endsAt, place }) => ({
    activity_id: activityId,
    day,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
  }))
  await sql`
    update activities a
       set day = r.day, starts_at = r.starts_at, ends_at = r.ends_at, place = r.place, version = a.version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(activity_id uuid, day date, starts_at time, ends_at time, place text)
     where a.county_id = ${ctx.county} and a.activity_id = r.activity_id`.execute(ctx.db)
}
