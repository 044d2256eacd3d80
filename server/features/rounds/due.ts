import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { readOpenConflicts } from './merge-queries.ts'

/** What two people changed to different things waits for whoever keeps the register there. */
export async function listDueConflicts(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'households.write')
  if (paths.length === 0) return []
  const open = await readOpenConflicts(ctx, paths)
  if (open.length === 0) return []
  return [
    {
      id: 'household-conflicts',
      state: 'due',
      title: '住户信息两边都改过，请定用哪一边',
      note: `${open.length} 处`,
      dueOn: null,
      verb: '定下',
      link: '/round/conflicts',
    },
  ]
}
