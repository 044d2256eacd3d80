import { type Verb, verbsOf } from '../../../contract/roles.ts'
import { demand } from '../errors/problem.ts'
import type { Actor } from './context.ts'

/** As much of an organisation as a decision needs. */
export type Place = { orgId: number; path: string }

// What is said of a person by name stays in the person's own branch (docs/trust): no inheritance downwards. Nor does
// anybody set, give or hand out in the place of an organisation below.
const notInherited: readonly Verb[] = [
  'points.names',
  'talks.threshold',
  'recognitions.read',
  'recognitions.write',
  'redemptions.open',
  'redemptions.serve',
  'assessments.run',
  'worklists.send',
  'worklists.answer',
  'duty-lists.write',
  'cases.handle',
  'hardship.write',
]

/** Counts at the very organisation of the grant, not below it. */
export function staysAtItsPlace(verb: Verb): boolean {
  return notInherited.includes(verb)
}

/** May this actor do this at that organisation? The one question of every policy. */
export function may(actor: Actor, verb: Verb, place: { path: string }): boolean {
  return actor.grants.some(
    (grant) =>
      verbsOf(grant.role).includes(verb) &&
      (staysAtItsPlace(verb) ? place.path === grant.orgPath : place.path.startsWith(grant.orgPath)),
  )
}

/** May this actor do this anywhere at all? For menus, never for a decision. */
export function mayAnywhere(actor: Actor, verb: Verb): boolean {
  return actor.grants.some((grant) => verbsOf(grant.role).includes(verb))
}

/** Out of scope answers as if it did not exist; in scope but not allowed says so. */
export function demandMay(actor: Actor, verb: Verb, place: Place | null | undefined): asserts place is Place {
  demand(place && inScope(actor, place), 'not-found')
  demand(may(actor, verb, place), 'access.denied')
}

export function inScope(actor: Actor, place: Place): boolean {
  return actor.grants.some((grant) => place.path.startsWith(grant.orgPath))
}
