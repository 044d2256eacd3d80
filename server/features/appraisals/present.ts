import type { Actor } from '../../core/context/context.ts'
import { placeAbove } from '../../core/context/may-above.ts'
import { possibleSteps } from '../../core/procedure/kernel.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import type { BallotRow } from './ballot-queries.ts'
import type { PersonRow, SelfRow } from './people-queries.ts'
import { isConcerned, mayRun } from './policy.ts'
import { appraisalProcedure, stepsAbove } from './procedure.ts'
import type { RoundRow } from './queries.ts'
import { outstandingAtMost, type Verdict } from './rules.ts'

export function sayState(state: RoundRow['state']): string {
  return appraisalProcedure.states[state]?.label ?? state
}

export function presentHeading(row: RoundRow) {
  return {
    roundId: row.round_id,
    orgId: row.org_id,
    orgName: row.org_name,
    year: row.year,
    state: row.state,
    stateLabel: sayState(row.state),
    dueOn: row.due_on,
    people: row.people,
    written: row.written,
  }
}

const ballotStates: Record<BallotRow['state'], string> = {
  answering: '正在投票',
  counted: '计票等核对',
  returned: '退回重新计票',
  confirmed: '计票核对好了',
  cancelled: '取消了',
}

function presentBallot(ballot: BallotRow | undefined) {
  if (!ballot) return null
  const { returned, invalid, by_phone: byPhone } = ballot
  return {
    assessmentId: ballot.assessment_id,
    stateLabel: ballotStates[ballot.state],
    issued: ballot.issued === null ? null : ballot.issued + byPhone,
    valid: returned === null ? null : returned - (invalid ?? 0) + byPhone,
    confirmed: ballot.state === 'confirmed',
    cancelled: ballot.state === 'cancelled',
  }
}

export function presentRound(row: RoundRow, graded: number, ballot: BallotRow | undefined) {
  return {
    ...presentHeading(row),
    ceiling: { most: row.most, parts: row.parts },
    outstandingAtMost: outstandingAtMost(graded, row),
    metOn: row.met_on,
    ballot: presentBallot(ballot),
  }
}

export function presentSelf({ words, on_paper: onPaper, by_name: byName, written_at: at }: SelfRow) {
  return { words, onPaper, byName, at: at.toISOString() }
}

export type Around = {
  writers: ReadonlySet<string>
  selves: ReadonlyMap<string, SelfRow>
  votes: ReadonlyMap<string, number[]>
  /** Null for who may not know them. */
  inspections: readonly { memberId: string; saying: string }[] | null
  proposed: ReadonlyMap<string, Verdict>
  confirmed: ReadonlyMap<string, Verdict>
}

function sayInspections(all: readonly { memberId: string; saying: string }[], memberId: string): string[] {
  return all.filter((one) => one.memberId === memberId).map(({ saying }) => saying)
}

export function presentRow({ member_id: memberId, name, excused }: PersonRow, around: Around) {
  const self = around.selves.get(memberId)
  const proposed = around.proposed.get(memberId)
  return {
    memberId,
    name,
    excused,
    hasWritten: around.writers.has(memberId),
    self: self ? presentSelf(self) : null,
    votes: around.votes.get(memberId) ?? null,
    inspections: around.inspections && sayInspections(around.inspections, memberId),
    proposed: proposed ? { grade: proposed.grade, reason: proposed.reason } : null,
    grade: around.confirmed.get(memberId)?.grade ?? null,
  }
}

const stepLabels: Readonly<Record<string, string>> = {
  open: '开始评议',
  ...Object.fromEntries(Object.entries(appraisalProcedure.steps).map(([name, { label }]) => [name, label])),
}

export function presentHistory(taken: readonly StepTaken[]) {
  return taken.map((one) => ({
    label: stepLabels[one.step] ?? one.step,
    byName: one.takenByName,
    at: one.takenAt.toISOString(),
    note: one.note,
  }))
}

export function presentAbilities(
  row: RoundRow,
  actor: Actor,
  {
    taken,
    ballot,
    graded,
  }: { taken: readonly StepTaken[]; ballot: BallotRow | undefined; graded: readonly string[] },
) {
  const standing = { state: row.state, memberId: null, taken }
  const here = possibleSteps(appraisalProcedure, actor, { ...standing, place: row })
  const there = possibleSteps(appraisalProcedure, actor, { ...standing, place: placeAbove(row) })
  const can = (name: string) => (stepsAbove.includes(name) ? there : here).includes(name)
  const runs = mayRun(actor, row)
  const isCounted = ballot?.state === 'confirmed'
  return {
    writeFor: runs && (row.state === 'self' || row.state === 'mutual'),
    mutual: can('mutual'),
    ballot: can('ballot') && (!ballot || ballot.state === 'cancelled'),
    propose: can('propose') && isCounted,
    confirm: can('confirm') && isCounted && !isConcerned(actor, graded),
    return: can('return'),
    reopen: can('reopen'),
    cancel: can('cancel') && row.confirmed === 0,
    revoke: can('revoke'),
    count: runs && ballot !== undefined && ballot.state !== 'cancelled',
  }
}
