import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { listObjectionRows, type ObjectionRow } from './list-queries.ts'
import { presentObjection } from './present.ts'

type Presented = ReturnType<typeof presentObjection>

/** Objections that wait for this person: for an answer, for the last word above, or to be appealed by who objected. */
export async function listDueObjections(ctx: Ctx): Promise<DueRow[]> {
  const office = await listOffice(ctx)
  const own = await listOwn(ctx)
  const rows = [...office, ...own.filter((row) => row.state === 'declined')]
  if (rows.length === 0) return []
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const calendar = await loadCalendar(ctx)
  const around = { actor: ctx.actor, today: ctx.today, calendar, history }
  return rows.flatMap((row) => {
    const work = workOf(row, presentObjection(row, around))
    return work ? [presentDue(ctx, row, { ...work, calendar })] : []
  })
}

async function listOffice(ctx: Ctx): Promise<ObjectionRow[]> {
  const paths = pathsWhere(ctx.actor, 'objections.answer')
  if (paths.length === 0 && !mayAnywhere(ctx.actor, 'objections.review')) return []
  return listObjectionRows(ctx, { scope: { paths }, open: true, limit: 200, offset: 0 })
}

function listOwn(ctx: Ctx): Promise<ObjectionRow[]> {
  return listObjectionRows(ctx, { scope: { own: true }, open: false, limit: 50, offset: 0 })
}

type Work = { verb: string; title: string; note: string }

function workOf(row: ObjectionRow, { abilities }: Presented): Work | null {
  const note = row.body.slice(0, 20)
  if (abilities.answer) return { verb: '回复', title: sayTitle(row), note }
  if (abilities.answerAppeal) return { verb: '复议', title: `复议${row.org_name}答复过的一件异议`, note }
  if (abilities.appeal)
    return { verb: '看答复', title: '您的异议答复了', note: '不满意的，可以请上一级再看一遍' }
  return null
}

function presentDue(ctx: Ctx, row: ObjectionRow, work: Work & { calendar: WorkingCalendar }): DueRow {
  return {
    id: row.procedure_id,
    state: row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due',
    title: work.title,
    note: (row.due_on && sayLateness(row.due_on, ctx.today, work.calendar)) ?? work.note,
    dueOn: row.due_on,
    verb: work.verb,
    link: `/objections/${row.objection_id}`,
  }
}

function sayTitle(row: ObjectionRow): string {
  if (row.raised_by_name) return `回复${row.raised_by_name}的异议`
  return row.channel === 'public-page'
    ? `回复${row.org_name}公示页上的一条意见`
    : `回复${row.org_name}记下的一条意见`
}
