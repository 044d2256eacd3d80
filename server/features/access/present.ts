import { type Role, roleLabel } from '../../../contract/roles.ts'
import type { Actor, Ctx } from '../../core/context/context.ts'
import type { JoinRow } from './join-queries.ts'
import type { listAccountRows, listGrantRows } from './queries.ts'
import { grantableAt, mayAdminister } from './rules.ts'

type GrantRow = Awaited<ReturnType<typeof listGrantRows>>[number]
type Listed = Awaited<ReturnType<typeof listAccountRows>>['rows'][number]

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

const unknownMember = '不在这里的党员'

function presentJoin(row: JoinRow) {
  return {
    memberId: row.member_id,
    memberName: row.member_name ?? unknownMember,
    byName: row.by_name ?? '',
    at: row.joined_at.toISOString(),
    reason: row.reason,
    ended: row.ended_at && {
      at: row.ended_at.toISOString(),
      byName: row.ended_by_name ?? '',
      reason: row.end_reason ?? '',
    },
  }
}

export type Held = { grants: readonly GrantRow[]; joins: readonly JoinRow[] }

export function presentAccount(ctx: Ctx, row: Listed, { grants, joins }: Held) {
  const own = grants.filter((grant) => grant.account_id === row.account_id)
  const ownJoins = joins.filter((join) => join.account_id === row.account_id)
  const administers = mayAdminister(ctx.actor, own, ctx.today)
  const ofAnother = administers && row.account_id !== ctx.actor.accountId
  return {
    accountId: row.account_id,
    name: row.name,
    login: row.login,
    memberId: row.member_id,
    memberName: row.member_id && (row.member_name ?? unknownMember),
    disabled: row.disabled_at !== null,
    grants: own.map((grant) => presentGrant(ctx.actor, grant)),
    joins: ownJoins.map(presentJoin),
    abilities: {
      administer: administers,
      join: ofAnother && row.member_id === null,
      unjoin: ofAnother && ownJoins.some((join) => join.ended_at === null),
    },
  }
}
