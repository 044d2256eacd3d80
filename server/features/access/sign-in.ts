import { hash, verify } from '@node-rs/argon2'
import { demand } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import { newId } from '../../core/ids.ts'
import { isCommonPassword } from './common-passwords.ts'
import * as oneTime from './one-time-queries.ts'
import { demandRight } from './password-proof.ts'
import * as q from './platform-queries.ts'
import { demandCode } from './second-factor.ts'
import { admit, type Owner, release, rememberDevice, reserveAttempt, subjectsOf } from './throttle.ts'
import { hashToken, newToken } from './tokens.ts'

const sessionDays = 30

// argon2id with 19 MiB and two passes (OWASP password storage); the library's default kind is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Verified when a name is unknown, so that both answers take as long. Made once, of a random password. */
const decoy = hash(newToken().token, cost)

export type SignInWish = { login: string; password: string; code: string | null }

/** Checks a name and password, and a code where the account asks for one. One answer for unknown name, wrong password and disabled account. */
export async function signIn(ctx: PlatformCtx, { login, password, code }: SignInWish): Promise<void> {
  const secret = await q.findSecret(ctx.platform, login)
  const owner = secret ? { county: secret.county_id, accountId: secret.account_id } : null
  const subjects = await subjectsOf(ctx, login, owner)
  await reserveAttempt(ctx, subjects)
  const right = await verify(secret?.password_hash ?? (await decoy), password)
  demand(right && owner && secret?.password_hash && !secret.disabled_at, 'auth.failed')
  await admit(ctx, subjects)
  if (secret.asks_for_code) await demandCode(ctx, owner, code)
  await openSession(ctx, owner, secret.asks_for_code)
}

/** `proven`: more was shown than a password. */
export async function openSession(ctx: PlatformCtx, owner: Owner, proven: boolean): Promise<void> {
  const { token, session } = newSession(ctx, proven)
  await q.insertSession(ctx.platform, session, owner)
  await begin(ctx, token, owner)
}

export type LinkWish = { token: string; code: string | null }

/**
 * An address stands for a password that was forgotten, and never for the code beside it: who has lost that as well asks another
 * administrator to take it off first. Errors auth.link-invalid, auth.code-needed, auth.code-failed, auth.locked.
 */
export async function enterByLink(ctx: PlatformCtx, { token: link, code }: LinkWish): Promise<void> {
  const found = await oneTime.findLink(ctx.platform, hashToken(link), ctx.now)
  demand(found, 'auth.link-invalid')
  const asked = { county: found.county_id, accountId: found.account_id }
  if (found.asks_for_code) await demandCode(ctx, asked, code, 'by-link')
  const { token, session } = newSession(ctx, true)
  const owner = await oneTime.enterByLink(ctx.platform, hashToken(link), session)
  demand(owner, 'auth.link-invalid')
  const own = { county: owner.county_id, accountId: owner.account_id }
  await release(ctx, own)
  await begin(ctx, token, own)
}

export type CredentialsWish = { login: string; password: string; current: string | null }

/** Sets one's own name and password. Who has a password must know it: an open page is not enough. */
export async function setCredentials(ctx: PlatformCtx, wish: CredentialsWish): Promise<void> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  const accountId = identity?.actor.accountId
  demand(identity && accountId && ctx.token, 'auth.required')
  const current = await q.findPassword(ctx.platform, identity.county, accountId)
  const { county } = identity
  if (current)
    await demandRight(ctx, { county, accountId }, { current, typed: wish.current ?? '' }, 'body.current')
  demand(!(await isCommonPassword(wish.password)), 'input.invalid', {
    field: 'body.password',
    message: '这样的密码用的人太多，最先被猜到；只在后面加年份也一样。请换一个。',
  })
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

/** Ends every session of one's own, this one too: a phone was lost, a page was left open somewhere. */
export async function signOutEverywhere(ctx: PlatformCtx): Promise<void> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  demand(identity?.actor.accountId, 'auth.required')
  await q.deleteAllSessions(ctx.platform, identity.county, identity.actor.accountId)
  ctx.endSession()
}

function newSession(ctx: PlatformCtx, proven: boolean): { token: string; session: q.NewSession } {
  const { token, hash: tokenHash } = newToken()
  const expiresAt = new Date(ctx.now.getTime() + sessionDays * 86_400_000)
  const { now: at, from: address, agent } = ctx
  return { token, session: { hash: tokenHash, at, expiresAt, address, agent, auditId: newId(), proven } }
}

/** Every sign-in gets a token of its own; the one the browser may have brought is not continued. */
async function begin(ctx: PlatformCtx, token: string, owner: Owner): Promise<void> {
  if (ctx.token) await q.deleteSession(ctx.platform, hashToken(ctx.token))
  ctx.startSession(token)
  ctx.token = token
  await rememberDevice(ctx, owner)
}
