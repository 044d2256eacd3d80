import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { holdBranches } from '../../members/commands.ts'
import { moveMembers } from '../../members/merge-commands.ts'
import { demandDecide } from './policy.ts'
import * as q from './queries.ts'

/** Moves the person into the branch that asked. Errors: not-found, state.wrong (decided already, or the person left). */
export async function acceptTransfer(ctx: Ctx, proposalId: string, note: string | null): Promise<void> {
  const found = await lockWaiting(ctx, proposalId)
  demand(found.stage !== 'exited', 'state.wrong', {
    message: '这个人已经离开，不能转。请选“不转”，写明理由。',
  })
  await holdBranches(ctx, [found.to_org_id])
  if (found.now_org_id !== found.to_org_id) {
    await moveMembers(ctx, {
      memberIds: [found.member_id],
      toOrgId: found.to_org_id,
      happenedOn: ctx.today,
      reason: note ?? '两个支部的名册里都有，核对后转入',
    })
  }
  await close(ctx, found, 'accepted', note)
}

export async function dismissTransfer(ctx: Ctx, proposalId: string, note: string): Promise<void> {
  await close(ctx, await lockWaiting(ctx, proposalId), 'dismissed', note)
}

async function lockWaiting(ctx: Ctx, proposalId: string): Promise<q.ProposalRecord> {
  const found = await q.lockProposal(ctx, proposalId)
  demandDecide(ctx.actor, found)
  demand(found.state === 'waiting', 'state.wrong', { message: '这一条已经定了。请刷新看看。' })
  return found
}

async function close(
  ctx: Ctx,
  found: q.ProposalRecord,
  state: 'accepted' | 'dismissed',
  note: string | null,
): Promise<void> {
  await q.closeProposal(ctx, found.proposal_id, { state, fromOrgId: found.from_org_id, note })
  ctx.audit({
    action: `transfer-proposal.${state}`,
    target: { kind: 'transfer-proposal', id: found.proposal_id },
    orgId: found.to_org_id,
    memberId: found.member_id,
    detail: { from: found.from_org_id, to: found.to_org_id },
  })
}
