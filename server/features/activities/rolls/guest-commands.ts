import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandState, loadForWrite } from '../commands.ts'
import { deleteGuest, insertGuest } from './guest-queries.ts'

/** A guest is no fact and no figure: one may be added while an activity stands, recorded or not. */
async function loadStanding(ctx: Ctx, activityId: string) {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned', 'closed', 'reopened')
  return org
}

export async function addGuest(
  ctx: Ctx,
  activityId: string,
  guest: { name: string; origin: string },
): Promise<string> {
  const { orgId } = await loadStanding(ctx, activityId)
  await insertGuest(ctx, { activityId, orgId, ...guest })
  ctx.audit({ action: 'activity.guest-added', target: { kind: 'activity', id: activityId }, orgId })
  return ctx.requestId
}

/** Somebody from above who says so and came to see: on the roll beside the members, where the caller has let them in. */
export async function enterVisitor(
  ctx: Ctx,
  activity: { activityId: string; orgId: number },
  origin: string,
): Promise<void> {
  await insertGuest(ctx, { ...activity, name: ctx.actor.name, origin })
  const target = { kind: 'activity', id: activity.activityId }
  ctx.audit({ action: 'activity.guest-added', target, orgId: activity.orgId })
}

export async function removeGuest(ctx: Ctx, activityId: string, guestId: string): Promise<void> {
  const { orgId } = await loadStanding(ctx, activityId)
  demand(await deleteGuest(ctx, activityId, guestId), 'not-found')
  ctx.audit({ action: 'activity.guest-removed', target: { kind: 'activity', id: activityId }, orgId })
}
