import type { Actor } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'

type Meeting = { org_id: number; path: string; roll: readonly string[] }

/** What a reader sees of a meeting's votes: who was called sees figures, who reads at the holder the rest as well. */
export type Sight = { whole: boolean; names: boolean; writes: boolean }

/** Errors: not-found for who neither reads there nor was called; access.denied for who is in scope without the right. */
export function sightOf(actor: Actor, meeting: Meeting): Sight {
  const place = { orgId: meeting.org_id, path: meeting.path }
  const writes = may(actor, 'activities.write', place)
  if (may(actor, 'activities.read', place)) {
    return { whole: true, names: may(actor, 'members.read', place), writes }
  }
  if (actor.memberId && meeting.roll.includes(actor.memberId)) return { whole: false, names: false, writes }
  demand(inScope(actor, place), 'not-found')
  demand(false, 'access.denied')
}

/** From above, and never by who recorded or planned it. */
export function mayReview(
  actor: Actor,
  meeting: { path: string; closed_by: string | null; planned_by: string },
): boolean {
  const wrote = actor.accountId !== null && [meeting.closed_by, meeting.planned_by].includes(actor.accountId)
  return !wrote && mayFromAbove(actor, 'minutes.review', meeting)
}
