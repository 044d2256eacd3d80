import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { presentHandEntry } from './present.ts'
import { listHandEntryRows } from './queries.ts'

/** Proposals of points by hand that wait for this person, as one line of the start page. */
export async function listDueHandEntries(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'points.decide')
  if (paths.length === 0) return []
  const { rows } = await listHandEntryRows(ctx, {
    paths,
    ownId: null,
    state: 'proposed',
    limit: 200,
    offset: 0,
  })
  const mine = rows.map((row) => presentHandEntry(ctx.actor, row)).filter((row) => row.abilities.decide)
  const [newest] = mine
  if (!newest) return []
  const names = [...new Set(mine.map((row) => row.proposedByName))]
  return [
    {
      id: 'hand-entries',
      state: 'due',
      title: `${mine.length} 条人工记分等您批`,
      note: names.length > 2 ? `${names.slice(0, 2).join('、')}等人提的` : `${names.join('、')}提的`,
      dueOn: null,
      verb: '去批',
      link: '/hand-entries',
    },
  ]
}
