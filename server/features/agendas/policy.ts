import type { Verb } from '../../../contract/roles.ts'
import type { Actor } from '../../core/context/context.ts'
import { inScope, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

/** Who asks things of others may say what a meeting begins with, and so may who holds it, for themselves and below. */
export const writing: readonly Verb[] = ['requirements.write', 'activities.write']

export function mayWrite(actor: Actor, place: { path: string }): boolean {
  return writing.some((verb) => may(actor, verb, place))
}

export function demandMayWrite(actor: Actor, place: Place | null | undefined): asserts place is Place {
  demand(place && inScope(actor, place), 'not-found')
  demand(mayWrite(actor, place), 'access.denied')
}
