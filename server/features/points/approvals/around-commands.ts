import { loadCalendar } from '../../../core/clock/calendar-days.ts'
import { todayIn } from '../../../core/clock/today.ts'
import { deadline } from '../../../core/clock/working-days.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { type Around, type Pending, workingDaysAStep } from '../../../core/procedure/deciders.ts'
import { listLeaders } from './leader-queries.ts'
import type { WaitingRow } from './queries.ts'

/** What has to be known besides to say who may decide: one look-up however many wait. */
export async function loadAround(ctx: Ctx, groupIds: readonly (number | null)[]): Promise<Around> {
  const asked = [...new Set(groupIds)].filter((groupId) => groupId !== null)
  return { today: ctx.today, leaders: asked.length > 0 ? await listLeaders(ctx, asked) : [] }
}

export type PendingFact = { row: WaitingRow; pending: Pending }

/** Facts that are held back, each with its clock: it runs from the recording, or from the step before. */
export async function weigh(
  ctx: Ctx,
  rows: readonly WaitingRow[],
): Promise<{ facts: PendingFact[]; around: Around }> {
  const around = await loadAround(
    ctx,
    rows.map((row) => row.group_id),
  )
  if (rows.length === 0) return { facts: [], around }
  const calendar = await loadCalendar(ctx)
  const facts = rows.map((row) => {
    const since = todayIn(row.before_at ?? row.recorded_at)
    return { row, pending: pendingOf(row, deadline(since, workingDaysAStep, calendar)) }
  })
  return { facts, around }
}

function pendingOf(row: WaitingRow, dueOn: string): Pending {
  const { group_id: groupId, group_path: path, group_name: name } = row
  return {
    memberId: row.member_id,
    branch: { orgId: row.org_id, path: row.path, name: row.org_name },
    group: groupId !== null && path !== null ? { orgId: groupId, path, name: name ?? '' } : null,
    step: row.step,
    steps: row.steps,
    parts: [
      { accountId: row.recorded_by, memberId: row.recorded_by_member },
      { accountId: row.before_by, memberId: row.before_by_member },
    ],
    dueOn,
  }
}
