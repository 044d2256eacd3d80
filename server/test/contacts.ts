import { linkLeader } from '../../contract/contact-leaders.ts'
import { type ReviewStep, takeReviewStep } from '../../contract/stage-reviews.ts'
import { newId } from '../core/ids.ts'
import type { Person } from './app.ts'

export const contactTerm = { from: '2026-11-01', to: '2027-12-31', reason: '镇党委分工' }

/** Links somebody to an organisation as its contact leader. */
export function link(by: Person, orgId: number, leader: Person, more: object = {}, requestId = newId()) {
  const body = { accountId: leader.accountId, ...contactTerm, ...more }
  return by.ask(linkLeader, { requestId, params: { orgId }, body })
}

/** A word of the three stages. */
export function say(who: Person, activityId: string, step: ReviewStep, note: string | null = null) {
  return who.ask(takeReviewStep, { params: { activityId }, body: { step, note } })
}
