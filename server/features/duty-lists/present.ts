import { activityLabel } from '../../../contract/activity-kinds.ts'
import { dutyPeriodLabels, groupDuties } from '../../../contract/duty-lists.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { NominationRow } from './nomination-queries.ts'
import type { Duty, GroupDutyRow, KindRow } from './queries.ts'

function presentWhat({ title, activity, period, times }: Duty) {
  const periodLabel = dutyPeriodLabels[period]
  return { title, activity, activityLabel: activityLabel(activity), period, periodLabel, times }
}

export function presentKinds(own: readonly KindRow[]) {
  return [
    ...groupDuties.map((duty) => ({ kind: duty.code as string, ownName: null, ...presentWhat(duty) })),
    ...own.map((row) => ({ kind: row.kind_id, ownName: row.org_name, ...presentWhat(row) })),
  ]
}

export function presentDuty(actor: Actor, row: GroupDutyRow) {
  const named = row.leader_id && row.leader_name && may(actor, 'members.read', { path: row.group_path })
  return {
    groupDutyId: row.group_duty_id,
    groupId: row.group_id,
    groupName: row.group_name,
    leader: named ? { memberId: row.leader_id as string, name: row.leader_name as string } : null,
    ...presentWhat(row),
    area: row.area,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    found: row.found,
    done: row.found >= row.times,
    abilities: { end: may(actor, 'duty-lists.write', row) },
  }
}

export function presentNomination(actor: Actor, row: NominationRow) {
  const mayWithdraw =
    !row.withdrawn_at && may(actor, 'duty-lists.write', row) && concernOf(actor, row.member_id) === null
  return {
    nominationId: row.nomination_id,
    memberId: row.member_id,
    name: row.name,
    orgName: row.org_name,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    nominatedByName: row.nominated_name,
    withdrawReason: row.withdraw_reason,
    abilities: { withdraw: mayWithdraw },
  }
}
