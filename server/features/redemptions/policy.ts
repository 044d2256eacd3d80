import { concernOf } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { RedemptionRow } from './redemption-queries.ts'

type Place = { path: string }

/** At the desk of the organisation that opened it. */
export function mayServe(actor: Actor, programme: Place): boolean {
  return may(actor, 'redemptions.serve', programme)
}

export function isOwn(actor: Actor, memberId: string): boolean {
  return actor.memberId !== null && actor.memberId === memberId
}

export function isWaiting(row: Pick<RedemptionRow, 'handed_at' | 'cancelled_at'>): boolean {
  return !row.handed_at && !row.cancelled_at
}

/** Two people: nobody signs for what they hand to themselves or to kin. */
export function mayHandOver(actor: Actor, row: RedemptionRow): boolean {
  return isWaiting(row) && mayServe(actor, row) && concernOf(actor, row.member_id) === null
}

export function mayCancel(actor: Actor, row: RedemptionRow): boolean {
  return isWaiting(row) && (isOwn(actor, row.member_id) || mayServe(actor, row))
}
