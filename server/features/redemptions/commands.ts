import { concernOf } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { isOwn, isWaiting, mayServe } from './policy.ts'
import * as q from './queries.ts'
import * as redemptions from './redemption-queries.ts'
import { findDayFlaw, refusalFor } from './rules.ts'

export type ProgrammeWish = Omit<q.NewProgramme, 'orgId'>

/** Opens a programme at one's own organisation. Until this nothing can be redeemed anywhere. */
export async function openProgramme(ctx: Ctx, orgId: number, wish: ProgrammeWish): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'redemptions.open', place)
  const flaw = findDayFlaw(wish, ctx.today)
  demand(!flaw, 'input.invalid', flaw ?? {})
  await q.insertProgramme(ctx, { orgId, ...wish })
  ctx.audit({
    action: 'redemption.programme-opened',
    target: { kind: 'redemption-programme', id: ctx.requestId },
    orgId,
    detail: { budgetFen: wish.budgetFen, ceilingFen: wish.ceilingFen },
  })
}

function auditProgramme(ctx: Ctx, programme: q.ProgrammeRow, action: string, detail = {}): void {
  const { programme_id: id, org_id: orgId } = programme
  ctx.audit({ action: `redemption.${action}`, target: { kind: 'redemption-programme', id }, orgId, detail })
}

/** A programme that still runs, locked, for who opened it. */
async function lockToChange(ctx: Ctx, programmeId: string): Promise<q.ProgrammeRow> {
  const programme = await q.lockProgramme(ctx, programmeId)
  demand(programme && inScope(ctx.actor, { orgId: programme.org_id, path: programme.path }), 'not-found')
  demand(may(ctx.actor, 'redemptions.open', programme), 'access.denied')
  demand(!programme.closed_at, 'state.wrong', { message: '这项兑换已经停办了。' })
  return programme
}

export async function closeProgramme(ctx: Ctx, programmeId: string, reason: string): Promise<void> {
  const programme = await lockToChange(ctx, programmeId)
  await q.closeProgramme(ctx, programmeId, reason)
  auditProgramme(ctx, programme, 'programme-closed')
}

export type ItemWish = { name: string; price: number; unitFen: number; stock: number }

export async function addItem(ctx: Ctx, programmeId: string, wish: ItemWish): Promise<void> {
  const programme = await lockToChange(ctx, programmeId)
  demand(wish.unitFen <= programme.ceiling_fen, 'input.invalid', {
    field: 'body.unitFen',
    message: '一份就超过每人每年的上限了，谁也兑不了。',
  })
  await q.insertItem(ctx, programme, wish)
  auditProgramme(ctx, programme, 'item-added', { item: ctx.requestId, stock: wish.stock })
}

async function lockItem(ctx: Ctx, itemId: string): Promise<{ programme: q.ProgrammeRow; item: q.ItemRow }> {
  const found = await q.findItem(ctx, itemId)
  demand(found, 'not-found')
  const programme = await lockToChange(ctx, found.programme_id)
  const item = await q.findItem(ctx, itemId)
  demand(item && !item.retired_at, 'state.wrong', { message: '这一样已经不再兑换了。' })
  return { programme, item }
}

export async function restock(ctx: Ctx, itemId: string, add: number): Promise<number> {
  const { programme } = await lockItem(ctx, itemId)
  const stock = await q.addStock(ctx, itemId, add)
  auditProgramme(ctx, programme, 'item-restocked', { item: itemId, add })
  return stock
}

export async function retireItem(ctx: Ctx, itemId: string): Promise<void> {
  const { programme } = await lockItem(ctx, itemId)
  await q.retireItem(ctx, itemId)
  auditProgramme(ctx, programme, 'item-retired', { item: itemId })
}

/** The member who gets it: oneself on the phone, or who stands at the desk. */
async function lockRedeemer(ctx: Ctx, memberId: string | null): Promise<q.Redeemer> {
  const id = memberId ?? ctx.actor.memberId
  demand(id, 'not-found', { message: '您的账号没有对应的党员，请到支部办。' })
  const member = await q.findRedeemer(ctx, id, { lock: true })
  demand(member, 'not-found', { field: 'body.memberId' })
  return member
}

/**
 * Redeems. The person is locked first, then the programme: of two at once the second sees what the first has taken, of
 * stock, budget, allowance and ceiling alike. Points in booklets, boards and selections are not touched.
 */
export async function redeem(
  ctx: Ctx,
  itemId: string,
  { memberId, quantity }: { memberId: string | null; quantity: number },
): Promise<{ itemName: string; points: number }> {
  const found = await q.findItem(ctx, itemId)
  demand(found, 'not-found')
  const member = await lockRedeemer(ctx, memberId)
  const programme = await q.lockProgramme(ctx, found.programme_id)
  demand(programme && member.path.startsWith(programme.path), 'not-found')
  const own = isOwn(ctx.actor, member.memberId)
  demand(own || inScope(ctx.actor, { orgId: programme.org_id, path: programme.path }), 'not-found')
  demand(own || mayServe(ctx.actor, programme), 'access.denied')
  const item = await q.findItem(ctx, itemId)
  const account = (await q.listAccounts(ctx, member.memberId, [programme.programme_id])).get(
    programme.programme_id,
  )
  demand(item && account, 'not-found')
  const refusal = refusalFor(programme, item, account, { quantity, today: ctx.today })
  demand(!refusal, 'state.wrong', { message: refusal ?? '' })
  await redemptions.insertRedemption(ctx, item, member, quantity)
  await q.addStock(ctx, itemId, -quantity)
  await q.addSpent(ctx, programme.programme_id, item.unit_fen * quantity)
  ctx.audit({
    action: 'redemption.made',
    target: { kind: 'redemption', id: ctx.requestId },
    orgId: programme.org_id,
    memberId: member.memberId,
    detail: { item: itemId, quantity },
  })
  return { itemName: item.name, points: item.price_points * quantity }
}

async function lockWaiting(ctx: Ctx, redemptionId: string): Promise<redemptions.RedemptionRow> {
  const row = await redemptions.lockRedemption(ctx, redemptionId)
  const known = row && (isOwn(ctx.actor, row.member_id) || mayServe(ctx.actor, row))
  demand(known, 'not-found')
  return row
}

function demandWaiting(row: redemptions.RedemptionRow): void {
  demand(isWaiting(row), 'state.wrong', {
    message: row.handed_at ? '已经交给本人了。' : '这一次已经取消了。',
  })
}

function auditOne(ctx: Ctx, row: redemptions.RedemptionRow, action: string): void {
  const { redemption_id: id, org_id: orgId, member_id: memberId } = row
  ctx.audit({ action: `redemption.${action}`, target: { kind: 'redemption', id }, orgId, memberId })
}

export async function handOver(ctx: Ctx, redemptionId: string): Promise<void> {
  const row = await lockWaiting(ctx, redemptionId)
  demand(mayServe(ctx.actor, row), 'access.denied')
  demand(concernOf(ctx.actor, row.member_id) === null, 'access.denied', {
    message: '您自己或亲属兑的，请让另一个人来交。',
  })
  demandWaiting(row)
  await redemptions.markHanded(ctx, redemptionId)
  auditOne(ctx, row, 'handed-over')
}

export async function cancelRedemption(ctx: Ctx, redemptionId: string, reason: string): Promise<void> {
  const row = await lockWaiting(ctx, redemptionId)
  demandWaiting(row)
  await q.lockProgramme(ctx, row.programme_id)
  await redemptions.markCancelled(ctx, redemptionId, reason)
  await q.addStock(ctx, row.item_id, row.quantity)
  await q.addSpent(ctx, row.programme_id, -row.fen)
  auditOne(ctx, row, 'cancelled')
}
