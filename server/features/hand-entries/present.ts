import { type HandEntryState, handEntryStateLabels } from '../../../contract/hand-entries.ts'
import type { Actor } from '../../core/context/context.ts'
import { mayDecide } from './policy.ts'
import type { HandEntryRecord } from './queries.ts'

export function presentHandEntry(actor: Actor, row: HandEntryRecord) {
  const proposal = {
    memberId: row.member_id,
    proposedBy: row.proposed_by,
    proposerMemberId: row.proposer_member_id,
  }
  const state = row.state as HandEntryState
  return {
    handEntryId: row.hand_entry_id,
    memberId: row.member_id,
    memberName: row.member_name ?? '不在本支部的党员',
    orgId: row.org_id,
    orgName: row.org_name,
    day: row.day,
    points: row.points,
    reason: row.reason,
    state,
    stateLabel: handEntryStateLabels[state],
    proposedByName: row.proposed_by_name ?? '',
    proposedAt: row.proposed_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    note: row.decision_note,
    abilities: { decide: state === 'proposed' && mayDecide(actor, proposal, { path: row.org_path }) },
  }
}
