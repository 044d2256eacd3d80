import type { Cell } from '../../../contract/worklist-shapes.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { CellRow } from './answer-queries.ts'
import type { ItemRow, WorklistRow } from './queries.ts'
import { weekEnd } from './rules.ts'

/** Late is what was there only after the week: an answer by its day, a fact by when it was recorded. */
export function readCell(row: CellRow, { demand }: ItemRow, weekFrom: string): Cell {
  const { item_id: itemId, org_id: orgId, picked, found } = row
  if (demand.by === 'fact') {
    const done = found >= demand.atLeast
    return { itemId, orgId, picked, found, done, late: done && row.in_time < demand.atLeast, answer: null }
  }
  if (row.answer === null || !row.answered_at)
    return { itemId, orgId, picked, found: 0, done: false, late: false, answer: null }
  const late = todayIn(row.answered_at) > weekEnd(weekFrom)
  const answer = {
    text: row.answer,
    byName: row.answer_name ?? '',
    at: row.answered_at.toISOString(),
    late,
  }
  return { itemId, orgId, picked, found: 0, done: true, late, answer }
}

export function readCells(rows: readonly CellRow[], items: readonly ItemRow[], list: WorklistRow): Cell[] {
  const byId = new Map(items.map((item) => [item.item_id, item]))
  return rows.flatMap((row) => {
    const item = byId.get(row.item_id)
    return item ? [readCell(row, item, list.week_from)] : []
  })
}
