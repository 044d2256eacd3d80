import { type ActivityState, activityStateLabels, type Output } from '../../../contract/activities.ts'
import { type ActivityKind, activityCategory, activityLabel } from '../../../contract/activity-kinds.ts'
import { agendaTopics, type TopicCode } from '../../../contract/agenda-topics.ts'
import {
  type AbsenceReason,
  absenceReasonLabels,
  absenceReasons,
  type RollState,
  rollStateLabels,
} from '../../../contract/rolls.ts'
import type { Lacking, Segment, SegmentRow } from '../../../contract/segments.ts'
import { daysBetween } from '../../core/clock/days.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { FactRecord, ReopeningRecord } from './figures-queries.ts'
import type { ActivityDetail, ActivityRecord, OwnRecord } from './list-queries.ts'
import type { RollRecord } from './roll-queries.ts'
import { durationOf, hideHomes, isExcused, partsOf } from './rules.ts'

type HeadingRecord = Pick<
  ActivityRecord,
  'kind' | 'title' | 'day' | 'starts_at' | 'ends_at' | 'place' | 'segments'
>

export function presentHeading(row: HeadingRecord) {
  return {
    kind: row.kind as ActivityKind,
    title: row.title,
    day: row.day,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    segments: hideHomes(partsOf(row.segments).map(unnamed)),
  }
}

/** For lists: the topics of the product have their names, what an organisation keeps is named on the page itself. */
function unnamed(part: Segment): SegmentRow {
  const topicLabel = agendaTopics[part.topic as TopicCode]?.label ?? null
  return { ...part, topicLabel, lecturerName: null, siteName: null }
}

function presentState({ state }: Pick<ActivityRecord, 'state'>) {
  return { state: state as ActivityState, stateLabel: activityStateLabels[state as ActivityState] }
}

export function presentActivity(row: ActivityRecord) {
  const heading = presentHeading(row)
  const { serial_year: year, serial_no: no } = row
  return {
    activityId: row.activity_id,
    orgId: row.org_id,
    orgName: row.org_name,
    ...heading,
    lacking: row.lacking as Lacking[],
    kindLabel: activityLabel(heading.kind),
    category: activityCategory(heading.kind),
    host: row.host as 'branch',
    ...presentState(row),
    durationMinutes: durationOf(heading, heading.segments),
    expected: row.roll.length,
    present: row.present,
    outputs: row.outputs as Output[],
    serial: year !== null && no !== null ? { year, no } : null,
    daysLate: row.first_closed_at ? Math.max(0, daysBetween(row.day, todayIn(row.first_closed_at))) : null,
    version: row.version,
  }
}

export function presentDetail(row: ActivityDetail, segments: SegmentRow[], whole: boolean) {
  return {
    ...presentActivity(row),
    segments,
    minutes: whole ? row.minutes : null,
    plannedByName: row.planned_by_name ?? '',
    plannedAt: row.planned_at.toISOString(),
    firstClosedAt: row.first_closed_at?.toISOString() ?? null,
    closedByName: row.closed_by_name,
    closedAt: row.closed_at?.toISOString() ?? null,
    closings: row.closings,
    cancelled: row.cancelled_at && {
      reason: row.cancel_reason ?? '',
      byName: row.cancelled_by_name ?? '',
      at: row.cancelled_at.toISOString(),
    },
  }
}

export function presentOwn(row: OwnRecord) {
  const heading = presentHeading(row)
  return {
    activityId: row.activity_id,
    orgName: row.org_name,
    ...heading,
    kindLabel: activityLabel(heading.kind),
    ...presentState(row),
    own: label({
      state: row.own_state as RollState,
      reason: row.own_reason as AbsenceReason | null,
      note: row.own_note,
    }),
  }
}

/** A member who is in nobody's reach here: from another branch, or gone to one since. */
const stranger = '不在本支部的党员'

export function presentRollRow(row: RollRecord, seesReason: boolean) {
  const letter = row.name_pinyin?.charAt(0).toUpperCase()
  return {
    memberId: row.member_id,
    name: row.name ?? stranger,
    letter: letter && /[A-Z]/.test(letter) ? letter : null,
    stage: row.stage as 'full' | null,
    orgId: row.branch_id,
    orgName: row.branch_name,
    ...label(seesReason ? said(row) : discreet(row)),
  }
}

type Said = { state: RollState; reason: AbsenceReason | null; note: string | null }

function label(one: Said) {
  const reasonLabel = one.reason && absenceReasonLabels[one.reason]
  return { ...one, stateLabel: rollStateLabels[one.state], reasonLabel }
}

export const reasonChoices = absenceReasons.map((reason) => ({ reason, label: absenceReasonLabels[reason] }))

function said({ state, reason, note }: RollRecord): Said {
  return { state: state as RollState, reason: reason as AbsenceReason | null, note }
}

/**
 * To those who do not call the roll every good reason is a leave, with no word why: were only illness left out,
 * its absence would name it.
 */
function discreet(row: RollRecord): Said {
  const { state, reason } = said(row)
  const excused = state === 'absent' && isExcused({ state, reason })
  return { state: excused ? 'leave' : state, reason: null, note: null }
}

/** Facts that stand, of those members whose rows are shown and, for the holder's readers, of the organisation. */
export function presentFacts(rows: readonly FactRecord[], shown: ReadonlySet<string>, whole: boolean) {
  return rows
    .filter((row) => row.voided_at === null && (row.member_id ? shown.has(row.member_id) : whole))
    .map((row) => ({
      factId: row.fact_id,
      kind: row.kind,
      memberId: row.member_id,
      day: row.day,
      quantity: row.quantity,
      recordedAt: row.recorded_at.toISOString(),
      recordedByName: row.recorded_by_name ?? '',
    }))
}

/**
 * Each reopening with what the closing after it changed, as the facts themselves tell: those voided and those recorded
 * at the instant of that closing. `endedAt`: when the last one was closed again or called off; null while it is open.
 */
export function presentCorrections(
  reopenings: readonly ReopeningRecord[],
  facts: readonly FactRecord[],
  endedAt: Date | null,
  names: boolean,
) {
  return reopenings.map((row, i) => {
    const at = (reopenings[i + 1]?.was_closed_at ?? endedAt)?.getTime()
    const changes = changesOf(
      facts.filter((fact) => at !== undefined && fact.voided_at?.getTime() === at),
      facts.filter((fact) => at !== undefined && fact.recorded_at.getTime() === at),
    )
    return {
      reopenedAt: row.reopened_at.toISOString(),
      reopenedByName: row.reopened_by_name ?? '',
      reason: row.reason,
      wasClosedAt: row.was_closed_at.toISOString(),
      wasClosedByName: row.was_closed_by_name ?? '',
      changes: changes.filter((one) => names || one.memberId === null),
    }
  })
}

/** When what stands now came to stand: nothing does while it is open. */
export function endOf(row: ActivityDetail): Date | null {
  return row.state === 'closed' ? row.closed_at : row.cancelled_at
}

function changesOf(voided: readonly FactRecord[], recorded: readonly FactRecord[]) {
  const before = new Map(voided.map((fact) => [fact.member_id, fact]))
  const after = new Map(recorded.map((fact) => [fact.member_id, fact]))
  return [...new Set([...before.keys(), ...after.keys()])].map((memberId) => {
    const [from, to] = [before.get(memberId), after.get(memberId)]
    const name = memberId ? (to?.member_name ?? from?.member_name ?? stranger) : null
    return { memberId, name, from: stateOf(from), to: stateOf(to) }
  })
}

function stateOf(fact: FactRecord | undefined): RollState | null {
  if (!fact?.member_id) return null
  if (fact.kind === 'absence') return fact.attrs['excused'] === true ? 'leave' : 'absent'
  return fact.attrs['late'] === true ? 'late' : 'present'
}
