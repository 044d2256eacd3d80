import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as a from './answer-queries.ts'
import { readCells } from './cells.ts'
import { findWorklist, listItems, type WorklistRow } from './queries.ts'
import { findPickFlaw, readAnswer, weekEnd } from './rules.ts'

type Held = { list: WorklistRow; receiver: a.ReceiverRow }

/** An organisation's own row of a list, locked, for who answers there. Nobody answers in the place of one below. */
async function lockOwn(ctx: Ctx, worklistId: string, orgId: number): Promise<Held> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.answer', place)
  const receiver = await a.lockReceiver(ctx, worklistId, orgId)
  const list = await findWorklist(ctx, worklistId)
  demand(receiver && list, 'not-found')
  demand(list.state !== 'withdrawn', 'state.wrong', { message: '这份清单收回了，不用办。' })
  return { list, receiver }
}

function auditOwn(ctx: Ctx, { list, receiver }: Held, action: string, detail = {}): void {
  const target = { kind: 'worklist', id: list.worklist_id }
  ctx.audit({ action: `worklist.${action}`, target, orgId: receiver.org_id, detail })
}

export async function giveReceipt(ctx: Ctx, worklistId: string, orgId: number): Promise<void> {
  const held = await lockOwn(ctx, worklistId, orgId)
  demand(!held.receiver.receipt_at, 'conflict.duplicate', { message: '已经说过收到了。' })
  await a.updateReceiver(ctx, held.receiver, { receipt_by: accountOf(ctx), receipt_at: ctx.now })
  auditOwn(ctx, held, 'received')
}

async function loadItems(ctx: Ctx, { list, receiver }: Held) {
  const items = (await listItems(ctx, [list.worklist_id])).map((row) => ({ ...row, itemId: row.item_id }))
  const rows = await a.listCells(ctx, [list.worklist_id], [receiver.org_id])
  return { items, cells: readCells(rows, items, list) }
}

async function keepPicks(ctx: Ctx, held: Held, itemIds: readonly string[]): Promise<void> {
  const { items, cells } = await loadItems(ctx, held)
  const picks = [...new Set(itemIds)]
  const flaw = findPickFlaw(items, held.list.menus, cells, picks)
  demand(!flaw, 'input.invalid', { field: 'body.itemIds', message: flaw ?? '' })
  await a.updateReceiver(ctx, held.receiver, { picks })
}

export async function pickItems(
  ctx: Ctx,
  worklistId: string,
  orgId: number,
  itemIds: readonly string[],
): Promise<void> {
  const held = await lockOwn(ctx, worklistId, orgId)
  await keepPicks(ctx, held, itemIds)
  auditOwn(ctx, held, 'picked', { items: itemIds.length })
}

/** Answers a question; of a menu that picks it too. After the week it is late, never refused. */
export async function answerItem(
  ctx: Ctx,
  worklistId: string,
  orgId: number,
  { itemId, text }: { itemId: string; text: string },
): Promise<{ late: boolean }> {
  const held = await lockOwn(ctx, worklistId, orgId)
  const item = (await listItems(ctx, [worklistId])).find((one) => one.item_id === itemId)
  demand(item, 'not-found')
  demand(item.demand.by === 'answer', 'state.wrong', { message: '这一件由记录来答，不用填。' })
  const answer = readAnswer(item.demand, text)
  demand(answer !== null, 'input.invalid', {
    field: 'body.text',
    message: item.demand.type === 'number' ? '请填数字，最多两位小数。' : '请从给出的里面选一个。',
  })
  const { picks } = held.receiver
  if (item.menu !== null && !picks.includes(itemId)) await keepPicks(ctx, held, [...picks, itemId])
  await a.saveAnswer(ctx, held.list, orgId, { itemId, answer })
  auditOwn(ctx, held, 'answered', { item: itemId })
  return { late: ctx.today > weekEnd(held.list.week_from) }
}
