import { caseKindLabels } from '../../../contract/case-words.ts'
import type { DueRow } from '../../../contract/due.ts'
import { verbsOf } from '../../../contract/roles.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { listLying } from './list-queries.ts'
import { stepsFor } from './policy.ts'

/** Cases whose next step this person can take: what lies at the own organisation, and what was taken in person. */
export async function listDueCases(ctx: Ctx): Promise<DueRow[]> {
  const { actor, today } = ctx
  const orgIds = actor.grants
    .filter((grant) => verbsOf(grant.role).includes('cases.handle'))
    .map((grant) => grant.orgId)
  if (orgIds.length === 0 && actor.memberId === null) return []
  const rows = await listLying(ctx, orgIds, 100)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.procedure_id)
  const history = await listHistory(ctx, ids)
  const calendar = await loadCalendar(ctx)
  return rows.flatMap((row) => {
    if (stepsFor(actor, row, history.get(row.procedure_id) ?? []).length === 0 || !row.due_on) return []
    const { case_id: caseId, due_on: dueOn, kind, case_no: no, title } = row
    return {
      id: `case ${caseId}`,
      state: dueStateOf(dueOn, today),
      title: `${caseKindLabels[kind]} ${no} 号：${title}`,
      note: sayLateness(dueOn, today, calendar) ?? row.org_name,
      dueOn,
      verb: row.state === 'answered' ? '回访' : '办理',
      link: `/cases/${caseId}`,
    }
  })
}
