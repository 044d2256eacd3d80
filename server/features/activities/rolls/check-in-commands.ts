import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandState, loadForWrite } from '../commands.ts'
import * as q from './check-in-queries.ts'
import { clockTolerance, codesFrom, fitsTime, newSecret, type ShownCode } from './check-in-rules.ts'

const secretContext = 'check_in_codes.secret'

/** Puts a changing code on the wall. Errors: not-found, access.denied, state.wrong (another day, or recorded). */
export async function openCheckIn(ctx: Ctx, activityId: string): Promise<void> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned')
  demand(row.day === ctx.today, 'state.wrong', { message: '活动那一天才能打开扫码签到。' })
  const sealed = (await ctx.sealer()).seal(newSecret(), secretContext)
  await q.insertCode(ctx, { activityId, orgId: org.orgId, sealed })
  ctx.audit({
    action: 'activity.check-in-opened',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
}

/** For the screen: the codes of the next minutes. The caller has seen that the reader may show them. */
export async function readCodes(
  ctx: Ctx,
  activityId: string,
): Promise<{ codes: ShownCode[]; checkedIn: number }> {
  const code = await q.findCode(ctx, activityId)
  demand(code && !code.closed_at, 'state.wrong', { message: '扫码签到没有打开，或者已经关了。' })
  const secret = (await ctx.sealer()).open(code.secret_sealed, secretContext)
  return { codes: codesFrom(secret, ctx.now), checkedIn: await q.countCheckIns(ctx, activityId) }
}

/**
 * A member stood before the screen. Any member of the county: whoever is not on the roll is shown to the one who calls
 * it. One check-in each; the code must have stood there when it was scanned, and the activity not be recorded yet.
 * Errors: not-found, input.invalid, state.wrong, conflict.duplicate.
 */
export async function checkIn(
  ctx: Ctx,
  activityId: string,
  { code, scannedAt }: { code: string; scannedAt: string },
): Promise<{ at: Date; visitor: boolean }> {
  const { memberId } = ctx.actor
  demand(memberId, 'not-found', { message: '这个账号没有对到党员本人，请和点名的人说一声。' })
  const open = await q.findCode(ctx, activityId)
  demand(open, 'not-found')
  demand(!open.closed_at, 'state.wrong', { message: '扫码签到已经关了，到没到请和点名的人说。' })
  const at = new Date(scannedAt)
  const secret = (await ctx.sealer()).open(open.secret_sealed, secretContext)
  const within =
    at.getTime() >= open.opened_at.getTime() - clockTolerance &&
    at.getTime() <= ctx.now.getTime() + clockTolerance
  demand(within && fitsTime(secret, code, at), 'input.invalid', {
    field: 'body.code',
    message: '这个码过期了，请对着屏幕再扫一次，或者请点名的人点上。',
  })
  const self = await q.findSelf(ctx, activityId, memberId)
  demand(self, 'not-found')
  const { name, branchId, branchName, onRoll } = self
  await q.insertCheckIn(ctx, {
    activityId,
    memberId,
    orgId: open.org_id,
    branchId,
    name,
    branchName,
    scannedAt: at,
  })
  const target = { kind: 'activity', id: activityId }
  ctx.audit({ action: 'activity.checked-in', target, orgId: open.org_id, memberId })
  return { at, visitor: !onRoll }
}
