import { accountOf, type Ctx } from '../../core/context/context.ts'

/** Who is named for a grid is asked of the register in the reader's scope. */
export function findMember(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('members')
    .select(['member_id', 'name', 'stage'])
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
}

export async function insertStaff(
  ctx: Ctx,
  wish: { orgId: number; duty: string; memberId: string | null; name: string; validFrom: string },
): Promise<void> {
  await ctx.db
    .insertInto('grid_staff')
    .values({
      county_id: ctx.county,
      staff_id: ctx.requestId,
      org_id: wish.orgId,
      duty: wish.duty,
      member_id: wish.memberId,
      name: wish.name,
      valid_from: wish.validFrom,
      named_by: accountOf(ctx),
      named_at: ctx.now,
    })
    .execute()
}

/** Held while it is decided who looks after the grid: two at once wait for each other. */
export function lockStaff(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('grid_staff')
    .select(['staff_id', 'duty', 'member_id', 'name', 'valid_from', 'valid_to'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('valid_to', 'is', null)
    .orderBy('staff_id')
    .forNoKeyUpdate()
    .execute()
}

export async function closeStaff(
  ctx: Ctx,
  staffId: string,
  { validTo, reason }: { validTo: string; reason: string },
): Promise<void> {
  await ctx.db
    .updateTable('grid_staff')
    .set({ valid_to: validTo, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('staff_id', '=', staffId)
    .execute()
}

/** One term at this grid, also one that is over. */
export function readTerm(ctx: Ctx, orgId: number, staffId: string) {
  return ctx.db
    .selectFrom('grid_staff')
    .select(['staff_id', 'member_id', 'valid_from', 'valid_to'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('staff_id', '=', staffId)
    .execute()
}
