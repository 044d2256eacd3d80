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

const accountRow = z.object({
  accountId: id,
  name: z.string(),
  login: z.string().nullable(),
  memberId: id.nullable(),
  disabled: z.boolean(),
  grants: z.array(grantRow),
  /** `administer`: hand out a one-time address, close, reopen. */
  abilities: z.object({ administer: z.boolean() }),
})

export const listAccounts = defineEndpoint({
  method: 'GET',
  path: '/accounts',
  summary: '账号和授权',
  access: 'signed-in',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), search: z.string().trim().max(50).optional() }),
  output: listOf(accountRow).extend({
    abilities: z.object({ create: z.boolean() }),
    grantable: z.array(z.object({ role, label: z.string() })),
  }),
  errors: ['access.denied'],
})

/** Makes an account with its first role; the answer holds the one-time address to hand over. */
export const createAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts',
  summary: '开一个账号并授权',
  access: 'signed-in',
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
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** A new one-time address for somebody who lost the first one or the password. */
export const inviteAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/invitation',
  summary: '再给一个一次性登录地址',
  access: 'signed-in',
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
  summary: '停用一个账号',
  ...accountNow,
})

export const reopenAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/reopen',
  summary: '重新启用一个账号',
  ...accountNow,
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
  inviteMember,
}
