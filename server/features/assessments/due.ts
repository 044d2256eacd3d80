import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { presentAbilities } from './present.ts'
import { listAssessmentRows } from './queries.ts'

/** Counts that this very person may check. That somebody could answer is no work and stands on no list. */
export async function listDueAssessments(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'assessments.run')
  if (paths.length === 0) return []
  const rows = await listAssessmentRows(ctx, { paths, state: 'counted', limit: 200, offset: 0 })
  if (rows.length === 0) return []
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const calendar = await loadCalendar(ctx)
  return rows
    .filter((row) => presentAbilities(row, ctx.actor, history.get(row.procedure_id) ?? []).confirm)
    .map((row) => ({
      id: row.procedure_id,
      state: row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due',
      title: `核对“${row.title}”的计票结果`,
      note: row.due_on ? sayLateness(row.due_on, ctx.today, calendar) : null,
      dueOn: row.due_on,
      verb: '核对',
      link: `/assessments/${row.assessment_id}`,
    }))
}
