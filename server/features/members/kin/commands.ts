import type { KinRelation } from '../../../../contract/kin.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { raiseEpoch } from '../../../core/context/raise-epoch.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandPersonal } from '../policy.ts'
import { findMember } from '../queries.ts'
import * as q from './queries.ts'

export type KinWish = { kin: { memberId: string } | { name: string }; relation: KinRelation }

/** From the commit on neither of the two decides on the other, through no account of theirs. */
export async function noteKin(ctx: Ctx, memberId: string, { kin, relation }: KinWish) {
  const member = await findMember(ctx, memberId)
  demandPersonal(ctx.actor, member)
  const field = 'name' in kin ? 'body.kin.name' : 'body.kin.memberId'
  const found = await q.findOthers(ctx, kin, member.org_id)
  const [other] = found
  demand(other, 'not-found', { field, message: '本支部没有这个名字的党员。在别处的，请上级帮着记。' })
  demand(found.length === 1, 'input.invalid', { field, message: '支部里有两位同名的，请书记来记。' })
  demand(other.member_id !== memberId, 'input.invalid', { field, message: '这是本人，不用记。' })
  await q.insertKin(ctx, { memberId, kinId: other.member_id, relation, orgId: member.org_id })
  await raiseEpoch(ctx)
  ctx.audit({
    action: 'member.kin-noted',
    target: { kind: 'member', id: memberId },
    orgId: member.org_id,
    memberId,
    detail: { kin: other.member_id },
  })
  return { memberId, kinId: other.member_id, name: other.name }
}

export async function removeKin(ctx: Ctx, memberId: string, kinId: string): Promise<void> {
  const member = await findMember(ctx, memberId)
  demandPersonal(ctx.actor, member)
  const isOfTheTwo = [memberId, kinId].includes(ctx.actor.memberId ?? '')
  // What keeps somebody from deciding is not theirs to take off, nor their kin's.
  demand(!isOfTheTwo || !(await q.holdsOffice(ctx, [memberId, kinId])), 'access.denied', {
    message: '你们当中有人管事，这条回避要由别的同志来去掉，请书记或上级党组织办。',
  })
  demand(await q.deleteKin(ctx, memberId, kinId), 'not-found')
  await raiseEpoch(ctx)
  ctx.audit({
    action: 'member.kin-removed',
    target: { kind: 'member', id: memberId },
    orgId: member.org_id,
    memberId,
    detail: { kin: kinId },
  })
}
