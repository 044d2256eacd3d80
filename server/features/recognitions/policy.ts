import { concernOf } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

/** Where a recognition belongs: the member, the member's branch, and the organisation that gave it. */
export type Belonging = { member_id: string; org_path: string; giver_path: string }

export function isOwn(actor: Actor, row: { member_id: string }): boolean {
  return actor.memberId !== null && actor.memberId === row.member_id
}

/** With the name: the member, the member's own branch, and who gave it. To all others it does not exist. */
export function maySee(actor: Actor, row: Belonging): boolean {
  return isOwn(actor, row) || may(actor, 'recognitions.read', { path: row.org_path }) || mayChange(actor, row)
}

/** Whoever gave it releases it, takes it down and takes it back. */
export function mayChange(actor: Actor, row: Belonging): boolean {
  return may(actor, 'recognitions.write', { path: row.giver_path })
}

/** Whoever has no phone answers on paper, at the branch or with who gave it; nobody notes their own or their kin's. */
export function mayNoteConsent(actor: Actor, row: Belonging): boolean {
  return (
    concernOf(actor, row.member_id) === null &&
    (mayChange(actor, row) || may(actor, 'recognitions.write', { path: row.org_path }))
  )
}
