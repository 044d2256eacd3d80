import { z } from 'zod'
import { id, instant, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { secondCode } from './session.ts'

/** An identity service of others (OpenID Connect) by which one may come in, as the installation is set up. */
const provider = z.object({ key: z.string(), name: z.string() })

/** On the pages for signing in: a button each, which leads to /api/oidc/:key/start. */
export const listProviders = defineEndpoint({
  method: 'GET',
  path: '/session/providers',
  summary: '可以用哪些统一认证登录',
  access: 'anyone',
  who: 'anyone',
  output: z.object({ rows: z.array(provider) }),
})

/** Which identity of a service opens an account. The identity itself is not kept, only a keyed hash of it. */
const link = z.object({
  linkId: id,
  /** Null where the service is not set up any more. */
  providerName: z.string().nullable(),
  at: instant,
  byName: z.string(),
  byOwner: z.boolean(),
  reason: z.string(),
  /** Its owner has shown that the account is theirs: it opens. */
  confirmed: z.boolean(),
  ended: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
})

/** Oldest first, what is over among them; and those by which it is not opened yet. */
const links = z.object({ rows: z.array(link), open: z.array(provider) })

export const listOwnLinks = defineEndpoint({
  method: 'GET',
  path: '/session/provider-links',
  summary: '我的账号对上了哪些统一认证',
  access: 'signed-in',
  who: 'signed-in',
  output: links.extend({ hasPassword: z.boolean(), secondFactor: z.boolean() }),
  errors: ['auth.required'],
})

/** Answers the address of the service, to go to. The password is asked anew: an open page is not enough. */
export const startOwnLink = defineEndpoint({
  method: 'POST',
  path: '/session/provider-links',
  summary: '把统一认证对到我的账号',
  access: 'signed-in',
  who: 'signed-in',
  body: z.strictObject({
    provider: z.string().max(20),
    password: z.string().min(1).max(256),
    code: secondCode.nullable().default(null),
    entry: z.enum(['office', 'phone']),
  }),
  output: z.object({ address: z.url() }),
  errors: [
    'auth.required',
    'auth.failed',
    'auth.locked',
    'auth.code-needed',
    'auth.code-failed',
    'auth.provider-away',
    'not-found',
    'state.wrong',
    'conflict.duplicate',
  ],
})

export const endOwnLink = defineEndpoint({
  method: 'POST',
  path: '/session/provider-links/:linkId/end',
  summary: '不再用统一认证登录我的账号',
  access: 'signed-in',
  who: 'own',
  params: z.object({ linkId: id }),
  body: z.strictObject({}),
  output: z.object({}),
  errors: ['auth.required', 'not-found', 'state.wrong'],
})

const ofAccount = z.object({ accountId: id })

export const listAccountLinks = defineEndpoint({
  method: 'GET',
  path: '/accounts/:accountId/provider-links',
  summary: '这个账号对上了哪些统一认证',
  access: 'signed-in',
  who: 'grantor',
  params: ofAccount,
  output: links,
  errors: ['not-found'],
})

/** By an administrator, from what the service calls the person. It opens once the person has shown their own account. */
export const linkAccount = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/provider-links',
  summary: '替人对上统一认证',
  access: 'signed-in',
  who: 'grantor',
  params: ofAccount,
  body: z.strictObject({ provider: z.string().max(20), subject: line(255), reason: line(200) }),
  output: z.object({ linkId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

export const endAccountLink = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/provider-links/:linkId/end',
  summary: '替人取消统一认证',
  access: 'signed-in',
  who: 'grantor',
  params: ofAccount.extend({ linkId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const providerEndpoints = {
  listProviders,
  listOwnLinks,
  startOwnLink,
  endOwnLink,
  listAccountLinks,
  linkAccount,
  endAccountLink,
}
