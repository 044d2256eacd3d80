import type { SelectionState } from '../../../contract/selections.ts'
import type { Actor } from '../../core/context/context.ts'
import { inScope, may, type Place } from '../../core/context/may.ts'

/** As much of the reader's own branch as a decision needs; null for who is no member. */
export type Own = { memberId: string; place: Place } | null

/** Who looks at all of a selection: whoever reads lists at its organisation, runs it, or reviews it. */
export function maySeeWhole(actor: Actor, place: { path: string }): boolean {
  return (
    may(actor, 'boards.read', place) ||
    may(actor, 'selections.run', place) ||
    may(actor, 'boards.review', place)
  )
}

/** Where this person holds an office that has to do with selections. */
export function pathsOfOffice(actor: Actor): string[] {
  return actor.grants
    .filter((grant) => maySeeWhole(actor, { path: grant.orgPath }))
    .map((grant) => grant.orgPath)
}

/** Names with points and reasons stay in the branch (trust). */
export function maySeeNames(actor: Actor, branch: { path: string }): boolean {
  return may(actor, 'points.names', branch)
}

/** By secretary or committee member of the branch; a member nominates another of the own branch. */
export function mayNominate(actor: Actor, branch: Place, own: Own): boolean {
  return maySeeNames(actor, branch) || (own?.place.orgId === branch.orgId && inScope(actor, branch))
}

export type Candidacy = { memberId: string; nominatedBy: string; path: string }

/**
 * The candidate declines, whoever nominated thinks better of it, or the office takes it off with a reason. `concerned`:
 * the actor, or kin of theirs, stands as well; by office nobody takes a rival off.
 */
export function mayWithdraw(
  actor: Actor,
  candidacy: Candidacy,
  { path, state, concerned }: { path: string; state: SelectionState; concerned: boolean },
): boolean {
  if (state !== 'nominating' && state !== 'deciding') return false
  return (
    candidacy.memberId === actor.memberId ||
    candidacy.nominatedBy === actor.accountId ||
    (!concerned && (maySeeNames(actor, candidacy) || may(actor, 'selections.run', { path })))
  )
}

/** What was decided is known to who works on it, and to the members once it is before the public. */
export function maySeeOutcome(actor: Actor, selection: { path: string; state: SelectionState }): boolean {
  const isPublic = selection.state === 'published' || selection.state === 'awarded'
  return isPublic || maySeeWhole(actor, selection)
}
