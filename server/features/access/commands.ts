import { type Role, separatedRoles } from '../../../contract/roles.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { inScope, type Place } from '../../core/context/may.ts'
import { raiseEpoch } from '../../core/context/raise-epoch.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { holdForInvitation } from '../members/invitation-commands.ts'
import { administered } from './administered.ts'
import { holdForAccount } from './join-commands.ts'
import * as q from './queries.ts'
import { demandSeparation, grantableAt, isRoot } from './rules.ts'
import { newToken } from './tokens.ts'

export type GrantWish = {
  role: Role
  orgId: number
  validFrom?: string | undefined
  validTo: string | null
  reason: string
}

const invitationDays = 7

/** Opens an account with its first role. The token is told once, here, and stored as a hash. */
export async function createAccount(ctx: Ctx, wish: GrantWish & { name: string; memberId: string | null }) {
  const accountId = ctx.requestId
  const org = await placeInScope(ctx, wish.orgId)
  // First of all: that somebody has an account already is told only to who could open one.
  demand(grantableAt(ctx.actor, org).includes(wish.role), 'access.denied', { field: 'body.role' })
  if (wish.memberId) await holdForAccount(ctx, wish.memberId, [org])
  await q.insertAccount(ctx, { accountId, name: wish.name, memberId: wish.memberId })
  ctx.audit({
    action: 'account.created',
    target: { kind: 'account', id: accountId },
    memberId: wish.memberId,
  })
  const grantId = await grantRole(ctx, accountId, wish)
  const token = await invite(ctx, accountId, 'invitation')
  return { accountId, grantId, token }
}

/**
 * Opens the own account of somebody in the register. Once: what an account that stands already may do elsewhere, a
 * branch cannot see, so that another address for it is the administrator's to give.
 * Errors: not-found, access.denied, state.wrong.
 */
export async function inviteMember(ctx: Ctx, memberId: string) {
  const { name, orgId } = await holdForInvitation(ctx, memberId)
  demand(!(await q.hasAccount(ctx, memberId)), 'state.wrong', {
    message: `${name}已经有账号。要再给一个登录地址，请找系统管理员。`,
  })
  const accountId = ctx.requestId
  await q.insertAccount(ctx, { accountId, name, memberId })
  const term = { validFrom: ctx.today, validTo: null, reason: '党员本人' }
  await q.insertGrant(ctx, { grantId: newId(), accountId, role: 'member', orgId, ...term })
  await raiseEpoch(ctx)
  const target = { kind: 'account', id: accountId }
  ctx.audit({ action: 'account.created', target, orgId, memberId, detail: { role: 'member' } })
  return { accountId, token: await invite(ctx, accountId, 'invitation') }
}

/** Gives a role at an organisation for a term. Errors: not-found, access.denied, input.invalid, conflict.duplicate. */
export async function grantRole(ctx: Ctx, accountId: string, wish: GrantWish): Promise<string> {
  const org = await placeInScope(ctx, wish.orgId)
  demand(grantableAt(ctx.actor, org).includes(wish.role), 'access.denied', { field: 'body.role' })
  // An administrator of less than the county would not see what an account holds elsewhere.
  demand(!separatedRoles.includes(wish.role) || isRoot(org.path), 'input.invalid', {
    field: 'body.orgId',
    message: '这三种管理员只能在全县担任。',
  })
  const account = await q.lockAccount(ctx, accountId)
  demand(account && !account.disabled_at, 'not-found')
  demand(accountId !== ctx.actor.accountId, 'access.denied', {
    message: '不能给自己授权，请找另一位管理员。',
  })
  const validFrom = wish.validFrom ?? ctx.today
  demand(!wish.validTo || wish.validTo >= validFrom, 'input.invalid', {
    field: 'body.validTo',
    message: '截止日期在开始日期以前。',
  })
  const held = (await q.listGrantRows(ctx, [accountId])).filter((grant) => !grant.ended_at)
  demandSeparation(
    wish.role,
    held.map((grant) => grant.role as Role),
  )
  demand(!held.some((grant) => grant.role === wish.role && grant.org_id === wish.orgId), 'conflict.duplicate')
  const grantId = newId()
  await q.insertGrant(ctx, { ...wish, grantId, accountId, validFrom })
  await raiseEpoch(ctx)
  ctx.audit({
    action: 'grant.given',
    target: { kind: 'grant', id: grantId },
    orgId: wish.orgId,
    detail: { account: accountId, role: wish.role },
  })
  return grantId
}

export async function endGrant(ctx: Ctx, grantId: string, reason: string): Promise<void> {
  const grant = await q.findGrant(ctx, grantId)
  demand(grant && inScope(ctx.actor, { orgId: grant.org_id, path: grant.org_path }), 'not-found')
  demand(grantableAt(ctx.actor, { path: grant.org_path }).includes(grant.role as Role), 'access.denied')
  demand(!grant.ended_at, 'state.wrong', { message: '这个授权已经收回了。' })
  await q.markGrantEnded(ctx, grantId, reason)
  await raiseEpoch(ctx)
  ctx.audit({
    action: 'grant.ended',
    target: { kind: 'grant', id: grantId },
    orgId: grant.org_id,
    detail: { account: grant.account_id, role: grant.role },
  })
}

/** A one-time address for an account that this actor administers. */
export async function inviteAgain(ctx: Ctx, accountId: string): Promise<string> {
  const account = await administered(ctx, accountId)
  demand(!account.disabled_at, 'state.wrong', { message: '这个账号停用了，先重新启用。' })
  return invite(ctx, accountId, 'invitation')
}

/** Nobody comes in with the account any more, and whoever is in is out with the next request. */
export async function closeAccount(ctx: Ctx, accountId: string): Promise<void> {
  const account = await administered(ctx, accountId)
  demand(accountId !== ctx.actor.accountId, 'access.denied', { message: '不能停用自己的账号。' })
  demand(!account.disabled_at, 'state.wrong', { message: '这个账号已经停用了。' })
  await q.markDisabled(ctx, accountId, ctx.now)
  await q.deleteWaysIn(ctx, accountId)
  ctx.audit({ action: 'account.closed', target: { kind: 'account', id: accountId } })
}

export async function reopenAccount(ctx: Ctx, accountId: string): Promise<void> {
  const account = await administered(ctx, accountId)
  demand(account.disabled_at, 'state.wrong', { message: '这个账号没有停用。' })
  await q.markDisabled(ctx, accountId, null)
  ctx.audit({ action: 'account.reopened', target: { kind: 'account', id: accountId } })
}

export async function invite(
  ctx: Ctx,
  accountId: string,
  purpose: string,
  days = invitationDays,
): Promise<string> {
  const { token, hash } = newToken()
  const expiresAt = new Date(ctx.now.getTime() + days * 86_400_000)
  await q.insertLink(ctx, { tokenHash: hash, accountId, purpose, expiresAt })
  ctx.audit({
    action: 'account.invited',
    target: { kind: 'account', id: accountId },
    detail: { by: ctx.actor.kind === 'system' ? 'system' : accountOf(ctx) },
  })
  return token
}

async function placeInScope(ctx: Ctx, orgId: number): Promise<Place> {
  const org = await q.findOrganisation(ctx, orgId)
  const place = org && { orgId: org.org_id, path: org.path }
  demand(place && inScope(ctx.actor, place), 'not-found', { field: 'body.orgId' })
  demand(!org.dissolved_on, 'state.wrong', { message: '这个组织已经撤销了。' })
  return place
}
