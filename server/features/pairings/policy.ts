import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

export type Of = { branch_path: string; grid_path: string; member_id: string }

export const isOwn = (actor: Actor, { member_id: memberId }: Of): boolean => actor.memberId === memberId

/** At the branch of the member or at the grid of the household. */
export function mayRead(actor: Actor, of: Of): boolean {
  return (
    isOwn(actor, of) ||
    may(actor, 'pairings.read', { path: of.branch_path }) ||
    may(actor, 'pairings.read', { path: of.grid_path })
  )
}

/** Which door it is: the member who goes there, and who reads the register of that grid. */
export function mayKnowDoor(actor: Actor, of: Of): boolean {
  return isOwn(actor, of) || may(actor, 'households.read', { path: of.grid_path })
}

/** Reviews it, and records for a member without a phone. */
export function mayWrite(actor: Actor, of: Of): boolean {
  return may(actor, 'pairings.write', { path: of.branch_path })
}
