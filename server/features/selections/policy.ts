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

/** The candidate declines, whoever nominated thinks better of it, or the office takes it off with a reason. */
export function mayWithdraw(
  actor: Actor,
  candidacy: Candidacy,
  selection: { path: string; state: SelectionState },
): boolean {
  if (selection.state !== 'nominating' && selection.state !== 'deciding') return false
  return (
    candidacy.memberId === actor.memberId ||
    candidacy.nominatedBy === actor.accountId ||
    maySeeNames(actor, candidacy) ||
    may(actor, 'selections.run', selection)
  )
}
