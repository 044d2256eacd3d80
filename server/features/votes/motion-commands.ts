import type { MotionCount, MotionResult } from '../../../contract/votes.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { type Count, demandCount, demandTellers, loadForWrite } from './counting-commands.ts'
import { findMeeting, type MeetingRow } from './meeting-queries.ts'
import * as q from './motion-queries.ts'
import { meetingRule } from './rule-commands.ts'
import { judgeMotion } from './rules.ts'
import { sayMotion } from './sayings.ts'

const target = (id: string) => ({ kind: 'motion', id })

/** Errors: not-found, access.denied, state.wrong (a meeting of this kind decides nothing), conflict.duplicate. */
export async function putMotion(
  ctx: Ctx,
  activityId: string,
  wish: { title: string; way: 'hands' | 'ballot' },
): Promise<void> {
  const meeting = await loadForWrite(ctx, activityId)
  const rule = await meetingRule(ctx, meeting.path, meeting.kind, meeting.day)
  demand(rule, 'state.wrong', { message: '这一类活动不表决，党员大会、支委会这样的会才表决。' })
  const motions = await q.listMotions(ctx, [activityId])
  const same = motions.find((one) => one.title === wish.title && one.state !== 'withdrawn')
  demand(!same, 'conflict.duplicate', { field: 'body.title', message: '这件事已经在表决了，没有再记一次。' })
  await q.insertMotion(ctx, { ...wish, activityId, orgId: meeting.org_id, position: motions.length })
  ctx.audit({ action: 'motion.put', target: target(ctx.requestId), orgId: meeting.org_id })
}

async function loadMotion(ctx: Ctx, motionId: string): Promise<{ motion: q.MotionRow; meeting: MeetingRow }> {
  const found = await q.findMotion(ctx, motionId)
  const at = found && (await findMeeting(ctx, found.activity_id))
  demandMay(ctx.actor, 'activities.write', at && { orgId: at.org_id, path: at.path })
  demand(found, 'not-found')
  const meeting = await loadForWrite(ctx, found.activity_id)
  const motion = await q.findMotion(ctx, motionId)
  demand(motion, 'not-found')
  return { motion, meeting }
}

/** The sums as they were called out. What follows is computed by the rule and, once the meeting is recorded, frozen. */
export async function countMotion(
  ctx: Ctx,
  motionId: string,
  said: MotionCount,
): Promise<{ result: MotionResult; says: string }> {
  const { motion, meeting } = await loadMotion(ctx, motionId)
  demand(motion.state === 'put', 'state.wrong', {
    message:
      motion.state === 'counted' ? '票数已经记好了，要改请先点“重新记票数”，写明原因。' : '这件事不表决了。',
  })
  demand(said.way === motion.way, 'input.invalid', { field: 'body.way' })
  const count = await demandCount(ctx, meeting)
  const presence = { expected: count.expected, present: said.present ?? count.present }
  demand(presence.present <= presence.expected, 'input.invalid', {
    field: 'body.present',
    message: `有表决权的应到 ${presence.expected} 人，实到不能比这多。`,
  })
  demandSums(said, presence.present)
  if (said.way === 'ballot') await demandTellers(ctx, meeting, said.tellerIds)
  const slips = said.way === 'ballot' ? said : { issued: null, returned: null, invalid: 0, tellerIds: [] }
  const { ayes, noes, abstain } = said
  const { issued, returned, invalid } = slips
  const sums = { issued, returned, ayes, noes, abstain, invalid }
  const result = judgeMotion(count.terms, ayes, presence)
  const tellers = [...slips.tellerIds]
  const about = { ...presence, present_said: said.present, terms: count.terms, result, tellers }
  await q.saveCount(ctx, motionId, { ...sums, ...about, frozen_at: frozenNow(ctx, count) })
  ctx.audit({ action: 'motion.counted', target: target(motionId), orgId: meeting.org_id, detail: { result } })
  return { result, says: sayMotion(sums, presence, result) }
}

function frozenNow(ctx: Ctx, count: Count): Date | null {
  return count.frozenAt === null ? null : ctx.now
}

function demandSums(said: MotionCount, present: number): void {
  const given = said.ayes + said.noes + said.abstain
  if (said.way === 'hands') {
    demand(given <= present, 'input.invalid', {
      field: 'body.ayes',
      message: `有表决权的到了 ${present} 人，举手的加起来比这多，请再数一遍。`,
    })
    return
  }
  demand(said.issued <= present, 'input.invalid', {
    field: 'body.issued',
    message: `有表决权的到了 ${present} 人，发出的票不能比这多。`,
  })
  demand(said.returned <= said.issued, 'input.invalid', {
    field: 'body.returned',
    message: '收回的票比发出的多，这次投票无效，要重新投。',
  })
  demand(given + said.invalid === said.returned, 'input.invalid', {
    field: 'body.returned',
    message: `赞成、反对、弃权和废票加起来是 ${given + said.invalid} 张，收回的是 ${said.returned} 张，对不上。`,
  })
}

/** What was counted is kept with the reason, and it is counted again. */
export async function reopenMotion(ctx: Ctx, motionId: string, reason: string): Promise<void> {
  const { motion } = await loadMotion(ctx, motionId)
  demand(motion.state === 'counted', 'state.wrong', { message: '票数还没有记，直接记就行。' })
  await q.insertHistory(ctx, { motionId, orgId: motion.org_id, reason, was: motion })
  await q.clearCount(ctx, motionId)
  ctx.audit({ action: 'motion.reopened', target: target(motionId), orgId: motion.org_id })
}

/** What nobody has voted on yet may be taken back; what was counted stands. */
export async function withdrawMotion(ctx: Ctx, motionId: string, reason: string): Promise<void> {
  const { motion } = await loadMotion(ctx, motionId)
  demand(motion.state === 'put', 'state.wrong', { message: '已经表决过的不能撤。' })
  await q.markWithdrawn(ctx, motionId, reason)
  ctx.audit({ action: 'motion.withdrawn', target: target(motionId), orgId: motion.org_id })
}
