import { accountOf, type Ctx } from '../../../core/context/context.ts'

export async function insertGuest(
  ctx: Ctx,
  guest: { activityId: string; orgId: number; name: string; origin: string },
): Promise<void> {
  await ctx.db
    .insertInto('roll_guests')
    .values({
      county_id: ctx.county,
      guest_id: ctx.requestId,
      activity_id: guest.activityId,
      org_id: guest.orgId,
      name: guest.name,
      origin: guest.origin,
      added_by: accountOf(ctx),
      added_at: ctx.now,
    })
    .execute()
}

export async function deleteGuest(ctx: Ctx, activityId: string, guestId: string): Promise<boolean> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('roll_guests')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('guest_id', '=', guestId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
