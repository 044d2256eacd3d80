import { type Role, roleLabel } from '../../../contract/roles.ts'
import type { Actor, Ctx } from '../../core/context/context.ts'
import type { findAccount, listGrantRows } from './queries.ts'
import { grantableAt, mayAdminister } from './rules.ts'

type GrantRow = Awaited<ReturnType<typeof listGrantRows>>[number]
type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccount>>>

export function presentGrant(actor: Actor, row: GrantRow) {
  const role = row.role as Role
  return {
    grantId: row.grant_id,
    role,
    roleLabel: roleLabel(role),
    orgId: row.org_id,
    orgName: row.org_name,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    grantedAt: row.granted_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
    abilities: { end: !row.ended_at && grantableAt(actor, { path: row.org_path }).includes(role) },
  }
}

type Listed = Pick<AccountRow, 'account_id' | 'name' | 'login' | 'member_id' | 'disabled_at'>

export function presentAccount(ctx: Ctx, row: Listed, grants: readonly GrantRow[]) {
  const own = grants.filter((grant) => grant.account_id === row.account_id)
  return {
    accountId: row.account_id,
    name: row.name,
    login: row.login,
    memberId: row.member_id,
    disabled: row.disabled_at !== null,
    grants: own.map((grant) => presentGrant(ctx.actor, grant)),
    abilities: { administer: mayAdminister(ctx.actor, own, ctx.today) },
  }
}
