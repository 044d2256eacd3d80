import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { isDueFor, whoLetItLie } from '../../core/procedure/deciders.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { loadAround } from '../points/approvals/around-commands.ts'
import { pendingOf } from './pending.ts'
import { listHandEntryRows } from './queries.ts'

/** Claims that wait for this person, as one line of the start page, due with the first of them. */
export async function listDueHandEntries(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'points.decide', 'points.propose')
  if (paths.length === 0) return []
  const { rows } = await listHandEntryRows(ctx, { paths, ownId: null, open: true, limit: 200, offset: 0 })
  const around = await loadAround(
    ctx,
    rows.map((row) => row.group_id),
  )
  const mine = rows.filter((row) => isDueFor(ctx.actor, pendingOf(row), around))
  if (mine.length === 0) return []
  const dueOn = mine.map((row) => row.due_on ?? '').toSorted()[0] || null
  const letLie = [...new Set(mine.flatMap((row) => whoLetItLie(pendingOf(row), around) ?? []))]
  const late = dueOn && sayLateness(dueOn, ctx.today, await loadCalendar(ctx))
  const names = [...new Set(mine.map((row) => row.proposed_by_name ?? ''))]
  const by = names.length > 2 ? `${names.slice(0, 2).join('、')}等人提的` : `${names.join('、')}提的`
  return [
    {
      id: 'hand-entries',
      state: dueOn ? dueStateOf(dueOn, ctx.today) : 'due',
      title: `${mine.length} 件事等您批`,
      note: letLie.length > 0 ? `${letLie.join('、')}没有按时批，${late ?? ''}` : by,
      dueOn,
      verb: '去批',
      link: '/hand-entries',
    },
  ]
}
