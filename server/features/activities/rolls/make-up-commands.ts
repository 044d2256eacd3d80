import { type ActivityKind, activityCategory, type HostLevel } from '../../../../contract/activity-kinds.ts'
import type { MakeUpWay } from '../../../../contract/make-ups.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { newId } from '../../../core/ids.ts'
import { demandState, loadForWrite } from '../commands.ts'
import type { LockedActivity } from '../queries.ts'
import * as q from './make-up-queries.ts'

export type MakeUpWish = {
  memberIds: string[]
  way: MakeUpWay
  day: string
  teacher: string
  note: string | null
}

/**
 * Records that these made up for what they missed: one fact each of a kind of its own, the roll stays as it is.
 * Errors: not-found, access.denied, state.wrong (not recorded yet), input.invalid, conflict.duplicate.
 */
export async function recordMakeUp(
  ctx: Ctx,
  activityId: string,
  { memberIds, ...wish }: MakeUpWish,
): Promise<{ makeUpId: string; members: number }> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'closed')
  demandDay(ctx, row, wish.day)
  const wanted = new Set(memberIds)
  const away = await q.listAway(ctx, activityId, memberIds)
  demand(away.length === wanted.size, 'input.invalid', {
    field: 'body.memberIds',
    message: '里面有人那次到了，或者不在名单上，请刷新再选。',
  })
  const missed = away.map((one) => ({ ...one, factId: newId() }))
  await q.insertMakeUps(ctx, { activityId, orgId: org.orgId, ...wish }, missed)
  for (const { memberId, factId } of missed) {
    ctx.facts.record({
      factId,
      kind: 'make-up',
      day: wish.day,
      memberId,
      attrs: attributesOf(row, wish.way),
      source: { kind: 'make-up', id: ctx.requestId },
    })
  }
  ctx.audit({
    action: 'activity.made-up',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
    detail: { members: missed.length },
  })
  return { makeUpId: ctx.requestId, members: missed.length }
}

function demandDay(ctx: Ctx, row: LockedActivity, day: string): void {
  const field = 'body.day'
  demand(day >= row.day, 'input.invalid', { field, message: '补课的日子不能在活动以前。' })
  demand(day <= ctx.today, 'input.invalid', { field, message: '还没到那一天，补过了再记。' })
}

function attributesOf(row: LockedActivity, way: MakeUpWay) {
  const activity = row.kind as ActivityKind
  return { activity, category: activityCategory(activity), host: row.host as HostLevel, way }
}

/** It was written down by mistake. Errors: not-found, access.denied, state.wrong (withdrawn already). */
export async function withdrawMakeUp(
  ctx: Ctx,
  { makeUpId, memberId }: { makeUpId: string; memberId: string },
  reason: string,
): Promise<void> {
  const found = await q.findMakeUp(ctx, makeUpId, memberId)
  demand(found, 'not-found')
  const { org } = await loadForWrite(ctx, found.activity_id)
  const [factId] = await q.endMakeUps(ctx, found.activity_id, [memberId], reason)
  demand(factId === found.fact_id, 'state.wrong', { message: '这次补课已经撤销了。' })
  ctx.facts.void({ factId, reason })
  const target = { kind: 'activity', id: found.activity_id }
  ctx.audit({ action: 'activity.make-up-withdrawn', target, orgId: org.orgId, memberId })
}
