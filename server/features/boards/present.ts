import type { getPublication, ObjectionMark } from '../../../contract/boards.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { workingDaysBetween } from '../../core/clock/working-days.ts'
import type { Actor } from '../../core/context/context.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import { isPublic } from './policy.ts'
import { publicationProcedure } from './procedure.ts'
import type { PublicationRow } from './publication-queries.ts'
import type { EntryRow, RecordRow } from './queries.ts'
import { describePeriod } from './rules.ts'
import { sayFact } from './sayings.ts'
import type { listMarks } from './snapshot-queries.ts'

/** The page that anyone may read, below the site's root. */
export function publicPath(address: string): string {
  return `/public/boards/${address}`
}

export function presentPublication(row: PublicationRow, today: string) {
  const { state } = row
  const isBefore = isPublic({ state, expiresOn: row.expires_on }, today)
  return {
    publicationId: row.publication_id,
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    period: {
      from: row.period_from,
      to: row.period_to,
      label: describePeriod(row.period_from, row.period_to),
    },
    state,
    stateLabel: publicationProcedure.states[state]?.label ?? state,
    preparedBy: row.prepared_by_name,
    preparedAt: row.prepared_at.toISOString(),
    reviewedBy: row.reviewer_name,
    dueOn: row.due_on,
    publishedOn: row.published_on,
    closesOn: row.closes_on,
    expiresOn: row.expires_on,
    path: row.address && isBefore ? publicPath(row.address) : null,
    openObjections: row.open_objections,
  }
}

export function presentAbilities(
  row: PublicationRow,
  actor: Actor,
  taken: readonly Taken[],
): OutputOf<typeof getPublication>['abilities'] {
  const standing = { state: row.state, place: { path: row.path }, memberId: null, taken }
  const possible = possibleSteps(publicationProcedure, actor, standing)
  return {
    publish: possible.includes('publish'),
    return: possible.includes('return'),
    prepareAgain: possible.includes('again'),
    withdraw: possible.includes('withdraw'),
  }
}

/** Working days since the last step, of those that the present state allows; nothing where nobody is waited for. */
export function presentDays(
  row: PublicationRow,
  around: { today: string; calendar: WorkingCalendar; taken: readonly StepTaken[] },
): { used: number; allowed: number } | null {
  const { today, calendar, taken } = around
  const allowed = publicationProcedure.states[row.state]?.within
  const last = taken.at(-1)
  if (allowed === undefined || !last) return null
  return { used: workingDaysBetween(todayIn(last.takenAt), today, calendar), allowed }
}

export function presentStep(step: StepTaken) {
  const label = publicationProcedure.steps[step.step]?.label ?? '制表'
  return { label, by: step.takenByName, at: step.takenAt.toISOString(), note: step.note }
}

export function presentMark(row: Awaited<ReturnType<typeof listMarks>>[number]): ObjectionMark {
  return {
    row: row.row_no,
    fact: row.fact_no,
    state: row.state as ObjectionMark['state'],
    change: row.change,
  }
}

export function presentEntry(row: EntryRow) {
  return {
    factId: row.fact_id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    day: row.day,
    text: sayFact(row, 'branch'),
    points: row.points,
    source: presentSource(row.source_kind, row.source_id),
    recordedBy: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
    underObjection: row.under_objection,
  }
}

export function presentRecord(row: RecordRow) {
  return {
    source: presentSource(row.source_kind, row.source_id),
    orgId: row.org_id,
    orgName: row.org_name,
    ruleName: row.rule_name,
    day: row.day,
    text: sayFact(row, 'public'),
    people: row.people,
    points: row.points,
  }
}

/** The record behind an entry, when it is one that has a page. */
function presentSource(kind: string, id: string) {
  if (kind !== 'activity' && kind !== 'honour' && kind !== 'hand-entry' && kind !== 'assessment') return null
  return { kind, id } as const
}
