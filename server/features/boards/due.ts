import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { presentAbilities } from './present.ts'
import { listPublicationRows, type PublicationRow } from './publication-queries.ts'

/** Lists that wait for this person: to be reviewed, or sent back and to be drawn up anew. For the start page. */
export async function listDueBoards(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'boards.review', 'boards.prepare')
  if (paths.length === 0) return []
  const prepared = await listPublicationRows(ctx, { paths, state: 'prepared', limit: 200, offset: 0 })
  const returned = await listPublicationRows(ctx, { paths, state: 'returned', limit: 200, offset: 0 })
  const rows = [...prepared, ...returned]
  if (rows.length === 0) return []
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const calendar = await loadCalendar(ctx)
  return rows.flatMap((row) => {
    const may = presentAbilities(row, ctx.actor, history.get(row.procedure_id) ?? [])
    const work = may.publish ? review : may.prepareAgain ? mend : null
    if (!work) return []
    return {
      id: row.procedure_id,
      state: row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due',
      title: work.title(row),
      note: row.due_on ? sayLateness(row.due_on, ctx.today, calendar) : null,
      dueOn: row.due_on,
      verb: work.verb,
      link: `/publications/${row.publication_id}`,
    }
  })
}

const review = { verb: '复核', title: (row: PublicationRow) => `复核${row.title}` }
const mend = { verb: '改好', title: (row: PublicationRow) => `${row.title}被退回，改好再交` }
