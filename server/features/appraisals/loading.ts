import type { Ctx } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import { placeAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { mayConfirm, mayRun } from './policy.ts'
import { appraisalProcedure, stepsAbove } from './procedure.ts'
import * as q from './queries.ts'

/** One round for the branch that runs it and for the level above that confirms it; elsewhere it does not exist. */
export async function loadForOffice(ctx: Ctx, roundId: string): Promise<q.RoundRow> {
  const row = await q.findRound(ctx, roundId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  demand(mayRun(ctx.actor, row) || mayConfirm(ctx.actor, row), 'access.denied')
  return row
}

/** The same for a write: from here on nobody else changes it. */
export async function lockForOffice(ctx: Ctx, roundId: string): Promise<q.RoundRow> {
  await q.lockRound(ctx, roundId)
  return loadForOffice(ctx, roundId)
}

/** Takes a step of the procedure at the place where it is taken: in the branch, or right above it. */
export async function step(ctx: Ctx, row: q.RoundRow, taking: { step: string; note?: string | null }) {
  const place = stepsAbove.includes(taking.step) ? placeAbove(row) : row
  const { state } = await takeStep(ctx, appraisalProcedure, {
    procedureId: row.procedure_id,
    place: { path: place.path },
    ...taking,
  })
  return state as q.RoundRow['state']
}
