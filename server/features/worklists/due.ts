import type { DueRow } from '../../../contract/due.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { listCells, listReceived, type ReceiverRow } from './answer-queries.ts'
import { readCells } from './cells.ts'
import { type ItemRow, listByIds, listItems, listWaitingOver, type WorklistRow } from './queries.ts'
import { tallyOf, weekEnd } from './rules.ts'

/** So long a question that nobody answered is called to mind after its week; what a fact answers is not. */
const daysAfter = 14

/** Lists of this week and the next that wait for 收到 or for something to be done; and for the county what is over its budget. */
export async function listDueWorklists(ctx: Ctx): Promise<DueRow[]> {
  return [...(await listOwn(ctx)), ...(await listOverBudget(ctx))]
}

async function listOwn(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'worklists.answer')
  if (paths.length === 0) return []
  const week = startOfPeriod(ctx.today, 'week')
  const from = startOfPeriod(addDays(ctx.today, -daysAfter), 'week')
  const received = await listReceived(ctx, paths, { from, to: addDays(week, 7) })
  if (received.length === 0) return []
  const ids = [...new Set(received.map((row) => row.worklist_id))]
  const orgIds = [...new Set(received.map((row) => row.org_id))]
  const lists = new Map((await listByIds(ctx, ids)).map((row) => [row.worklist_id, row]))
  const items = await listItems(ctx, ids)
  const cells = await listCells(ctx, ids, orgIds)
  return received.flatMap((row) => {
    const list = lists.get(row.worklist_id)
    if (!list) return []
    const own = items.filter((item) => item.worklist_id === row.worklist_id)
    const ownCells = cells.filter((one) => one.worklist_id === row.worklist_id && one.org_id === row.org_id)
    const due = rowFor(ctx.today, { list, receiver: row, items: own }, readCells(ownCells, own, list))
    return due ? [due] : []
  })
}

type Received = { list: WorklistRow; receiver: ReceiverRow; items: readonly ItemRow[] }

function rowFor(
  today: string,
  { list, receiver, items }: Received,
  cells: ReturnType<typeof readCells>,
): DueRow | null {
  const dueOn = weekEnd(list.week_from)
  const row = {
    id: `worklist ${list.worklist_id} ${receiver.org_id}`,
    dueOn,
    state: dueStateOf(dueOn, today),
    link: `/week?org=${receiver.org_id}&week=${list.week_from}`,
  }
  if (dueOn >= today && !receiver.receipt_at)
    return { ...row, title: `${list.org_name}的清单：${list.title}`, note: receiver.name, verb: '收到' }
  // Once the week is over a deed cannot be done any more; a question can still be answered.
  const asked = dueOn < today ? items.filter((item) => item.demand.by === 'answer') : items
  const placed = asked.map(({ item_id: itemId, menu }) => ({ itemId, menu }))
  const { wanted, done } = tallyOf(placed, dueOn < today ? [] : list.menus, cells)
  const left = wanted - done
  if (left <= 0) return null
  const isLate = dueOn < today
  return {
    ...row,
    title: isLate ? `“${list.title}”还有 ${left} 件没有答` : `“${list.title}”还有 ${left} 件`,
    note: receiver.name,
    verb: isLate ? '补答' : '去办',
  }
}

async function listOverBudget(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'worklists.budget')
  if (paths.length === 0) return []
  return (await listWaitingOver(ctx, paths)).map((list) => ({
    id: `worklist-over ${list.worklist_id}`,
    state: dueStateOf(weekEnd(list.week_from), ctx.today),
    title: `${list.org_name}的清单超过每周分钟数，等您批`,
    note: list.title,
    dueOn: weekEnd(list.week_from),
    verb: '去批',
    link: `/worklists/${list.worklist_id}`,
  }))
}
