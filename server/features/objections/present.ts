import { type ObjectionState, objectionChannelLabels } from '../../../contract/objections.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { workingDaysBetween } from '../../core/clock/working-days.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import type { ObjectionRow } from './list-queries.ts'
import { objectionProcedure } from './procedure.ts'

import { orgAbove, recordOf } from './rules.ts'

export type Around = {
  actor: Actor
  today: string
  calendar: WorkingCalendar
  /** Steps taken, by procedure. */
  history: ReadonlyMap<string, readonly Taken[]>
}

const daysOf = (state: string) => objectionProcedure.states[state]?.within ?? 0

export function presentObjection(row: ObjectionRow, { actor, today, calendar, history }: Around) {
  const isOffice = may(actor, 'objections.answer', row)
  // Declined, it is no answer that is waited for, but whether it is accepted.
  const waits = row.state !== 'declined'
  const until = row.answered_at ? todayIn(row.answered_at) : today
  return {
    objectionId: row.objection_id,
    orgId: row.org_id,
    orgName: row.org_name,
    state: row.state as ObjectionState,
    stateLabel: objectionProcedure.states[row.state]?.label ?? row.state,
    channel: row.channel,
    channelLabel: objectionChannelLabels[row.channel],
    memberName: row.member_name,
    publication: row.window_id
      ? { publicationId: row.window_id, title: row.window_title ?? '', page: row.window_page ?? '' }
      : null,
    record: recordOf(row.source_kind, row.source_id),
    text: row.body,
    raisedBy: row.raised_by_name,
    raisedAt: row.raised_at.toISOString(),
    dueOn: waits ? row.due_on : null,
    daysUsed: workingDaysBetween(todayIn(row.raised_at), until, calendar),
    daysAllowed: daysOf('raised'),
    late: waits && row.due_on !== null && row.due_on < today,
    answer: row.answer,
    correction: recordOf(row.correction_kind, row.correction_id),
    answeredBy: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    appealBy: row.state === 'declined' ? row.due_on : null,
    appeal: presentAppeal(row, { today, calendar }),
    hasContact: isOffice && row.contact_sealed !== null,
    abilities: {
      ...presentSteps(row, { actor, today, taken: history.get(row.procedure_id) ?? [] }),
      showContact: isOffice && row.contact_sealed !== null,
    },
  }
}

function presentAppeal(row: ObjectionRow, { today, calendar }: Pick<Around, 'today' | 'calendar'>) {
  if (!row.appealed_at) return null
  const until = row.appeal_answered_at ? todayIn(row.appeal_answered_at) : today
  return {
    orgName: row.appeal_org_name ?? '',
    channelLabel: objectionChannelLabels[row.appeal_channel ?? 'account'],
    text: row.appeal_body ?? '',
    at: row.appealed_at.toISOString(),
    daysUsed: workingDaysBetween(todayIn(row.appealed_at), until, calendar),
    daysAllowed: daysOf('appealed'),
    answer: row.appeal_answer,
    correction: recordOf(row.appeal_correction_kind, row.appeal_correction_id),
    answeredBy: row.appeal_answered_by_name,
    answeredAt: row.appeal_answered_at?.toISOString() ?? null,
  }
}

type Standing = { actor: Actor; today: string; taken: readonly Taken[] }

function presentSteps(row: ObjectionRow, { actor, today, taken }: Standing) {
  const standing = { state: row.state, memberId: row.concerned, taken }
  const here = possibleSteps(objectionProcedure, actor, { ...standing, place: { path: row.path } })
  const above = { path: row.appeal_path ?? '' }
  const inTime = row.due_on !== null && today <= row.due_on && orgAbove(row.path) !== null
  const isOwn =
    row.raised_by !== null &&
    (row.raised_by === actor.accountId ||
      (row.raised_by_member !== null && row.raised_by_member === actor.memberId))
  return {
    answer: here.includes('decline'),
    appeal: inTime && isOwn && here.includes('appeal'),
    recordAppeal: inTime && row.raised_by === null && here.includes('record-appeal'),
    answerAppeal:
      row.to_review &&
      possibleSteps(objectionProcedure, actor, { ...standing, place: above }).includes('decline-appeal'),
  }
}
