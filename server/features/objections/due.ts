import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { presentObjection } from './present.ts'
import { listObjectionRows, type ObjectionRow } from './queries.ts'

/** Objections that wait for this person's answer, for the start page. */
export async function listDueObjections(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'objections.answer')
  if (paths.length === 0) return []
  const rows = await listObjectionRows(ctx, { scope: { paths }, open: true, limit: 200, offset: 0 })
  if (rows.length === 0) return []
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const calendar = await loadCalendar(ctx)
  const around = { actor: ctx.actor, today: ctx.today, calendar, history }
  return rows
    .filter((row) => presentObjection(row, around).abilities.answer)
    .map((row) => ({
      id: row.procedure_id,
      state: row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due',
      title: sayTitle(row),
      note: (row.due_on && sayLateness(row.due_on, ctx.today, calendar)) ?? row.body.slice(0, 20),
      dueOn: row.due_on,
      verb: '回复',
      link: `/objections/${row.objection_id}`,
    }))
}

function sayTitle(row: ObjectionRow): string {
  if (row.raised_by_name) return `回复${row.raised_by_name}的异议`
  return row.channel === 'public-page'
    ? `回复${row.org_name}公示页上的一条意见`
    : `回复${row.org_name}记下的一条意见`
}
