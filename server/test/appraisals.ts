import type { z } from 'zod'
import type { AppraisalGrade } from '../../contract/appraisal-grades.ts'
import * as contract from '../../contract/appraisals.ts'
import { newId } from '../core/ids.ts'
import type { Person } from './app.ts'
import { type AssessmentTest, bodyOf, type Counts, forAll, tryStep, tryToCount } from './assessments.ts'

type Proposal = z.input<(typeof contract.proposeGrades)['body']>
export type Grades = Record<string, AppraisalGrade | null>

export async function openedRound(who: Person, orgId: number, year = 2026): Promise<string> {
  return bodyOf(await who.ask(contract.openAppraisal, { params: { orgId }, body: { year } })).roundId
}

export async function roundOf(who: Person, roundId: string) {
  return bodyOf(await who.ask(contract.getAppraisal, { params: { roundId } }))
}

export async function ownRounds(who: Person) {
  return bodyOf(await who.ask(contract.listOwnAppraisals)).rows
}

export function tryToWrite(who: Person, roundId: string, words = '一年来按时参加组织生活。') {
  return who.ask(contract.writeOwnSelf, { params: { roundId }, body: { words } })
}

export function tryToMeet(who: Person, roundId: string, day = '2026-11-18') {
  return who.ask(contract.noteMutual, { params: { roundId }, body: { day } })
}

export function tryToVote(who: Person, roundId: string, way: 'paper' | 'phone' = 'paper') {
  return who.ask(contract.openBallot, { params: { roundId }, body: { way } })
}

/** A row for everybody named, with a reason wherever one must be given. */
export function rowsOf(grades: Grades): Proposal['rows'] {
  return Object.entries(grades).map(([memberId, grade]) => ({
    memberId,
    grade,
    reason: grade === 'qualified' ? null : '支委会议过了。',
  }))
}

export function tryToPropose(who: Person, roundId: string, grades: Grades, requestId = newId()) {
  return who.ask(contract.proposeGrades, { params: { roundId }, requestId, body: { rows: rowsOf(grades) } })
}

export function tryAppraisalStep(
  who: Person,
  roundId: string,
  step: 'confirm' | 'return' | 'reopen' | 'cancel' | 'revoke',
  note: string | null = null,
  requestId = newId(),
) {
  return who.ask(contract.takeAppraisalStep, { params: { roundId }, requestId, body: { step, note } })
}

/** All 合格, but for those named. */
export function gradesOf(ids: readonly string[], more: Grades = {}): Grades {
  return { ...Object.fromEntries(ids.map((id) => [id, 'qualified' as const])), ...more }
}

/** A round whose ballot is open. Answers the round and the ballot. */
export async function voting(at: AssessmentTest, way: 'paper' | 'phone' = 'paper') {
  const roundId = await openedRound(at.secretary, at.tree.branch)
  bodyOf(await tryToMeet(at.secretary, roundId))
  const { assessmentId } = bodyOf(await tryToVote(at.secretary, roundId, way))
  return { roundId, assessmentId }
}

export const votes: Counts = [[3, 4, 0, 0]]

/** One whose ballot is counted by the secretary and checked by the deputy. */
export async function votedRound(at: AssessmentTest) {
  const { roundId, assessmentId } = await voting(at)
  const sheets = { issued: 8, returned: 8, invalid: 1, rows: forAll(at.ids, votes) }
  bodyOf(await tryToCount(at.secretary, assessmentId, sheets))
  bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
  return { roundId, assessmentId }
}

/** One that the level above has confirmed. */
export async function confirmedRound(at: AssessmentTest, more: Grades = {}) {
  const round = await votedRound(at)
  bodyOf(await tryToPropose(at.secretary, round.roundId, gradesOf(at.ids, more)))
  bodyOf(await tryAppraisalStep(at.committee, round.roundId, 'confirm'))
  return round
}
