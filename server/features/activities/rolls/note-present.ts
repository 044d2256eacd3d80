import { leaveReasons, leaveStateLabels } from '../../../../contract/leaves.ts'
import { makeUpWayLabels } from '../../../../contract/make-ups.ts'
import { absenceReasonLabels } from '../../../../contract/rolls.ts'
import { minutesLate } from './check-in-rules.ts'
import type { CheckInRecord, LeaveRecord, LinkRecord, MakeUpRecord } from './note-queries.ts'

const stranger = '不在本支部的党员'

export const leaveReasonChoices = leaveReasons.map((reason) => ({
  reason,
  label: absenceReasonLabels[reason],
}))

type LeaveAbilities = { decide: boolean; withdraw: boolean }

/** To those who do not call the roll a leave is a leave, with no word why. */
export function presentLeave(row: LeaveRecord, seesReason: boolean, abilities: LeaveAbilities) {
  return {
    leaveId: row.leave_id,
    memberId: row.member_id,
    name: row.name ?? stranger,
    state: row.state,
    stateLabel: leaveStateLabels[row.state],
    reason: seesReason ? row.reason : null,
    reasonLabel: seesReason ? absenceReasonLabels[row.reason] : null,
    note: seesReason ? row.note : null,
    askedAt: row.asked_at.toISOString(),
    decidedByName: row.state === 'asked' ? null : row.decided_by_name,
    word: seesReason ? row.word : null,
    abilities,
  }
}

export function presentMakeUp(row: MakeUpRecord, withdraw: boolean) {
  const { make_up_id: makeUpId, member_id: memberId, way, day, teacher, note } = row
  const name = row.name ?? stranger
  return {
    makeUpId,
    memberId,
    name,
    way,
    wayLabel: makeUpWayLabels[way],
    day,
    teacher,
    note,
    abilities: { withdraw },
  }
}

export function presentLink(row: LinkRecord, today: string) {
  const isOver = row.ended_at !== null || row.day < today
  return {
    linkId: row.link_id,
    memberId: row.member_id,
    name: row.name ?? stranger,
    state: row.used_at ? ('used' as const) : isOver ? ('ended' as const) : ('open' as const),
    usedAt: row.used_at?.toISOString() ?? null,
    words: row.words,
  }
}

export function presentCheckIn(row: CheckInRecord) {
  return {
    memberId: row.member_id,
    name: row.name,
    orgName: row.branch_name,
    at: row.scanned_at.toISOString(),
    minutesLate: minutesLate(row.scanned_at, row.received_at),
    onRoll: row.on_roll,
  }
}
