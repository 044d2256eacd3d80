import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

/** What was counted is said by name in the member's own branch and to the member, nowhere else (docs/trust). */
export function maySeeBasis(actor: Actor, row: { member_id: string; path: string }): boolean {
  return isOwn(actor, row) || may(actor, 'points.names', row)
}

/** A conversation is known to the two who have it and to who was named for it; to others it does not exist. */
export function maySeeTalk(actor: Actor, row: { member_id: string; path: string }): boolean {
  return isOwn(actor, row) || may(actor, 'talks.read', row)
}

export function isOwn(actor: Actor, row: { member_id: string }): boolean {
  return actor.memberId !== null && actor.memberId === row.member_id
}
