import type { Ctx } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { mayRun } from './policy.ts'
import * as q from './queries.ts'

/** One assessment for who runs it in the branch; elsewhere it does not exist. */
export async function loadForOffice(ctx: Ctx, assessmentId: string): Promise<q.AssessmentRow> {
  const row = await q.findAssessment(ctx, assessmentId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  demand(mayRun(ctx.actor, row), 'access.denied')
  return row
}

/** The same for a write: from here on nobody else answers, counts or decides about it. */
export async function lockForOffice(ctx: Ctx, assessmentId: string): Promise<q.AssessmentRow> {
  await q.lockAssessment(ctx, assessmentId)
  return loadForOffice(ctx, assessmentId)
}

export function demandAnswering(row: q.AssessmentRow): void {
  demand(row.state === 'answering', 'state.wrong', { message: '这次评议不再收票了。' })
}

export function demandByPhone(row: q.AssessmentRow): void {
  demand(row.way === 'phone', 'state.wrong', { message: '这次评议不用手机评，请用纸票。' })
}
