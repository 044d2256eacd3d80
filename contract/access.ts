import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { roles } from './roles.ts'

export const role = z.enum(roles)

const grantRow = z.object({
  grantId: id,
  role,
  roleLabel: z.string(),
  orgId,
  orgName: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  reason: z.string(),
  grantedAt: instant,
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  abilities: z.object({ end: z.boolean() }),
})

/** Whose account one that stood already was said to be. The names are as far as the reader may know them. */
const joinRow = z.object({
  memberId: id,
  memberName: z.string(),
  byName: z.string(),
  at: instant,
  reason: z.string(),
  ended: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
})

const accountRow = z.object({
  accountId: id,
  name: z.string(),
  login: z.string().nullable(),
  /** The person of the register whose account it is: decides on neither themselves nor their kin by it. */
  memberId: id.nullable(),
  memberName: z.string().nullable(),
  disabled: z.boolean(),
  grants: z.array(grantRow),
  /** Oldest first. */
  joins: z.array(joinRow),
  /** `administer`: hand out a one-time address, close, reopen. `join`: say whose it is. `unjoin`: that it was a mistake. */
  abilities: z.object({ administer: z.boolean(), join: z.boolean(), unjoin: z.boolean() }),
})

export const listAccounts = defineEndpoint({
  method: 'GET',
  path: '/accounts',
  summary: '账号和授权',
  access: 'signed-in',
  who: 'accounts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), search: z.string().trim().max(50).optional() }),
  output: listOf(accountRow).extend({
    abilities: z.object({ create: z.boolean() }),
    grantable: z.array(z.object({ role, label: z.string() })),
  }),
  errors: ['access.denied'],
})

/**
 * Makes an account with its first role; the answer holds the one-time address to hand over. `memberId`: somebody of the
 * register of that organisation who has none.
 */
export const createAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts',
  summary: '开一个账号并授权',
  access: 'signed-in',
  who: 'grantor',
  body: z.strictObject({
    name: line(50),
    memberId: id.nullable().default(null),
    role,
    orgId,
    validFrom: day.optional(),
    validTo: day.nullable().default(null),
    reason: line(200),
  }),
  output: z.object({ accountId: id, grantId: id, linkPath: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** A new one-time address for somebody who lost the first one or the password. */
export const inviteAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/invitation',
  summary: '再给一个一次性登录地址',
  access: 'signed-in',
  who: 'grantor',
  params: z.object({ accountId: id }),
  body: z.strictObject({}),
  output: z.object({ linkPath: z.string() }),
  errors: ['access.denied', 'not-found'],
})

export const grantRole = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/grants',
  summary: '给账号一个角色',
  access: 'signed-in',
  who: 'grantor',
  params: z.object({ accountId: id }),
  body: z.strictObject({
    role,
    orgId,
    validFrom: day.optional(),
    validTo: day.nullable().default(null),
    reason: line(200),
  }),
  output: z.object({ grantId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const endGrant = defineEndpoint({
  method: 'POST',
  path: '/grants/:grantId/end',
  summary: '收回一个角色',
  access: 'signed-in',
  who: 'grantor',
  params: z.object({ grantId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ grantId: id, endedAt: instant }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const accountNow = {
  access: 'signed-in',
  params: z.object({ accountId: id }),
  body: z.strictObject({}),
  output: z.object({ accountId: id, disabled: z.boolean() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
} as const

/** Nobody comes in with it any more, and whoever is in is out: somebody left, or a phone was lost. Its grants stay. */
export const closeAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/close',
  who: 'grantor',
  summary: '停用一个账号',
  ...accountNow,
})

export const reopenAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/reopen',
  who: 'grantor',
  summary: '重新启用一个账号',
  ...accountNow,
})

const ofAccount = { access: 'signed-in', params: z.object({ accountId: id }) } as const

/**
 * Whom of the register an account could be: those of exactly this name at or below the organisations where it holds a
 * role, who have no account. An administrator does not read the register: the name is all that is asked and told.
 */
export const listJoinable = defineEndpoint({
  ...ofAccount,
  method: 'GET',
  path: '/accounts/:accountId/joinable',
  who: 'grantor',
  summary: '这个账号是登记册里的哪一位',
  query: z.object({ name: line(50) }),
  output: z.object({ rows: z.array(z.object({ memberId: id, name: z.string(), orgName: z.string() })) }),
  errors: ['not-found'],
})

/** From the next request on the person decides, by this account too, on neither themselves nor their kin. */
export const joinAccount = defineEndpoint({
  ...ofAccount,
  method: 'POST',
  path: '/accounts/:accountId/join',
  who: 'grantor',
  summary: '把账号对到登记册里的本人',
  body: z.strictObject({ memberId: id, reason: line(200) }),
  output: z.object({ accountId: id, memberId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

/** It was another person's: what stood so far stays in the account's history. */
export const unjoinAccount = defineEndpoint({
  ...ofAccount,
  method: 'POST',
  path: '/accounts/:accountId/unjoin',
  who: 'grantor',
  summary: '账号对错了人，改回来',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ accountId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/**
 * Opens the own account of somebody in the register, once, and answers the one-time address of its phone entry. For the
 * member's own branch: whoever hands the address out could come in by it.
 */
export const inviteMember = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/invitation',
  summary: '给党员本人开账号',
  access: 'signed-in',
  who: 'members.reveal here',
  params: z.object({ memberId: id }),
  body: z.strictObject({}),
  output: z.object({ accountId: id, linkPath: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const accessEndpoints = {
  listAccounts,
  createAccount,
  inviteAccount,
  grantRole,
  endGrant,
  closeAccount,
  reopenAccount,
  listJoinable,
  joinAccount,
  unjoinAccount,
  inviteMember,
}
