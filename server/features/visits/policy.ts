import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

type Of = { path: string; visitedBy: string }

const isOwn = (actor: Actor, { visitedBy }: Of): boolean => actor.accountId === visitedBy

/** What was said on a doorstep: the visitor, and who checks visits where the register of households is read. */
export function mayLook(actor: Actor, visit: Of): boolean {
  return isOwn(actor, visit) || (may(actor, 'visits.check', visit) && may(actor, 'households.read', visit))
}

/** The visitor takes back what was mistyped; whoever checks takes back what was not so. */
export function mayVoid(actor: Actor, visit: Of): boolean {
  return isOwn(actor, visit) || may(actor, 'visits.check', visit)
}
