import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { mayLook, mayVoid } from './policy.ts'
import * as q from './queries.ts'
import { type Heard, heardContext } from './rules.ts'

/** Days for which what was heard on a doorstep is kept; that somebody was there stays. */
const heardDays = 365

async function demandVisit(ctx: Ctx, visitId: string) {
  const visit = await q.findVisit(ctx, visitId)
  demand(visit && inScope(ctx.actor, { orgId: visit.org_id, path: visit.path }), 'not-found')
  return visit
}

/** What was written down, in clear. Whoever else than the visitor looks stands in the log. */
export async function showVisit(ctx: Ctx, visitId: string): Promise<Heard> {
  const visit = await demandVisit(ctx, visitId)
  demand(mayLook(ctx.actor, visit), 'access.denied')
  demand(!visit.heard_erased, 'state.wrong', { message: '当时记的话已经到期抹掉了。' })
  if (visit.visited_by !== ctx.actor.accountId)
    ctx.audit({
      action: 'visit.seen',
      target: { kind: 'visit', id: visitId },
      orgId: visit.org_id,
      detail: { household: visit.household_id },
    })
  if (!visit.heard_sealed) return { note: null, what: null }
  return JSON.parse((await ctx.sealer()).open(visit.heard_sealed, heardContext(visitId))) as Heard
}

/** Takes a visit back; what followed from it for the visitor is taken back with it. Answers the case that stands. */
export async function voidVisit(ctx: Ctx, visitId: string, reason: string): Promise<string | null> {
  const visit = await demandVisit(ctx, visitId)
  demand(mayVoid(ctx.actor, visit), 'access.denied')
  demand(visit.voided_at === null, 'state.wrong', { message: '这次走访已经作废了。' })
  // A reason is kept for ever, and in the clear.
  demand(findPersonalNumbers(reason, ctx).length === 0, 'input.invalid', {
    field: 'body.reason',
    message: '这里不要写身份证号、电话和卡号。',
  })
  await q.markVoided(ctx, visitId, reason)
  ctx.facts.replace({ sourceId: visitId, wanted: [], reason })
  ctx.audit({
    action: 'visit.voided',
    target: { kind: 'visit', id: visitId },
    orgId: visit.org_id,
    memberId: visit.member_id,
  })
  return visit.case_id
}

/** By night: what was heard long ago, or in a household that was struck off, goes. Bears to run twice. */
export function eraseHeard(ctx: Ctx): Promise<void> {
  return q.eraseHeard(ctx, addDays(ctx.today, -heardDays))
}
