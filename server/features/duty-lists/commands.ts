import { groupDuties } from '../../../contract/duty-lists.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Actor, Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as n from './nomination-queries.ts'
import * as q from './queries.ts'

/** By who sends lists or leads a branch, for themselves and those below. */
export function mayAddKind(actor: Actor, place: { path: string }): boolean {
  return may(actor, 'worklists.send', place) || may(actor, 'duty-lists.write', place)
}

export async function addKind(ctx: Ctx, orgId: number, duty: q.Duty): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demand(place && inScope(ctx.actor, place), 'not-found')
  demand(mayAddKind(ctx.actor, place), 'access.denied')
  await q.insertKind(ctx, orgId, duty)
  ctx.audit({ action: 'duty-list.kind-added', target: { kind: 'group-duty-kind', id: ctx.requestId }, orgId })
}

async function findKind(ctx: Ctx, path: string, kind: string): Promise<q.Duty> {
  const own = groupDuties.find((one) => one.code === kind)
  if (own) return own
  const added = (await q.listKinds(ctx, path)).find((one) => one.kind_id === kind)
  demand(added, 'input.invalid', { field: 'body.kind', message: '没有这项职责，请刷新再选。' })
  return added
}

type Assignment = {
  groupId: number
  kind: string
  leaderId: string | null
  area: string
  validFrom: string
  validTo: string | null
}

export async function assignDuty(ctx: Ctx, orgId: number, wish: Assignment): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'duty-lists.write', place)
  const group = await placeOf(ctx, wish.groupId)
  demand(group?.kind === 'group' && group.path.startsWith(place.path), 'input.invalid', {
    field: 'body.groupId',
    message: '请选本支部的党小组。',
  })
  const isMember = wish.leaderId === null || (await q.isInGroup(ctx, wish.leaderId, wish.groupId))
  demand(isMember, 'input.invalid', { field: 'body.leaderId', message: '组长要是这个小组的人。' })
  demand(wish.validTo === null || wish.validFrom <= wish.validTo, 'input.invalid', {
    field: 'body.validTo',
    message: '结束不能早于开始。',
  })
  const { title, activity, period, times } = await findKind(ctx, place.path, wish.kind)
  await q.insertDuty(ctx, orgId, { ...wish, title, activity, period, times })
  const target = { kind: 'group-duty', id: ctx.requestId }
  ctx.audit({ action: 'duty-list.assigned', target, orgId, memberId: wish.leaderId })
}

export async function endDuty(ctx: Ctx, id: string, reason: string): Promise<void> {
  const duty = await q.findDuty(ctx, id)
  demand(duty && inScope(ctx.actor, { orgId: duty.group_id, path: duty.group_path }), 'not-found')
  demand(may(ctx.actor, 'duty-lists.write', duty), 'access.denied')
  demand(await q.endDuty(ctx, id, reason), 'state.wrong')
  ctx.audit({ action: 'duty-list.ended', target: { kind: 'group-duty', id }, orgId: duty.org_id })
}

/** Whom the branch puts forward is decided by people; nobody does it for themselves or kin. */
export async function nominate(ctx: Ctx, orgId: number, wish: n.NewNomination): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'duty-lists.write', place)
  const concern = concernOf(ctx.actor, wish.memberId)
  demand(!concern, 'access.denied', { message: concern ? sayConcern(concern, '推荐') : '' })
  demand(wish.decidedOn <= ctx.today, 'input.invalid', {
    field: 'body.decidedOn',
    message: '先研究决定，再推荐。',
  })
  demand(await n.isLeader(ctx, orgId, wish.memberId), 'state.wrong', {
    message: '只推荐担着小组职责的组长。请先给小组定职责、写上组长。',
  })
  demand(await n.insertNomination(ctx, orgId, wish), 'conflict.duplicate', { message: '已经推荐过了。' })
  const target = { kind: 'reserve-nomination', id: ctx.requestId }
  ctx.audit({ action: 'reserve.nominated', target, orgId, memberId: wish.memberId })
}

export async function withdrawNomination(ctx: Ctx, id: string, reason: string): Promise<void> {
  const row = await n.findNomination(ctx, id)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  demand(may(ctx.actor, 'duty-lists.write', row), 'access.denied')
  const concern = concernOf(ctx.actor, row.member_id)
  demand(!concern, 'access.denied', { message: concern ? sayConcern(concern, '撤回') : '' })
  demand(await n.withdrawNomination(ctx, id, reason), 'state.wrong', { message: '已经撤回了。' })
  const target = { kind: 'reserve-nomination', id }
  ctx.audit({ action: 'reserve.withdrawn', target, orgId: row.org_id, memberId: row.member_id })
}
