import type { Pending } from '../../core/procedure/deciders.ts'
import type { HandEntryRecord } from './queries.ts'

/** A claim as the question who may decide sees it. */
export function pendingOf(row: HandEntryRecord): Pending {
  const { group_id: groupId, group_path: path, group_name: name } = row
  return {
    memberId: row.member_id,
    branch: { orgId: row.org_id, path: row.org_path, name: row.org_name },
    group: groupId !== null && path !== null ? { orgId: groupId, path, name: name ?? '' } : null,
    step: row.state === 'seconded' ? 2 : 1,
    steps: row.steps,
    parts: [
      { accountId: row.proposed_by, memberId: row.proposer_member_id },
      { accountId: row.seconded_by, memberId: row.seconder_member_id },
    ],
    dueOn: row.due_on,
  }
}
