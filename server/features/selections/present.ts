import type { listAwards } from '../../../contract/awards.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import { honourLevelLabels } from '../../../contract/honours.ts'
import { stageLabels } from '../../../contract/members.ts'
import type { getSelection } from '../../../contract/selections.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { workingDaysBetween } from '../../core/clock/working-days.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import type { AwardRow } from './award-queries.ts'
import type { BallotRow } from './ballot-queries.ts'
import { outcomeOf, sayFailed } from './ballot-rules.ts'
import type { CandidateRow } from './candidate-queries.ts'
import type { PersonRow } from './eligibility-queries.ts'
import { maySeeNames, maySeeOutcome, mayWithdraw } from './policy.ts'
import { selectionProcedure } from './procedure.ts'
import type { SelectionRow } from './queries.ts'
import { judge, personOf, type Terms, termsOf } from './rules.ts'
import type { ListRow } from './snapshot-queries.ts'

type One = OutputOf<typeof getSelection>

/** The page that anyone may read, below the site's root. */
export function publicPath(address: string): string {
  return `/public/selections/${address}`
}

export function presentSelection(row: SelectionRow, today: string) {
  const over = row.state === 'published' && row.closes_on !== null && row.closes_on < today
  return {
    selectionId: row.selection_id,
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    year: row.year,
    quota: row.quota,
    postGate: row.post_gate,
    minimumPoints: row.minimum_points,
    admitsProbationary: row.admits_probationary,
    method: row.method,
    nominateUntil: row.nominate_until,
    state: row.state,
    stateLabel: over ? '公示期满，待表彰' : (selectionProcedure.states[row.state]?.label ?? row.state),
    candidates: row.candidates,
    dueOn: row.state === 'nominating' ? row.nominate_until : row.due_on,
    openedBy: row.opened_by_name,
    openedAt: row.opened_at.toISOString(),
  }
}

/** Points are told to the branch and to the member; to others only what lets somebody stand. */
export function presentStanding(person: PersonRow, terms: Terms, named: boolean) {
  return { ...judge(personOf(person), terms, named), points: named ? person.points : null }
}

export function presentEligible(person: PersonRow, terms: Terms) {
  const { member_id: memberId, name, nominated } = person
  const stageLabel = stageLabels[person.stage as 'full'] ?? person.stage
  return { memberId, name, stageLabel, nominated, ...presentStanding(person, terms, true) }
}

const gone = { eligible: false, gate: null, reason: '已经不在这里的支部', points: null }

export function presentCandidate(
  row: CandidateRow,
  around: { actor: Actor; selection: SelectionRow; person: PersonRow | undefined; concerned: boolean },
): One['nominations'][number] {
  const { actor, selection, person, concerned } = around
  const { member_id: memberId, nominated_by: nominatedBy, path } = row
  const named = maySeeNames(actor, row) || memberId === actor.memberId
  const standing = person ? presentStanding(person, termsOf(selection), named) : gone
  const { votes_for: ayes, votes_against: against, votes_abstain: abstain } = row
  const isOff = row.withdrawn_at !== null
  const told = maySeeOutcome(actor, selection)
  const counted = ayes !== null && against !== null && abstain !== null
  return {
    candidateId: row.candidate_id,
    memberId,
    name: row.name,
    orgId: row.org_id,
    branchName: row.branch_name,
    reason: row.reason,
    nominatedBy: row.nominated_by_name,
    nominatedAt: row.nominated_at.toISOString(),
    withdrawn: isOff ? { by: row.withdrawn_by_name, note: row.withdrawn_note ?? '' } : null,
    standing,
    votes: told && counted ? { for: ayes, against, abstain } : null,
    chosen: told ? row.chosen : null,
    abilities: {
      withdraw: !isOff && mayWithdraw(actor, { memberId, nominatedBy, path }, { ...selection, concerned }),
    },
  }
}

export function presentRound(
  row: BallotRow,
  names: ReadonlyMap<string, string>,
  quota: number | null,
): One['rounds'][number] {
  return {
    round: row.round,
    heldOn: row.held_on,
    entitled: row.entitled,
    present: row.present,
    tallies: row.tallies.map(({ candidateId, ...counts }) => ({
      name: names.get(candidateId) ?? '一位同志',
      ...counts,
    })),
    failed: row.failed && sayFailed(outcomeOf(row, quota), names),
    by: row.by_name ?? '',
    at: row.recorded_at.toISOString(),
  }
}

/** How many of each branch could stand, and by what; no names. */
export function countBranches(
  people: readonly PersonRow[],
  terms: Terms,
  isNamed: (branch: { path: string }) => boolean,
): One['branches'] {
  const byBranch = new Map<number, One['branches'][number]>()
  for (const person of people) {
    const { org_id: orgId, branch_name: name, path, stage } = person
    const none = { members: 0, byPost: 0, byPoints: 0, asMember: 0 }
    const counted = byBranch.get(orgId) ?? { orgId, name, ...none, named: isNamed({ path }) }
    byBranch.set(orgId, counted)
    if (stage === 'full' || stage === 'probationary') counted.members += 1
    const { gate } = judge(personOf(person), terms, false)
    if (gate === 'post') counted.byPost += 1
    if (gate === 'points') counted.byPoints += 1
    if (gate === 'member') counted.asMember += 1
  }
  return [...byBranch.values()]
}

export function presentList(list: ListRow, openObjections: number, today: string): NonNullable<One['list']> {
  const isPublic = list.address !== null && list.expires_on !== null && today <= list.expires_on
  return {
    listId: list.list_id,
    snapshot: list.snapshot,
    reviewedBy: list.reviewer_name,
    publishedOn: list.published_on,
    closesOn: list.closes_on,
    expiresOn: list.expires_on,
    path: isPublic && list.address ? publicPath(list.address) : null,
    openObjections,
  }
}

/** Working days since the last step, of those that the present state allows. */
export function presentDays(
  row: SelectionRow,
  around: { today: string; calendar: WorkingCalendar; taken: readonly StepTaken[] },
): One['days'] {
  const { today, calendar, taken } = around
  const allowed = selectionProcedure.states[row.state]?.within
  const last = taken.at(-1)
  if (allowed === undefined || !last) return null
  return { used: workingDaysBetween(todayIn(last.takenAt), today, calendar), allowed }
}

export function presentStep(step: StepTaken): One['steps'][number] {
  const label = selectionProcedure.steps[step.step]?.label ?? '开始评选'
  return { label, by: step.takenByName, at: step.takenAt.toISOString(), note: step.note }
}

type Standing = { actor: Actor; taken: readonly Taken[]; isCandidate: boolean; today: string }

export function presentAbilities(
  row: SelectionRow,
  { actor, taken, isCandidate, today }: Standing,
): Omit<One['abilities'], 'nominate'> {
  const memberId = isCandidate ? actor.memberId : null
  const standing = { state: row.state, place: { path: row.path }, memberId, taken }
  const possible = possibleSteps(selectionProcedure, actor, standing)
  const over = row.closes_on !== null && row.closes_on < today
  return {
    close: possible.includes('close'),
    reopen: possible.includes('reopen'),
    decide: possible.includes(row.method === 'vote' ? 'vote' : 'decide'),
    publish: possible.includes('publish'),
    return: possible.includes('return'),
    recall: possible.includes('recall'),
    cancel: possible.includes('cancel'),
    award: possible.includes('award') && over && row.open_objections === 0,
  }
}

export function presentAward(row: AwardRow, actor: Actor): OutputOf<typeof listAwards>['rows'][number] {
  const stands = row.withdrawn_at === null
  const isOwn = row.member_id === actor.memberId
  const below = row.issuer_kind === 'branch' ? '支部级' : '本组织'
  return {
    awardId: row.award_id,
    selectionId: row.selection_id,
    memberId: row.member_id,
    memberName: row.member_name,
    branchName: row.branch_name,
    title: row.title,
    year: row.year,
    level: row.level,
    levelLabel: row.level ? honourLevelLabels[row.level] : below,
    issuer: row.issuer,
    awardedOn: row.awarded_on,
    prize: row.prize,
    certificateNo: row.certificate_no,
    honourId: row.honour_id,
    withdrawn: row.withdrawn_at && {
      at: row.withdrawn_at.toISOString(),
      by: row.withdrawn_by_name,
      reason: row.withdrawn_reason ?? '',
    },
    printPath: `/print/awards/${row.award_id}/certificate`,
    abilities: {
      withdraw: stands && !isOwn && may(actor, 'selections.run', { path: row.issuer_path }),
      honour: stands && !isOwn && row.level !== null && !row.honour_id && may(actor, 'activities.write', row),
    },
  }
}
