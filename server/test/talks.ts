import * as contract from '../../contract/laggards.ts'
import type { Answer, Person } from './app.ts'

/** The branch's number for the year so far, in points. */
export async function setYearThreshold(who: Person, orgId: number, points: number | null): Promise<void> {
  const body = {
    measure: 'year' as const,
    points: points === null ? null : points * 100,
    firstDay: '2026-01-01',
  }
  const { status, error } = await who.ask(contract.setThreshold, { params: { orgId }, body })
  if (status !== 200) throw new Error(error.message)
}

export function tryToBegin(
  who: Person,
  orgId: number,
  memberId: string,
  requestId?: string,
): Promise<Answer<{ caseId: string }>> {
  const body = { memberId, measure: 'year' as const }
  return who.ask(contract.beginTalk, { params: { orgId }, body, ...(requestId && { requestId }) })
}

export async function begun(who: Person, orgId: number, memberId: string): Promise<string> {
  const { status, body, error } = await tryToBegin(who, orgId, memberId)
  if (status !== 200) throw new Error(error.message)
  return body.caseId
}

export const talkOf = (more: { heldOn?: string; followUpOn?: string | null } = {}) => ({
  heldOn: '2026-11-20',
  heldBy: '沈国良',
  causes: '老伴住院，走不开。',
  measures: '每周有人去家里看看，能来就来。',
  followUpOn: '2026-12-10',
  ...more,
})
