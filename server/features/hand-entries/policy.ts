import type { Actor } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

/** At the member's branch, or as the leader of the member's group. */
export function demandMayPropose(
  actor: Actor,
  member: { branch: Place; group: Place | null } | undefined,
): void {
  if (member?.group && may(actor, 'points.propose', member.group)) return
  demandMay(actor, 'points.propose', member?.branch)
}

export type Proposal = { memberId: string; proposedBy: string; proposerMemberId: string | null }

/** Why this actor must leave it to another: two people, never one, and never in one's own cause. */
function recusalOf(actor: Actor, proposal: Proposal): string | null {
  if (actor.memberId !== null && actor.memberId === proposal.memberId)
    return '这是给您自己记分，要由别人来批。'
  const sameAccount = actor.accountId === proposal.proposedBy
  const samePerson = actor.memberId !== null && actor.memberId === proposal.proposerMemberId
  return sameAccount || samePerson ? '这是您自己提的，要由另一个人来批。' : null
}

export function demandMayDecide(actor: Actor, proposal: Proposal, branch: Place | undefined): void {
  demandMay(actor, 'points.decide', branch)
  const recusal = recusalOf(actor, proposal)
  demand(recusal === null, 'access.denied', recusal === null ? {} : { message: recusal })
}

export function mayDecide(actor: Actor, proposal: Proposal, branch: { path: string }): boolean {
  return may(actor, 'points.decide', branch) && recusalOf(actor, proposal) === null
}
