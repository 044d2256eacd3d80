import { type ObjectionState, objectionChannelLabels } from '../../../contract/objections.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { workingDaysBetween } from '../../core/clock/working-days.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import { objectionProcedure } from './procedure.ts'
import type { ObjectionRow } from './queries.ts'
import { recordOf } from './rules.ts'

export type Around = {
  actor: Actor
  today: string
  calendar: WorkingCalendar
  /** Steps taken, by procedure. */
  history: ReadonlyMap<string, readonly Taken[]>
}

const allowed = objectionProcedure.states['raised']?.within ?? 0

export function presentObjection(row: ObjectionRow, { actor, today, calendar, history }: Around) {
  const isOffice = may(actor, 'objections.answer', row)
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
    dueOn: row.due_on,
    daysUsed: workingDaysBetween(todayIn(row.raised_at), until, calendar),
    daysAllowed: allowed,
    late: row.due_on !== null && row.due_on < today,
    answer: row.answer,
    correction: recordOf(row.correction_kind, row.correction_id),
    answeredBy: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    hasContact: isOffice && row.contact_sealed !== null,
    abilities: {
      answer: mayAnswer(row, actor, history.get(row.procedure_id) ?? []),
      showContact: isOffice && row.contact_sealed !== null,
    },
  }
}

function mayAnswer(row: ObjectionRow, actor: Actor, taken: readonly Taken[]): boolean {
  const standing = { state: row.state, place: { path: row.path }, memberId: row.concerned, taken }
  return possibleSteps(objectionProcedure, actor, standing).includes('decline')
}
