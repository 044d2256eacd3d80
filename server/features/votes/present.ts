import { activityLabel } from '../../../contract/activity-kinds.ts'
import { minutesGradeLabels } from '../../../contract/minutes.ts'
import { exclusionGroundLabels, exclusionStateLabels, type RuleKind } from '../../../contract/quorum.ts'
import { motionResultLabels, voteWayLabels, whyNoVoteLabels } from '../../../contract/votes.ts'
import {
  type BallotOutcome,
  ballotOutcomeLabels,
  electedPostLabels,
  electionStateLabels,
} from '../../../contract/votes-elections.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import type { Count } from './counting-commands.ts'
import type { ElectionRow, RoundRow } from './election-queries.ts'
import { type Standing, sayStanding } from './election-rules.ts'
import type { ExclusionRow } from './exclusion-queries.ts'
import type { ReviewRow } from './minutes-queries.ts'
import type { HistoryRow, MotionRow } from './motion-queries.ts'
import type { Sight } from './policy.ts'
import type { InForce } from './rule-commands.ts'
import { roundKindLabels, sayCount, sayMotion, sayTerms } from './sayings.ts'

type Names = ReadonlyMap<string, string>
const stranger = '不在本支部的党员'
const nameIn = (names: Names, id: string) => names.get(id) ?? stranger

export function kindLabel(kind: RuleKind): string {
  return kind === 'election' ? '选举' : activityLabel(kind)
}

export function presentRule(actor: Actor, rule: InForce, own: { orgId: number; path: string }) {
  const { row } = rule
  const mayWrite = may(actor, 'requirements.write', own)
  const isOwn = row?.org_id === own.orgId
  return {
    ruleId: row?.rule_id ?? null,
    of: rule.kind,
    ofLabel: kindLabel(rule.kind),
    says: sayTerms(rule.terms),
    terms: rule.terms,
    source: rule.source,
    orgName: row?.org_name ?? null,
    from: row?.valid_from ?? null,
    abilities: { change: mayWrite, end: mayWrite && isOwn && row?.valid_to === null },
  }
}

export function presentExclusion(actor: Actor, row: ExclusionRow) {
  const above = mayFromAbove(actor, 'duties.decide', row)
  const writes = may(actor, 'activities.write', row)
  return {
    exclusionId: row.exclusion_id,
    memberId: row.member_id,
    name: row.name,
    orgId: row.org_id,
    orgName: row.org_name,
    ground: row.ground,
    groundLabel: exclusionGroundLabels[row.ground],
    since: row.since,
    state: row.state,
    stateLabel: exclusionStateLabels[row.state],
    proposedByName: row.proposed_by_name ?? '',
    proposedAt: row.proposed_at.toISOString(),
    decision: row.decided_at && {
      byName: row.decided_by_name ?? '',
      at: row.decided_at.toISOString(),
      note: row.decision_note ?? '',
    },
    approvedOn: row.counts_from,
    endedOn: row.last_day,
    endReason: row.end_reason,
    abilities: {
      decide: above && row.state === 'proposed' && row.proposed_by !== actor.accountId,
      approve: writes && row.state === 'consented',
      end: row.state === 'in-force' && (above || (writes && row.ground !== 'rights-suspended')),
    },
  }
}

export function presentCount(count: Count, names: Names, { names: seesNames, writes }: Sight) {
  const named = seesNames && writes
  return {
    entitled: count.entitled,
    expected: count.expected,
    present: count.present,
    reached: count.reached,
    says: sayCount(count, count.terms.quorum),
    rule: sayTerms(count.terms),
    source: count.source,
    frozenAt: count.frozenAt?.toISOString() ?? null,
    excludedCount: count.excluded.length,
    withoutVoteCount: count.withoutVote.length,
    excluded: named
      ? count.excluded.map(({ memberId, ground }) => ({
          ...{ memberId, name: nameIn(names, memberId), ground },
          groundLabel: exclusionGroundLabels[ground],
        }))
      : [],
    withoutVote: named
      ? count.withoutVote.map(({ memberId, why }) => ({
          ...{ memberId, name: nameIn(names, memberId), why },
          whyLabel: whyNoVoteLabels[why],
        }))
      : [],
  }
}

function sumsOf(row: MotionRow) {
  const { issued, returned } = row
  const [ayes, noes, abstain, invalid] = [row.ayes ?? 0, row.noes ?? 0, row.abstain ?? 0, row.invalid ?? 0]
  return { issued, returned, ayes, noes, abstain, invalid }
}

/** 赞成 12 …：通过, in the minutes and on paper; null until it is counted. */
export function sayResult(row: MotionRow): string | null {
  const { result, expected, present } = row
  if (result === null) return null
  return sayMotion(sumsOf(row), { expected: expected ?? 0, present: present ?? 0 }, result)
}

function presentCounted(row: MotionRow, names: Names) {
  if (row.state !== 'counted' || row.result === null || row.terms === null || !row.counted_at) return null
  return {
    expected: row.expected ?? 0,
    present: row.present ?? 0,
    ...sumsOf(row),
    tellers: (row.tellers ?? []).map((one) => nameIn(names, one)),
    result: row.result,
    resultLabel: motionResultLabels[row.result],
    says: sayResult(row) ?? '',
    rule: sayTerms(row.terms),
    frozen: row.frozen_at !== null,
    byName: row.counted_by_name ?? '',
    at: row.counted_at.toISOString(),
  }
}

export function presentMotion(
  row: MotionRow,
  history: readonly HistoryRow[],
  names: Names,
  may: { writes: boolean; held: boolean },
) {
  return {
    motionId: row.motion_id,
    title: row.title,
    way: row.way,
    wayLabel: voteWayLabels[row.way],
    state: row.state,
    counted: presentCounted(row, names),
    history: history
      .filter((one) => one.motion_id === row.motion_id)
      .map((one) => ({
        reason: one.reason,
        byName: one.name ?? '',
        at: one.changed_at.toISOString(),
        was: sayResult(one.was) ?? '',
      })),
    withdrawnReason: row.withdrawn_reason,
    abilities: {
      count: may.writes && may.held && row.state === 'put',
      reopen: may.writes && row.state === 'counted',
      withdraw: may.writes && row.state === 'put',
    },
  }
}

export function presentElectionLine(row: ElectionRow, standing: Standing, names: Names) {
  return {
    electionId: row.election_id,
    title: `选举${electedPostLabels[row.post]}`,
    seats: row.seats,
    stateLabel: electionStateLabels[row.state],
    elected: standing.elected.map((one) => nameIn(names, one)),
  }
}

export function presentRound(row: RoundRow, seats: number, names: Names) {
  const outcomeOf = (memberId: string): BallotOutcome => {
    if (row.elected.includes(memberId)) return 'elected'
    return row.tied.includes(memberId) ? 'tied' : 'not-elected'
  }
  const standing = { elected: row.elected, tied: row.tied, open: row.seats - row.elected.length, left: [] }
  const { round, kind, expected, present, issued, returned, invalid, valid } = row
  return {
    ...{
      round,
      kind,
      seats: Math.min(seats, row.seats),
      expected,
      present,
      issued,
      returned,
      invalid,
      valid,
    },
    kindLabel: roundKindLabels[kind],
    tellers: row.tellers.map((one) => nameIn(names, one)),
    says: sayStanding(standing, valid),
    rows: row.votes.map((votes) => {
      const outcome = outcomeOf(votes.memberId)
      const outcomeLabel = ballotOutcomeLabels[outcome]
      return { ...votes, name: nameIn(names, votes.memberId), outcome, outcomeLabel }
    }),
    voided: row.voided_at && {
      reason: row.void_reason ?? '',
      byName: row.voided_by_name ?? '',
      at: row.voided_at.toISOString(),
    },
  }
}

export function presentElection(row: ElectionRow, standing: Standing) {
  const { election_id: electionId, activity_id: activityId, post, seats, state } = row
  return {
    ...{ electionId, activityId, post, seats, state },
    title: `选举${electedPostLabels[post]}`,
    stateLabel: electionStateLabels[state],
    rule: sayTerms(row.terms),
    source: row.source,
    term: row.term_from && row.term_to ? { from: row.term_from, to: row.term_to } : null,
    emptySeats: row.empty_reason === null ? 0 : standing.open,
    voidReason: row.void_reason,
  }
}

export function presentReview(row: ReviewRow, closings: number) {
  return {
    grade: row.grade,
    gradeLabel: minutesGradeLabels[row.grade],
    sentence: row.sentence,
    byName: row.name ?? '',
    at: row.reviewed_at.toISOString(),
    outdated: row.closing !== closings,
    second: row.view === 2,
  }
}
