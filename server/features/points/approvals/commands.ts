import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandMayDecide } from '../../../core/procedure/deciders.ts'
import { weigh } from './around-commands.ts'
import { insertApproval, listWaiting, lockFact } from './queries.ts'

/** A person's yes or no to a fact that a rule holds back; what follows is posted with it. */
export async function decideApproval(
  ctx: Ctx,
  wish: { factId: string; ruleCode: string; approved: boolean; note: string | null },
): Promise<void> {
  await lockFact(ctx, wish.factId)
  const { facts, around } = await weigh(ctx, await listWaiting(ctx, { limit: 1, offset: 0, only: wish }))
  const [found] = facts
  demand(found, 'not-found')
  const { row, pending } = found
  demandMayDecide(ctx.actor, pending, around)
  demand(wish.approved || wish.note, 'input.invalid', { field: 'body.note', message: '不批要写明理由。' })
  await insertApproval(ctx, { ...wish, step: row.step, orgId: row.group_id ?? row.org_id })
  ctx.facts.touch(wish.factId)
  ctx.audit({
    action: wish.approved ? 'points.approved' : 'points.declined',
    target: { kind: 'fact', id: wish.factId },
    orgId: row.org_id,
    memberId: row.member_id,
    detail: { rule: wish.ruleCode, step: row.step },
  })
}
