import type { Ctx } from '../../core/context/context.ts'
import { listCells } from './answer-queries.ts'
import { readCells } from './cells.ts'
import { listByIds, listIdsBetween, listItems } from './queries.ts'
import { tallyOf } from './rules.ts'

/** Of each organisation: how much lists of weeks that began in a span wanted of it, and how much of that is done. */
export async function listTallies(
  ctx: Ctx,
  orgIds: readonly number[],
  { from, to }: { from: string; to: string },
): Promise<Map<number, { wanted: number; done: number }>> {
  const ids = await listIdsBetween(ctx, orgIds, { from, to })
  const tallies = new Map<number, { wanted: number; done: number }>()
  if (ids.length === 0) return tallies
  const lists = await listByIds(ctx, ids)
  const items = await listItems(ctx, ids)
  const rows = await listCells(ctx, ids, orgIds)
  for (const list of lists) {
    const own = items.filter((item) => item.worklist_id === list.worklist_id)
    const placed = own.map(({ item_id: itemId, menu }) => ({ itemId, menu }))
    const cells = readCells(
      rows.filter((row) => row.worklist_id === list.worklist_id),
      own,
      list,
    )
    for (const orgId of new Set(cells.map((cell) => cell.orgId))) {
      const { wanted, done } = tallyOf(
        placed,
        list.menus,
        cells.filter((cell) => cell.orgId === orgId),
      )
      const held = tallies.get(orgId) ?? { wanted: 0, done: 0 }
      tallies.set(orgId, { wanted: held.wanted + wanted, done: held.done + done })
    }
  }
  return tallies
}
