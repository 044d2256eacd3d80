import { activityLabel } from '../../../contract/activity-kinds.ts'
import type { ContactMeeting } from '../../../contract/contact-leaders.ts'
import { orgKindLabels } from '../../../contract/organisations.ts'
import { type ReviewStep, reviewSteps } from '../../../contract/stage-reviews.ts'
import type { Actor, Ctx } from '../../core/context/context.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { possibleSteps, type Standing } from '../../core/procedure/kernel.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import type { CoverageRow, LinkRow } from './link-queries.ts'
import { reviewProcedure } from './procedure.ts'
import type { MeetingRow } from './queries.ts'
import { sayState, whyNotNow } from './rules.ts'

export function presentLink(row: LinkRow) {
  const { grant_id: linkId, name, valid_from: from, valid_to: to, reason } = row
  return { linkId, name, from, to, reason }
}

export function presentCoverage(actor: Actor, row: CoverageRow, links: readonly LinkRow[]) {
  const isAbove = mayFromAbove(actor, 'contacts.write', row)
  return {
    orgId: row.org_id,
    orgName: row.name,
    kind: row.kind,
    kindLabel: orgKindLabels[row.kind],
    parentName: row.parent_name,
    leaders: links
      .filter((link) => link.org_id === row.org_id)
      .map((link) => ({ ...presentLink(link), abilities: { end: isAbove } })),
    through: row.through,
    lastPresentOn: row.last_present_on,
    abilities: { link: isAbove },
  }
}

export function presentPast(row: LinkRow) {
  const { ended_at: at, ended_by: byName, end_reason: why } = row
  return {
    ...presentLink(row),
    givenByName: row.given_by,
    ended: at && { at: at.toISOString(), byName, reason: why ?? '' },
  }
}

export function presentMeeting(row: MeetingRow): ContactMeeting {
  return {
    activityId: row.activity_id,
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    day: row.day,
    startsAt: row.starts_at,
    place: row.place,
    review: row.review,
    reviewLabel: sayState(row.review),
  }
}

export function presentRow({
  activity_id: activityId,
  org_id: orgId,
  org_name: orgName,
  ...row
}: MeetingRow) {
  const { title, day, review: state } = row
  return { activityId, orgId, orgName, title, day, state, stateLabel: sayState(state) }
}

/** What the kernel lets this actor do and the day of the meeting allows. */
function stepsOpenTo({ actor, today }: Ctx, meeting: MeetingRow, taken: readonly StepTaken[]) {
  const standing: Standing = { state: meeting.review ?? 'begun', place: meeting, memberId: null, taken }
  const possible = possibleSteps(reviewProcedure, actor, standing)
  return (step: ReviewStep) => possible.includes(step) && whyNotNow(step, meeting, today) === null
}

export function presentReview(
  ctx: Ctx,
  meeting: MeetingRow,
  { history, leaders }: { history: readonly StepTaken[]; leaders: readonly string[] },
) {
  const may = stepsOpenTo(ctx, meeting, history)
  return {
    ...presentRow(meeting),
    kindLabel: activityLabel(meeting.kind),
    startsAt: meeting.starts_at,
    place: meeting.place,
    parts: meeting.parts,
    leaders: [...leaders],
    dueOn: meeting.due_on,
    history: history.flatMap(({ step: name, takenByName: byName, takenAt, note }) => {
      const step = reviewSteps.find((one) => one === name)
      if (!step) return []
      return [
        { step, label: reviewProcedure.steps[step]?.label ?? '', byName, at: takenAt.toISOString(), note },
      ]
    }),
    abilities: {
      agree: may('agree'),
      askChange: may('ask-change'),
      change: may('change'),
      attend: may('attend'),
      guide: may('guide'),
      findSound: may('find-sound'),
      answer: may('answer'),
    },
  }
}
