import type { Verb } from '../../../contract/roles.ts'
import type { Actor } from './context.ts'
import { may } from './may.ts'

const stepLength = 4

/** Where whoever decides on an organisation stands: right above it, so that nobody decides on the own. */
export function placeAbove({ path }: { path: string }): { path: string } {
  return { path: path.slice(0, -stepLength) }
}

/** May this actor do this from above? Whoever may do it there or higher up, never by a grant on the organisation itself. */
export function mayFromAbove(actor: Actor, verb: Verb, place: { path: string }): boolean {
  return may(actor, verb, placeAbove(place))
}
