import { claimMatters } from '../../../contract/claim-matters.ts'
import { type HandEntryState, handEntryStateLabels } from '../../../contract/hand-entries.ts'
import type { Actor } from '../../core/context/context.ts'
import { type Around, mayDecide, whoLetItLie } from '../../core/procedure/deciders.ts'
import { pendingOf } from './pending.ts'
import { mayPropose } from './policy.ts'
import type { HandEntryRecord } from './queries.ts'
import { mostProposals } from './rules.ts'

function matterOf({ matter: code, matter_label: label, matter_unit: unit }: HandEntryRecord) {
  if (code === null) return null
  const known = Object.hasOwn(claimMatters, code) ? claimMatters[code] : null
  return { code, label: known?.label ?? label ?? code, unit: known?.unit ?? unit ?? '' }
}

export function presentHandEntry(actor: Actor, row: HandEntryRecord, around: Around) {
  const pending = pendingOf(row)
  const state = row.state as HandEntryState
  const isOpen = state === 'proposed' || state === 'seconded'
  return {
    handEntryId: row.hand_entry_id,
    memberId: row.member_id,
    memberName: row.member_name ?? '不在本支部的党员',
    orgId: row.org_id,
    orgName: row.org_name,
    day: row.day,
    matter: matterOf(row),
    quantity: row.quantity,
    points: row.points,
    reason: row.reason,
    state,
    stateLabel: handEntryStateLabels[state],
    steps: row.steps,
    dueOn: row.due_on,
    letLieBy: whoLetItLie(pending, around),
    proposedByName: row.proposed_by_name ?? '',
    proposedAt: row.proposed_at.toISOString(),
    secondedByName: row.seconded_by_name,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    note: row.decision_note,
    abilities: {
      decide: isOpen && mayDecide(actor, pending, around),
      proposeAnew: state === 'declined' && mayRepeat(actor, row),
    },
  }
}

/** Not while the same waits or stands, and once only. */
function mayRepeat(actor: Actor, row: HandEntryRecord): boolean {
  const { group_id: groupId, group_path: path } = row
  const member = {
    memberId: row.member_id,
    branch: { orgId: row.org_id, path: row.org_path },
    group: groupId !== null && path !== null ? { orgId: groupId, path } : null,
  }
  const { same_open_count: again, same_declined: declined } = row
  const what = row.matter === null ? 'points' : 'matter'
  return again === 0 && declined < mostProposals && mayPropose(actor, member, what)
}
