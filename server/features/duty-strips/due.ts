import type { DueRow } from '../../../contract/due.ts'
import { verbsOf } from '../../../contract/roles.ts'
import { addDays, daysBetween } from '../../core/clock/days.ts'
import { endOfPeriod } from '../../core/clock/periods.ts'
import { sayPeriod } from '../../core/clock/say-period.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf } from '../../core/procedure/due-state.ts'
import { listPleas } from './plea-queries.ts'
import { doAt } from './present.ts'
import { type DutyRow, listOpenDuties } from './queries.ts'

/** How far back something may still be made up: the longest grace there is. */
const longestGrace = 366

/** What the own organisation owes by the end of this month, or can still make up; and what waits for a word from above. */
export async function listDueDuties(ctx: Ctx): Promise<DueRow[]> {
  return [...(await listOwn(ctx)), ...(await listAsked(ctx))]
}

async function listOwn(ctx: Ctx): Promise<DueRow[]> {
  const orgIds = ctx.actor.grants
    .filter((grant) => verbsOf(grant.role).includes('activities.write'))
    .map((grant) => grant.orgId)
  if (orgIds.length === 0) return []
  const span = { from: addDays(ctx.today, -longestGrace), to: endOfPeriod(ctx.today, 'month') }
  const rows = await listOpenDuties(ctx, [...new Set(orgIds)], span)
  return rows.map((row) => rowOf(row, ctx.today))
}

function rowOf(row: DutyRow, today: string): DueRow {
  const isLate = row.due_on < today
  const group = row.org_kind === 'group' ? `${row.org_name}的` : ''
  const what = `${sayPeriod(row.cadence, row.period_start, row.due_on)}${group}${row.name}`
  return {
    id: `duty/${row.org_id}/${row.requirement_id}/${row.period_start}`,
    state: dueStateOf(row.due_on, today),
    title: isLate ? `${what}没有记录` : `${what}还没有办`,
    note: isLate ? `晚了 ${daysBetween(row.due_on, today)} 天，还能补` : null,
    dueOn: row.due_on,
    verb: isLate && row.fact_kind === 'activity-held' ? '补记' : '去办',
    link: doAt(row),
  }
}

async function listAsked(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'duties.decide')
  if (paths.length === 0) return []
  const rows = (await listPleas(ctx, { paths, open: true, limit: 200, offset: 0 })).filter(
    (row) => row.asked_by !== ctx.actor.accountId && mayFromAbove(ctx.actor, 'duties.decide', row),
  )
  const dueOn = rows.map((row) => row.due_on ?? '').toSorted()[0] || null
  if (rows.length === 0) return []
  const names = [...new Set(rows.map((row) => row.org_name))]
  return [
    {
      id: 'duty-pleas',
      state: dueOn ? dueStateOf(dueOn, ctx.today) : 'due',
      title: `${rows.length} 件组织生活的请求等您定`,
      note: `${names.slice(0, 2).join('、')}${names.length > 2 ? '等' : ''}提的`,
      dueOn,
      verb: '去定',
      link: '/duties/pleas',
    },
  ]
}
