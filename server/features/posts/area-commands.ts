import type * as contract from '../../../contract/areas.ts'
import type { InputOf } from '../../../contract/endpoint.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './area-queries.ts'
import { endContract, insertContract, listContracts, listTermsOf } from './contract-queries.ts'
import { demandPerson, maySeeAt } from './reach-commands.ts'

/** The area, if the actor may see it. Errors: not-found. */
export async function demandArea(ctx: Ctx, areaId: string): Promise<q.AreaRow> {
  const area = await q.findArea(ctx, areaId)
  demand(area && (await maySeeAt(ctx, { orgId: area.org_id, path: area.path })), 'not-found')
  return area
}

export async function addArea(ctx: Ctx, orgId: number, wish: q.NewArea): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'posts.write', place)
  const isHere = wish.placeId === null || (await q.isPlaceAround(ctx, wish.placeId, place.path))
  demand(isHere, 'input.invalid', { field: 'body.placeId', message: '这个自然村不在这里，请另选。' })
  await q.insertArea(ctx, orgId, wish)
  ctx.audit({ action: 'area.added', target: { kind: 'duty-area', id: ctx.requestId }, orgId })
}

type Wish = InputOf<typeof contract.contractArea>['body']

/** Hands an area to somebody: with who does it, who manages it and the task [002-24]; the one before ends the day before. */
export async function contractArea(ctx: Ctx, areaId: string, wish: Wish): Promise<void> {
  const area = await demandArea(ctx, areaId)
  demand(may(ctx.actor, 'posts.write', area), 'access.denied')
  await takeLock(ctx, { name: `duty-area/${areaId}`, way: 'to-change' })
  demand(!area.closed_on, 'state.wrong', { message: '这个责任区已经撤了。' })
  demand(wish.validTo === null || wish.validTo >= wish.validFrom, 'input.invalid', {
    field: 'body.validTo',
    message: '结束不能早于开始。',
  })
  const owner = await demandPerson(ctx, wish.memberId, 'body.memberId')
  const manager = await demandPerson(ctx, wish.managerId, 'body.managerId')
  demand(manager.member_id !== owner.member_id, 'input.invalid', {
    field: 'body.managerId',
    message: '管的人和做的人不能是同一位。',
  })
  const before = (await listTermsOf(ctx, areaId)).find((one) => !one.ended)
  if (before) {
    demand(before.valid_from < wish.validFrom, 'input.invalid', {
      field: 'body.validFrom',
      message: `现在这位是从 ${before.valid_from} 起包干的，要在那以后接手。`,
    })
    await endContract(ctx, before.contract_id, { validTo: addDays(wish.validFrom, -1), reason: '交给下一位' })
  }
  await insertContract(ctx, {
    ...{ areaId, orgId: area.org_id, branchId: owner.org_id, memberId: owner.member_id },
    ...{ managerId: manager.member_id, managerName: manager.name, task: wish.task },
    ...{ validFrom: wish.validFrom, validTo: wish.validTo },
  })
  const target = { kind: 'duty-area', id: areaId }
  ctx.audit({ action: 'area.contracted', target, orgId: area.org_id, memberId: owner.member_id })
}

export async function endAreaContract(ctx: Ctx, contractId: string, reason: string): Promise<void> {
  const [row] = await listContracts(ctx, [contractId])
  demand(row, 'not-found')
  const area = await demandArea(ctx, row.area_id)
  demand(may(ctx.actor, 'posts.write', area), 'access.denied')
  const ended = await endContract(ctx, contractId, { validTo: ctx.today, reason })
  demand(ended, 'state.wrong', { message: '已经不包干了。' })
  const target = { kind: 'duty-area', id: row.area_id }
  ctx.audit({ action: 'area.contract-ended', target, orgId: row.org_id, memberId: row.member_id })
}

export async function closeArea(ctx: Ctx, areaId: string, reason: string): Promise<void> {
  const area = await demandArea(ctx, areaId)
  demand(may(ctx.actor, 'posts.write', area), 'access.denied')
  await takeLock(ctx, { name: `duty-area/${areaId}`, way: 'to-change' })
  demand(await q.closeArea(ctx, areaId, reason), 'state.wrong', { message: '这个责任区已经撤了。' })
  const standing = (await listTermsOf(ctx, areaId)).find((one) => !one.ended)
  if (standing) await endContract(ctx, standing.contract_id, { validTo: ctx.today, reason })
  ctx.audit({ action: 'area.closed', target: { kind: 'duty-area', id: areaId }, orgId: area.org_id })
}
