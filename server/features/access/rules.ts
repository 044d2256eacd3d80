import { mayGrant, type Role, separatedRoles } from '../../../contract/roles.ts'
import type { Actor } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'

/** The roles that this actor may give or take at an organisation: nobody grants what is not theirs to grant. */
export function grantableAt(actor: Actor, place: { path: string }): Role[] {
  const here = actor.grants.filter((grant) => place.path.startsWith(grant.orgPath))
  return [...new Set(here.flatMap((grant) => mayGrant(grant.role)))]
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
