import type { HandEntryState } from '../../../contract/hand-entries.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandMayDecide, demandMayPropose } from './policy.ts'
import * as q from './queries.ts'

type Wish = { memberId: string; day: string; points: number; reason: string }

/** Puts points by hand before a second person; nothing counts yet. Points in hundredths. Answers the id. */
export async function proposeHandEntry(ctx: Ctx, wish: Wish): Promise<string> {
  const member = await q.findMember(ctx, wish.memberId)
  demandMayPropose(ctx.actor, member)
  demand(member, 'not-found')
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册，不能再记分。',
  })
  demand(wish.day <= ctx.today, 'input.invalid', { field: 'body.day', message: '日期还没有到。' })
  const { orgId } = member.branch
  const groupId = member.group?.orgId ?? null
  await q.insertHandEntry(ctx, { ...wish, handEntryId: ctx.requestId, orgId, groupId })
  ctx.audit({
    action: 'hand-entry.proposed',
    target: { kind: 'hand-entry', id: ctx.requestId },
    orgId,
    memberId: wish.memberId,
    detail: { points: wish.points },
  })
  return ctx.requestId
}

/** A second person's yes or no; only a yes becomes a fact, its quantity the points. */
export async function decideHandEntry(
  ctx: Ctx,
  handEntryId: string,
  { approve, note }: { approve: boolean; note: string | null },
): Promise<HandEntryState> {
  const row = await q.lockHandEntry(ctx, handEntryId)
  demand(row, 'not-found')
  const { member_id: memberId, org_id: orgId } = row
  const proposal = { memberId, proposedBy: row.proposed_by, proposerMemberId: row.proposer_member_id }
  demandMayDecide(ctx.actor, proposal, await q.findOrg(ctx, orgId))
  demand(row.state === 'proposed', 'state.wrong', { message: '这一条已经有人批过了，请刷新看看。' })
  demand(approve || note, 'input.invalid', { field: 'body.note', message: '不批请写明理由。' })
  const state = approve ? 'approved' : 'declined'
  await q.markDecided(ctx, handEntryId, { state, note })
  if (approve) {
    ctx.facts.record({
      factId: newId(),
      kind: 'hand-entry',
      day: row.day,
      memberId,
      quantity: row.points,
      attrs: {},
      source: { kind: 'hand-entry', id: handEntryId },
    })
  }
  ctx.audit({
    action: `hand-entry.${state}`,
    target: { kind: 'hand-entry', id: handEntryId },
    orgId,
    memberId,
  })
  return state
}
