import { type Verb, verbsOf } from '../../../contract/roles.ts'
import type { Actor } from './context.ts'

/** Paths at and below which the actor may do one of these: the scope of a list that names no organisation. */
export function pathsWhere(actor: Actor, ...verbs: readonly Verb[]): string[] {
  return actor.grants
    .filter((grant) => verbs.some((verb) => verbsOf(grant.role).includes(verb)))
    .map((grant) => grant.orgPath)
}
