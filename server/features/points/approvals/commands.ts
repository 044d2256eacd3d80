import type { Ctx } from '../../../core/context/context.ts'
import { demandMay, may } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { insertApproval, listWaiting, lockFact, type WaitingRow } from './queries.ts'

/** Whoever recorded it or took the step before does not take this one, by no account of theirs; nobody decides on themselves. */
export function mayDecide({ actor }: Pick<Ctx, 'actor'>, row: WaitingRow): boolean {
  const isSelf = (account: string | null, member: string | null) =>
    account === actor.accountId || (member !== null && member === actor.memberId)
  const hadPart =
    isSelf(row.recorded_by, row.recorded_by_member) || isSelf(row.before_by, row.before_by_member)
  return may(actor, 'points.decide', row) && !hadPart && row.member_id !== actor.memberId
}

/** A person's yes or no to a fact that a rule holds back; what follows is posted with it. */
export async function decideApproval(
  ctx: Ctx,
  wish: { factId: string; ruleCode: string; approved: boolean; note: string | null },
): Promise<void> {
  await lockFact(ctx, wish.factId)
  const [row] = await listWaiting(ctx, { limit: 1, offset: 0, only: wish })
  demand(row, 'not-found')
  demandMay(ctx.actor, 'points.decide', { orgId: row.org_id, path: row.path })
  demand(mayDecide(ctx, row), 'access.denied', {
    message: '自己记的、自己批过一道的、记自己的，要请另一个人来批。',
  })
  demand(wish.approved || wish.note, 'input.invalid', { field: 'body.note', message: '不批要写明理由。' })
  await insertApproval(ctx, { ...wish, step: row.step, orgId: row.org_id })
  ctx.facts.touch(wish.factId)
  ctx.audit({
    action: wish.approved ? 'points.approved' : 'points.declined',
    target: { kind: 'fact', id: wish.factId },
    orgId: row.org_id,
    memberId: row.member_id,
    detail: { rule: wish.ruleCode, step: row.step },
  })
}
