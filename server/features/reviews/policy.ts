import type { Actor } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

/** As with conversations: who holds them in that very branch and may see its points by name, and nobody above. */
export function mayReview(actor: Actor, place: { path: string }): boolean {
  return may(actor, 'talks.hold', place) && may(actor, 'points.names', place)
}

export function demandMayReview(actor: Actor, place: Place | null | undefined): asserts place is Place {
  demandMay(actor, 'talks.hold', place)
  demand(mayReview(actor, place), 'access.denied')
}
