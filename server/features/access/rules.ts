import { mayGrant, type Role, separatedRoles } from '../../../contract/roles.ts'
import type { Actor } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'

/** The roles that this actor may give or take at an organisation: nobody grants what is not theirs to grant. */
export function grantableAt(actor: Actor, place: { path: string }): Role[] {
  const here = actor.grants.filter((grant) => place.path.startsWith(grant.orgPath))
  return [...new Set(here.flatMap((grant) => mayGrant(grant.role)))]
}

/** A path of one step is the county itself. */
export function isRoot(path: string): boolean {
  return path.length === 4
}

export type HeldGrant = { role: string; org_path: string; ended_at: Date | null; valid_to: string | null }

/**
 * May this actor let somebody into this account, or keep them out? Only who could give every role that it holds now: an
 * address for an auditor's account would make its maker the auditor. What is over counts when nothing else is left.
 */
export function mayAdminister(actor: Actor, grants: readonly HeldGrant[], today: string): boolean {
  const living = grants.filter((grant) => !grant.ended_at && (!grant.valid_to || grant.valid_to >= today))
  const counted = living.length > 0 ? living : grants
  return (
    counted.length > 0 &&
    counted.every((grant) => grantableAt(actor, { path: grant.org_path }).includes(grant.role as Role))
  )
}

const hour = 3_600_000

/** Of the three administrators, whose password alone opens nothing of theirs. */
export function asksForProof(role: string): boolean {
  return separatedRoles.includes(role as Role)
}

const officeRoles: readonly Role[] = ['county-officer', 'township-officer', 'supervisor']

/**
 * How long a session may lie idle, in milliseconds, by the most that it opens: a page of an administrator half an hour,
 * of an officer half a working day, of a branch's own people half a day; who is a member and nothing else has it on
 * their own phone.
 */
export function idleMsOf(held: readonly Role[]): number {
  if (held.some(asksForProof)) return hour / 2
  if (held.some((role) => officeRoles.includes(role))) return 4 * hour
  return held.some((role) => role !== 'member') ? 12 * hour : 14 * 24 * hour
}

export type Held = { accountId: string; role: Role; orgId: number }

/** County administrator, security administrator and auditor are three people, and none of them is anything else. */
export function demandSeparation(wanted: Role, held: readonly Role[]): void {
  const all = new Set([...held, wanted])
  const separated = [...all].filter((role) => separatedRoles.includes(role))
  demand(separated.length === 0 || all.size === 1, 'access.denied', {
    field: 'body.role',
    message: '系统管理员、安全管理员、审计员要由三个人分别担任，也不能兼别的角色。',
  })
}

/** Is a member of this branch at home in an organisation: the branch itself, one above it, a group or grid within it? */
export function belongsAt(branchPath: string, orgPath: string): boolean {
  return branchPath.startsWith(orgPath) || orgPath.startsWith(branchPath)
}
