import { type ProposalState, proposalStateLabels } from '../../../../contract/transfers.ts'
import type { Actor } from '../../../core/context/context.ts'
import { maskIdNumber } from '../../../core/personal-data/mask.ts'
import { mayDecide } from './policy.ts'
import type { ProposalRecord } from './queries.ts'

export function presentProposal(actor: Actor, row: ProposalRecord, idNumber: string | undefined) {
  const state = row.state as ProposalState
  return {
    proposalId: row.proposal_id,
    memberId: row.member_id,
    name: row.name,
    idNumber: idNumber === undefined ? null : maskIdNumber(idNumber),
    fromOrgId: row.from_org_id,
    fromOrgName: row.from_name,
    toOrgId: row.to_org_id,
    toOrgName: row.to_name,
    state,
    stateLabel: proposalStateLabels[state],
    askedBy: row.asked_by,
    askedAt: row.created_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    note: row.note,
    abilities: { decide: state === 'waiting' && mayDecide(actor, row) },
  }
}
