import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listOwnMeetings, listWaiting, type MeetingRow } from './queries.ts'

const daysAhead = 7
const daysAfter = 14

/** For a leader the meetings of the linked organisations, before and after; for a branch what its leader has asked. */
export async function listDueContacts(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'activities.write')
  return [
    ...(mayAnywhere(ctx.actor, 'contacts.accompany') ? await listForLeader(ctx) : []),
    ...(paths.length > 0 ? await listForBranch(ctx, paths) : []),
  ]
}

async function listForLeader(ctx: Ctx): Promise<DueRow[]> {
  const { today } = ctx
  const days = { from: addDays(today, -daysAfter), to: addDays(today, daysAhead) }
  const rows = await listOwnMeetings(ctx, days, 'first')
  return rows.flatMap((row) => {
    const said = sayToLeader(row, today)
    if (!said) return []
    // The day of a meeting that is over is no time limit: nobody is late with a word.
    const dueOn = row.day >= today ? row.day : null
    return [
      {
        id: `stage-review/${row.activity_id}`,
        state: dueOn ? dueStateOf(dueOn, today) : ('due' as const),
        title: `${said.title}：${row.title}`,
        note: row.org_name,
        dueOn,
        verb: said.verb,
        link: `/stage-reviews/${row.activity_id}`,
      },
    ]
  })
}

function sayToLeader({ review, day }: MeetingRow, today: string): { title: string; verb: string } | null {
  const isOver = review === 'guided' || review === 'answered' || review === 'sound'
  if (isOver) return null
  if (day < today) return { title: '会后说一句', verb: '去写' }
  if (day === today) return review === 'attended' ? null : { title: '今天开会', verb: '去记' }
  if (review === null) return { title: '看看主题', verb: '去看' }
  return review === 'changed' ? { title: '主题改过了', verb: '去看' } : null
}

async function listForBranch(ctx: Ctx, paths: readonly string[]): Promise<DueRow[]> {
  const rows = await listWaiting(ctx, paths)
  if (rows.length === 0) return []
  const calendar = await loadCalendar(ctx)
  return rows.map((row) => {
    const dueOn = row.review === 'guided' ? row.due_on : row.day
    const title = row.review === 'guided' ? '答复联系领导的指导' : '联系领导请改主题'
    return {
      id: `stage-review-answer/${row.activity_id}`,
      state: dueOn ? dueStateOf(dueOn, ctx.today) : ('due' as const),
      title: `${title}：${row.title}`,
      note: dueOn && sayLateness(dueOn, ctx.today, calendar),
      dueOn,
      verb: '答复',
      link: `/stage-reviews/${row.activity_id}`,
    }
  })
}
