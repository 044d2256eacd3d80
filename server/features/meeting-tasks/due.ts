import type { DueRow } from '../../../contract/due.ts'
import { daysBetween } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { listOwnOpen } from './queries.ts'

/** What meetings gave this very person to do. */
export async function listDueTasks(ctx: Ctx): Promise<DueRow[]> {
  const rows = await listOwnOpen(ctx)
  return rows.map((row) => {
    const late = row.due_on < ctx.today ? `晚了 ${daysBetween(row.due_on, ctx.today)} 天` : null
    return {
      id: `meeting-task/${row.task_id}`,
      state: dueStateOf(row.due_on, ctx.today),
      title: row.what,
      note: [late, row.activity_title && `${row.activity_title}定的`].filter(Boolean).join('，') || null,
      dueOn: row.due_on,
      verb: '去办',
      link: `/meeting-tasks?mine=1#${row.task_id}`,
    }
  })
}
