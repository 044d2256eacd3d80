import type { DueRow } from '../../../../contract/due.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { pathsWhere } from '../../../core/context/paths-where.ts'
import { listProposals } from './queries.ts'

/** People whom two branches have in their books, as one line of the start page of the level above. */
export async function listDueTransfers(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'transfers.decide')
  if (paths.length === 0) return []
  const { rows, count } = await listProposals(ctx, { paths, state: 'waiting' }, { limit: 1, offset: 0 })
  const [oldest] = rows
  if (!oldest) return []
  return [
    {
      id: 'transfer-proposals',
      state: 'due',
      title: `${count} 个人两个支部都有，请核对`,
      note: `${oldest.to_name}${count > 1 ? '等' : ''}报的`,
      dueOn: null,
      verb: '核对',
      link: '/transfer-proposals',
    },
  ]
}
