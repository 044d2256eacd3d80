import { sql } from 'kysely'
import type { HeldEntry } from '../../../contract/plans.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewPlan = { planId: string; orgId: number; year: number; templateId: string | null }

/** False where there is one already. */
export async function insertPlan(ctx: Ctx, plan: NewPlan): Promise<boolean> {
  const result = await ctx.db
    .insertInto('year_plans')
    .values({
      county_id: ctx.county,
      plan_id: plan.planId,
      org_id: plan.orgId,
      year: plan.year,
      template_id: plan.templateId,
      state: 'draft',
      made_by: accountOf(ctx),
      made_at: ctx.now,
      version: 1,
    })
    .onConflict((oc) => oc.columns(['county_id', 'org_id', 'year']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function markAdopted(ctx: Ctx, planId: string): Promise<void> {
  await ctx.db
    .updateTable('year_plans')
    .set({
      state: 'adopted',
      adopted_by: accountOf(ctx),
      adopted_at: ctx.now,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('plan_id', '=', planId)
    .execute()
}

export async function raiseVersion(ctx: Ctx, planId: string): Promise<void> {
  await ctx.db
    .updateTable('year_plans')
    .set({ version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('plan_id', '=', planId)
    .execute()
}

export type NewItem = HeldEntry & { itemId: string; from: string; to: string; placeNo: number }

/** An entry in the words of its columns. */
export function columnsOf(entry: HeldEntry) {
  return {
    org_id: entry.orgId,
    kind: entry.kind,
    title: entry.title,
    theme: entry.theme,
    work: entry.work,
    led_by: entry.ledBy,
    rrule: entry.rrule,
    shift: entry.shift,
    starts_at: entry.startsAt,
    ends_at: entry.endsAt,
    place: entry.place,
    note: entry.note,
  }
}

export async function insertItems(ctx: Ctx, planId: string, items: readonly NewItem[]): Promise<void> {
  if (items.length === 0) return
  await ctx.db
    .insertInto('plan_items')
    .values(
      items.map((item) => ({
        county_id: ctx.county,
        item_id: item.itemId,
        plan_id: planId,
        ...columnsOf(item),
        from_day: item.from,
        to_day: item.to,
        place_no: item.placeNo,
      })),
    )
    .execute()
}

export async function updateItem(ctx: Ctx, itemId: string, entry: HeldEntry): Promise<void> {
  await ctx.db
    .updateTable('plan_items')
    .set(columnsOf(entry))
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .execute()
}

/** The last day that the entry speaks for; what follows is another's, or nobody's. */
export async function endItem(ctx: Ctx, itemId: string, to: string): Promise<void> {
  await ctx.db
    .updateTable('plan_items')
    .set({ to_day: to })
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .execute()
}

export async function markRemoved(ctx: Ctx, itemId: string): Promise<void> {
  await ctx.db
    .updateTable('plan_items')
    .set({ removed_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .execute()
}

export type Touch = {
  itemId: string
  slot: string
  orgId: number
  day: string | null
  startsAt: string | null
  endsAt: string | null
  place: string | null
  activityId: string | null
  cancelReason: string | null
}

/**
 * What occurrences of a plan are from now on; one that was touched before is written over. One statement, however many.
 * The plan's version goes up: calendars on other machines tell the newer state of an entry by it (RFC 5545, 3.8.7.4).
 */
export async function upsertOccurrences(ctx: Ctx, planId: string, touches: readonly Touch[]): Promise<void> {
  if (touches.length === 0) return
  await raiseVersion(ctx, planId)
  const rows = touches.map((one) => ({
    item_id: one.itemId,
    slot: one.slot,
    org_id: one.orgId,
    day: one.day,
    starts_at: one.startsAt,
    ends_at: one.endsAt,
    place: one.place,
    activity_id: one.activityId,
    cancel_reason: one.cancelReason,
  }))
  await sql`
    insert into plan_occurrences (county_id, item_id, slot, org_id, day, starts_at, ends_at, place, activity_id,
                                  cancel_reason, changed_by, changed_at)
    select ${ctx.county}, r.item_id, r.slot, r.org_id, r.day, r.starts_at, r.ends_at, r.place, r.activity_id,
           r.cancel_reason, ${accountOf(ctx)}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(item_id uuid, slot date, org_id int, day date, starts_at time, ends_at time, place text,
             activity_id uuid, cancel_reason text)
    on conflict (county_id, item_id, slot) do update
       set day = excluded.day, starts_at = excluded.starts_at, ends_at = excluded.ends_at, place = excluded.place,
           activity_id = excluded.activity_id, cancel_reason = excluded.cancel_reason,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(ctx.db)
}

/** Hands occurrences of one entry over to another, which continues it on other days. */
export async function handOver(
  ctx: Ctx,
  from: string,
  to: string,
  slots: readonly { slot: string; next: string; day: string | null }[],
): Promise<void> {
  if (slots.length === 0) return
  await sql`
    update plan_occurrences o set item_id = ${to}, slot = r.next, day = r.day
      from jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) as r(slot date, next date, day date)
     where o.county_id = ${ctx.county} and o.item_id = ${from} and o.slot = r.slot`.execute(ctx.db)
}
