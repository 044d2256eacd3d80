import type { Verb } from '../../../contract/roles.ts'
import type { Actor } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'

/** Where a member stands: the branch decides, the grid and the group only look on. */
export type Placed = {
  member_id: string
  org_id: number
  org_path: string
  grid_path: string | null
  group_path: string | null
}

type Path = { path: string }

function isSelf(actor: Actor, member: Placed): boolean {
  return actor.memberId !== null && actor.memberId === member.member_id
}

function placesOf(member: Placed): Path[] {
  return [member.org_path, member.grid_path, member.group_path].flatMap((path) => (path ? [{ path }] : []))
}

/** Oneself, the branch and above, the grid worker, the group leader. */
export function demandRead<M extends Placed>(actor: Actor, member: M | undefined): asserts member is M {
  demandInScope(actor, member)
  const allowed = isSelf(actor, member) || placesOf(member).some((place) => may(actor, 'members.read', place))
  demand(allowed, 'access.denied')
}

/** Who looks on from the grid or the group is shown what a visit needs, not the wider forms. */
export function readsWholly(actor: Actor, member: Placed): boolean {
  return isSelf(actor, member) || may(actor, 'members.read', { path: member.org_path })
}

/** Only by a right at the branch: who sees a member through the grid changes nothing. */
export function demandAtBranch<M extends Placed>(
  actor: Actor,
  verb: Verb,
  member: M | undefined,
): asserts member is M {
  demandInScope(actor, member)
  demand(may(actor, verb, { path: member.org_path }), 'access.denied')
}

/** What is personal beyond the register: for the member, and for who writes the register of the branch. */
export function demandPersonal<M extends Placed>(actor: Actor, member: M | undefined): asserts member is M {
  demandInScope(actor, member)
  const allowed = isSelf(actor, member) || may(actor, 'members.write', { path: member.org_path })
  demand(allowed, 'access.denied')
}

/** One's own number may be shown to oneself. */
export function demandReveal<M extends Placed>(actor: Actor, member: M | undefined): asserts member is M {
  demandInScope(actor, member)
  demand(isSelf(actor, member) || may(actor, 'members.reveal', { path: member.org_path }), 'access.denied')
}

// Whoever may look themselves may know who did, and the auditor has to.
const seesLooks = ['members.reveal', 'audit.read'] as const

/** Where this actor sees who looked at a member's numbers: paths, or everywhere for the member. */
export function demandLooks(actor: Actor, member: Placed | undefined): string[] | 'everywhere' {
  demandInScope(actor, member)
  if (isSelf(actor, member)) return 'everywhere'
  const allowed = seesLooks.some((verb) => may(actor, verb, { path: member.org_path }))
  demand(allowed, 'access.denied')
  return pathsWhere(actor, ...seesLooks)
}

/**
 * Through a member's own entry one sees all that the member sees: only who sees it all already, points and numbers,
 * hands out an address for it. That is the branch, never above it.
 */
export function mayInvite(actor: Actor, member: Placed): boolean {
  return (['points.names', 'members.reveal'] as const).every((verb) =>
    may(actor, verb, { path: member.org_path }),
  )
}

export function abilitiesOn(actor: Actor, member: Placed, stage: string) {
  const branch = { path: member.org_path }
  const writes = may(actor, 'members.write', branch)
  return {
    write: writes && stage !== 'exited',
    invite: mayInvite(actor, member) && stage !== 'exited',
    reveal: isSelf(actor, member) || may(actor, 'members.reveal', branch),
    booklet: isSelf(actor, member) || may(actor, 'points.names', branch),
    looks: isSelf(actor, member) || seesLooks.some((verb) => may(actor, verb, branch)),
    readmit: writes && stage === 'exited',
  }
}

/** The paths at and below which this actor reads the register. */
export function readablePaths(actor: Actor): string[] {
  return [
    ...new Set(
      actor.grants
        .filter((grant) => may(actor, 'members.read', { path: grant.orgPath }))
        .map((grant) => grant.orgPath),
    ),
  ]
}

export function demandInScope<M extends Placed>(actor: Actor, member: M | undefined): asserts member is M {
  const seen =
    member &&
    (isSelf(actor, member) ||
      placesOf(member).some(({ path }) => inScope(actor, { orgId: member.org_id, path })))
  demand(seen, 'not-found')
}
