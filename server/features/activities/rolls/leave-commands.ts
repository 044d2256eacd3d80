import type { LeaveReason, LeaveState } from '../../../../contract/leaves.ts'
import { concernOf } from '../../../core/context/concern.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandState, loadForWrite } from '../commands.ts'
import { raiseVersion } from '../queries.ts'
import * as q from './leave-queries.ts'

type Why = { reason: LeaveReason; note: string | null }
type Answer = { leaveId: string; state: LeaveState }

const ownAnswer = '您自己的假，请支部里另一位同志来答复。'

/** A member on the roll asks for leave. Errors: not-found (not called), state.wrong, conflict.duplicate. */
export async function askLeave(ctx: Ctx, activityId: string, why: Why): Promise<Answer> {
  const { memberId } = ctx.actor
  const call = memberId ? await q.findCall(ctx, activityId, memberId) : undefined
  demand(memberId && call, 'not-found')
  demandAhead(ctx, call)
  const { orgId, branchId } = call
  await q.insertLeave(ctx, { activityId, memberId, orgId, branchId, ...why, state: 'asked' })
  note(ctx, 'activity.leave-asked', { activityId, orgId, memberId })
  return { leaveId: ctx.requestId, state: 'asked' }
}

/** Written down for somebody who said so, and granted with it. Errors as askLeave, and access.denied. */
export async function recordLeave(
  ctx: Ctx,
  activityId: string,
  { memberId, ...why }: Why & { memberId: string },
): Promise<Answer> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandAhead(ctx, row)
  const call = await q.findCall(ctx, activityId, memberId)
  demand(call, 'input.invalid', { field: 'body.memberId', message: '这个人不在名单上，请刷新再选。' })
  demand(concernOf(ctx.actor, memberId) !== 'self', 'access.denied', { message: ownAnswer })
  const { branchId } = call
  await q.insertLeave(ctx, { activityId, memberId, orgId: org.orgId, branchId, ...why, state: 'granted' })
  await putOnRoll(ctx, activityId, memberId)
  note(ctx, 'activity.leave-granted', { activityId, orgId: org.orgId, memberId })
  return { leaveId: ctx.requestId, state: 'granted' }
}

/** Errors: not-found, access.denied (also about oneself), input.invalid (a no without a word), state.wrong. */
export async function decideLeave(
  ctx: Ctx,
  leaveId: string,
  { granted, word }: { granted: boolean; word: string | null },
): Promise<Answer> {
  const leave = await q.findLeave(ctx, leaveId)
  demand(leave, 'not-found')
  const { activityId, memberId } = leave
  const { row, org } = await loadForWrite(ctx, activityId)
  demand(concernOf(ctx.actor, memberId) !== 'self', 'access.denied', { message: ownAnswer })
  demandState(row, 'planned')
  demand(granted || word, 'input.invalid', { field: 'body.word', message: '不准假，要说一句为什么。' })
  const state = granted ? 'granted' : 'declined'
  demand(await q.settleLeave(ctx, leaveId, { state, word }), 'state.wrong', {
    message: '这个假已经答复过了，或者本人收回了。',
  })
  if (granted) await putOnRoll(ctx, activityId, memberId)
  note(ctx, `activity.leave-${state}`, { activityId, orgId: org.orgId, memberId })
  return { leaveId, state }
}

/** Taken back by the member, or by whoever calls the roll. Errors: not-found, access.denied, state.wrong. */
export async function withdrawLeave(ctx: Ctx, leaveId: string): Promise<Answer> {
  const leave = await q.findLeave(ctx, leaveId)
  demand(leave, 'not-found')
  const { activityId, memberId } = leave
  const call = await q.findCall(ctx, activityId, memberId)
  demand(call, 'not-found')
  if (memberId !== ctx.actor.memberId) await loadForWrite(ctx, activityId)
  demandAhead(ctx, call)
  demand(await q.settleLeave(ctx, leaveId, { state: 'withdrawn' }), 'state.wrong', {
    message: '这个假没有准，或者已经收回了。',
  })
  if (memberId !== ctx.actor.memberId && leave.state === 'granted') await putOnRoll(ctx, activityId, memberId)
  note(ctx, 'activity.leave-withdrawn', { activityId, orgId: call.orgId, memberId })
  return { leaveId, state: 'withdrawn' }
}

/** Who has the roll open meanwhile is told that it has changed. */
async function putOnRoll(ctx: Ctx, activityId: string, memberId: string): Promise<void> {
  await q.expectAgain(ctx, activityId, memberId)
  await raiseVersion(ctx, activityId)
}

function demandAhead(ctx: Ctx, { state, day }: { state: string; day: string }): void {
  demand(state === 'planned', 'state.wrong', { message: '这次活动已经记好了或者取消了，不能再请假、收回。' })
  demand(day >= ctx.today, 'state.wrong', { message: '这次活动的日子已经过了，请直接和点名的人说。' })
}

type About = { activityId: string; orgId: number; memberId: string }

function note(ctx: Ctx, action: string, { activityId, orgId, memberId }: About): void {
  ctx.audit({ action, target: { kind: 'activity', id: activityId }, orgId, memberId })
}
