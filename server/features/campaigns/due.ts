import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { readCareDue } from './plan-queries.ts'

/** Care that was agreed on and is due today or before, for who visits there: one line, which opens to the list. */
export async function listDueCare(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'visits.write')
  if (paths.length === 0) return []
  const rows = await readCareDue(ctx, paths, ctx.today)
  const [first] = rows
  if (!first) return []
  return [
    {
      id: 'care-visits',
      state: dueStateOf(first.due_on, ctx.today),
      title: '约定的看望该去了',
      note: rows.length === 1 ? first.address : `${first.address}等 ${rows.length} 户`,
      dueOn: first.due_on,
      verb: '看名单',
      link: '/round',
    },
  ]
}
