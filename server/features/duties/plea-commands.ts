import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { placeAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure, takeStep } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './plea-queries.ts'
import { demandDecide } from './policy.ts'
import { pleaProcedure } from './procedure.ts'

export type Plea = q.Cell & { kind: 'excuse' | 'correction'; reason: string }

/** Asks the level above. Errors: not-found, access.denied, state.wrong, conflict.duplicate (asked already). */
export async function askPlea(ctx: Ctx, wish: Plea): Promise<string | null> {
  demandMay(ctx.actor, 'activities.write', await placeOf(ctx, wish.orgId))
  const duty = await q.lockDuty(ctx, wish)
  demand(duty, 'not-found')
  if (wish.kind === 'excuse') {
    demand(duty.met_on === null, 'state.wrong', { message: '这一次已经办了，不用请免。' })
  } else {
    const closedTo = await q.findClosedTo(ctx, duty.path)
    demand(closedTo !== null && closedTo >= duty.period_end, 'state.wrong', {
      message: '这一期还没有封存，直接改记录就行。',
    })
  }
  const procedureId = newId()
  const { orgId } = wish
  const { dueOn } = await openProcedure(ctx, pleaProcedure, {
    procedureId,
    subjectId: ctx.requestId,
    orgId,
    memberId: null,
    note: wish.reason,
  })
  await q.insertPlea(ctx, { ...wish, procedureId })
  return dueOn
}

async function loadPlea(ctx: Ctx, pleaId: string) {
  const plea = await q.findPlea(ctx, pleaId)
  demand(plea, 'not-found')
  return { ...plea, place: { orgId: plea.org_id, path: plea.path } }
}

/** The level above says yes or no. A correction that is approved counts what was recorded up to now. */
export async function decidePlea(
  ctx: Ctx,
  pleaId: string,
  { approve, note }: { approve: boolean; note: string | null },
): Promise<string> {
  const plea = await loadPlea(ctx, pleaId)
  demandDecide(ctx.actor, plea.place)
  const { state } = await takeStep(ctx, pleaProcedure, {
    procedureId: plea.procedure_id,
    place: placeAbove(plea),
    step: approve ? 'approve' : 'decline',
    note,
  })
  await q.markPlea(ctx, pleaId, { state, note })
  if (approve && plea.kind === 'correction')
    ctx.facts.changeOrgs({ orgIds: [plea.org_id], from: plea.period_start })
  return state
}

export async function withdrawPlea(ctx: Ctx, pleaId: string): Promise<void> {
  const plea = await loadPlea(ctx, pleaId)
  demandMay(ctx.actor, 'activities.write', plea.place)
  const taking = { procedureId: plea.procedure_id, place: plea.place, step: 'withdraw' }
  await q.markPlea(ctx, pleaId, { state: (await takeStep(ctx, pleaProcedure, taking)).state, note: null })
}

/** Closes what ended by a day that is past, at an organisation and below it. It cannot be opened again. */
export async function closeDuties(ctx: Ctx, orgId: number, to: string): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'duties.decide', place)
  demand(to < ctx.today, 'input.invalid', { field: 'body.to', message: '这一天还没有过完。' })
  const closedTo = await q.findClosedTo(ctx, place.path)
  demand(closedTo === null || closedTo < to, 'input.invalid', {
    field: 'body.to',
    message: `已经封存到 ${closedTo}，请选后面的日子。`,
  })
  await q.insertClosing(ctx, orgId, to)
  ctx.audit({
    action: 'duties.closed',
    target: { kind: 'organisation', id: orgId },
    orgId,
    detail: { to },
  })
  // Whoever recorded while this was being decided is settled by the closing as well.
  ctx.facts.changeOrgs({ orgIds: 'all', from: to })
}
