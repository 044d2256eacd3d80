import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { demand, Problem } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import { newId } from '../../core/ids.ts'
import * as q from './platform-queries.ts'
import { hashToken, newToken } from './tokens.ts'

const sessionDays = 30
const failureLimit = 5
const addressLimit = 50
const windowMinutes = 15

// argon2id with 19 MiB and two passes (OWASP password storage); the library's default kind is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Verified when a name is unknown, so that both answers take as long. Made once, of a random password. */
const decoy = hash(newToken().token, cost)

/** Checks a name and password. One answer for unknown name, wrong password and disabled account. */
export async function signIn(ctx: PlatformCtx, login: string, password: string): Promise<void> {
  const subjects = { login: `login ${digest(login)}`, address: `address ${digest(ctx.from)}` }
  await demandUnlocked(ctx, [subjects.login, subjects.address])
  const secret = await q.findSecret(ctx.platform, login)
  const right = await verify(secret?.password_hash ?? (await decoy), password)
  if (!right || !secret?.password_hash || secret.disabled_at) {
    await countFailures(ctx, subjects)
    throw new Problem('auth.failed')
  }
  await q.clearFailures(ctx.platform, [subjects.login])
  await openSession(ctx, secret.county_id, secret.account_id)
}

export async function enterByLink(ctx: PlatformCtx, token: string): Promise<void> {
  const link = await q.takeLink(ctx.platform, hashToken(token), ctx.now)
  demand(link, 'auth.link-invalid')
  await openSession(ctx, link.county_id, link.account_id)
}

export type CredentialsWish = { login: string; password: string; current: string | null }

/** Sets one's own name and password. Who has a password must know it: an open page is not enough. */
export async function setCredentials(ctx: PlatformCtx, wish: CredentialsWish): Promise<void> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  const accountId = identity?.actor.accountId
  demand(identity && accountId && ctx.token, 'auth.required')
  const subjects = { login: `change ${accountId}`, address: `address ${digest(ctx.from)}` }
  await demandUnlocked(ctx, [subjects.login, subjects.address])
  const current = await q.findPassword(ctx.platform, identity.county, accountId)
  if (current && !(await verify(current, wish.current ?? ''))) {
    await countFailures(ctx, subjects)
    throw new Problem('auth.failed', { field: 'body.current', message: '现在的密码不对。' })
  }
  const { county } = identity
  const passwordHash = await hash(wish.password, cost)
  const credentials = {
    county,
    accountId,
    login: wish.login,
    passwordHash,
    at: ctx.now,
    auditId: newId(),
    from: ctx.from,
  }
  await q.storeCredentials(ctx.platform, credentials, hashToken(ctx.token))
}

/** Every sign-in gets a token of its own; the one the browser may have brought is not continued. */
async function openSession(ctx: PlatformCtx, county: number, accountId: string): Promise<void> {
  if (ctx.token) await q.deleteSession(ctx.platform, hashToken(ctx.token))
  const { token, hash: tokenHash } = newToken()
  await q.insertSession(ctx.platform, {
    hash: tokenHash,
    county,
    accountId,
    at: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + sessionDays * 86_400_000),
    address: ctx.from,
    agent: ctx.agent,
  })
  ctx.startSession(token)
  ctx.token = token
}

async function demandUnlocked(ctx: PlatformCtx, subjects: string[]): Promise<void> {
  const until = await q.findLock(ctx.platform, subjects)
  if (!until || until <= ctx.now) return
  const minutes = Math.ceil((until.getTime() - ctx.now.getTime()) / 60_000)
  throw new Problem('auth.locked', { details: { minutes } })
}

async function countFailures(ctx: PlatformCtx, subjects: { login: string; address: string }): Promise<void> {
  const minutes = windowMinutes * 60_000
  const limits = {
    at: ctx.now,
    windowStart: new Date(ctx.now.getTime() - minutes),
    lockedUntil: new Date(ctx.now.getTime() + minutes),
  }
  await q.countFailure(ctx.platform, subjects.login, { ...limits, limit: failureLimit })
  await q.countFailure(ctx.platform, subjects.address, { ...limits, limit: addressLimit })
}

/** Names and addresses that were tried are kept as digests only. */
function digest(text: string): string {
  return createHash('sha256').update(text.toLowerCase()).digest('base64url')
}
