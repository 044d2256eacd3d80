import type { HonourLevel } from '../../../contract/honours.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import * as q from './queries.ts'

type Wish = {
  memberId: string
  title: string
  level: HonourLevel
  issuer: string
  certificateNo: string
  awardedOn: string
}

/** Records an honour of a member by its certificate's number; one certificate counts once. Answers its id. */
export async function recordHonour(ctx: Ctx, wish: Wish): Promise<string> {
  const member = await q.findMember(ctx, wish.memberId)
  demandMay(ctx.actor, 'activities.write', member)
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册，不能再记荣誉。',
  })
  demand(wish.awardedOn <= ctx.today, 'input.invalid', {
    field: 'body.awardedOn',
    message: '授予的日期还没有到。',
  })
  const honourId = ctx.requestId
  q.insertHonour(ctx, { ...wish, honourId, orgId: member.orgId })
  ctx.facts.record({
    factId: newId(),
    kind: 'honour',
    day: wish.awardedOn,
    memberId: wish.memberId,
    attrs: { level: wish.level },
    source: { kind: 'honour', id: honourId },
  })
  const { memberId } = wish
  ctx.audit({
    action: 'honour.recorded',
    target: { kind: 'honour', id: honourId },
    orgId: member.orgId,
    memberId,
  })
  return honourId
}

/** Takes an honour back: its fact is voided and the points with it; the record stays, marked. */
export async function withdrawHonour(ctx: Ctx, honourId: string, reason: string): Promise<void> {
  const row = await q.lockHonour(ctx, honourId)
  demand(row, 'not-found')
  const { org_id: orgId, member_id: memberId } = row
  demandMay(ctx.actor, 'activities.write', await q.findOrg(ctx, orgId))
  demand(!row.withdrawn_at, 'state.wrong', { message: '这项荣誉已经撤销了。' })
  await q.markWithdrawn(ctx, honourId, reason)
  ctx.facts.replace({ sourceId: honourId, wanted: [], reason })
  ctx.audit({ action: 'honour.withdrawn', target: { kind: 'honour', id: honourId }, orgId, memberId })
}
