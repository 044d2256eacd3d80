import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { ItemRecord, OccurrenceRecord } from '../plans/queries.ts'

export type PlannedItem = ItemRecord & { year: number; version: number }

/** What the adopted plans of an organisation hold, of some years. */
export async function listPlanned(ctx: Ctx, orgId: number, years: readonly number[]): Promise<PlannedItem[]> {
  const { rows } = await sql<PlannedItem>`
    select i.item_id, i.plan_id, i.org_id, i.kind, i.title, i.theme, i.work, i.led_by, i.rrule, i.shift, i.place, i.note,
           i.from_day, i.to_day, i.place_no, to_char(i.starts_at, 'HH24:MI') as starts_at,
           to_char(i.ends_at, 'HH24:MI') as ends_at, p.year, p.version
      from year_plans p
      join plan_items i on i.county_id = ${ctx.county} and i.plan_id = p.plan_id and i.removed_at is null
     where p.county_id = ${ctx.county} and p.org_id = ${orgId} and p.year = any(${[...years]}::int[])
       and p.state = 'adopted'
     order by p.year, i.place_no, i.item_id limit 500`.execute(ctx.db)
  return rows
}

export async function listTouchedOf(ctx: Ctx, itemIds: readonly string[]): Promise<OccurrenceRecord[]> {
  const { rows } = await sql<OccurrenceRecord>`
    select o.item_id, o.slot, o.day, to_char(o.starts_at, 'HH24:MI') as starts_at, to_char(o.ends_at, 'HH24:MI') as ends_at,
           o.place, o.activity_id, o.cancel_reason
      from plan_occurrences o
     where o.county_id = ${ctx.county} and o.item_id = any(${[...itemIds]}::uuid[])`.execute(ctx.db)
  return rows
}
