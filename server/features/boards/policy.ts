import type { PublicationState } from '../../../contract/boards.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

/** As much of a publication as a decision needs. */
export type Publication = { state: PublicationState; expiresOn: string | null }

/** Before the public now: published, and neither withdrawn nor past its last day. */
export function isPublic({ state, expiresOn }: Publication, today: string): boolean {
  return (state === 'published' || state === 'ended') && expiresOn !== null && today <= expiresOn
}

/**
 * Names with points are seen in the branch; by who prepares and who reviews while it is with them; and by anyone who may
 * see publications at all as long as it hangs before the public anyway.
 */
export function maySeeSnapshot(
  actor: Actor,
  place: { path: string },
  publication: Publication,
  today: string,
): boolean {
  if (may(actor, 'points.names', place) || isPublic(publication, today)) return true
  const isInWork = publication.state === 'prepared' || publication.state === 'returned'
  return isInWork && (may(actor, 'boards.prepare', place) || may(actor, 'boards.review', place))
}

export function maySeePublications(actor: Actor, place: { path: string }): boolean {
  return (
    may(actor, 'boards.read', place) ||
    may(actor, 'boards.prepare', place) ||
    may(actor, 'boards.review', place)
  )
}
