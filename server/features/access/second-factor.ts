import { Secret, TOTP } from 'otpauth'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import type { Identity } from '../../core/http/runtime.ts'
import { newId } from '../../core/ids.ts'
import { administeredToRead } from './administered.ts'
import { demandPassword } from './password-proof.ts'
import * as q from './second-factor-queries.ts'
import { admit, type Owner, reserveAttempt } from './throttle.ts'
import { hashToken } from './tokens.ts'

const codeLimit = 5
const period = 30
/** A code may be one period old or early: the clocks of phones. */
const window = 1

const sealContext = ({ accountId }: Owner) => `account_secrets.code ${accountId}`

/** RFC 6238 as every such program on a phone has it: SHA-1, six figures, half a minute. */
function totpOf(secret: Secret, label = ''): TOTP {
  return new TOTP({ issuer: '支部通', label, secret, algorithm: 'SHA1', digits: 6, period })
}

/** The number of the half-minute that a code belongs to; null when it is none of about now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totpOf(Secret.fromBase32(secret)).validate({ token: code, timestamp, window })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/**
 * Demands a code of the secret that is in force. Errors auth.code-needed, auth.code-failed, auth.locked. A code is taken
 * once. Beside a one-time address it is counted by itself: who knows a password and guesses at codes must not lock that out.
 */
export async function demandCode(
  ctx: PlatformCtx,
  owner: Owner,
  code: string | null,
  beside: 'password' | 'by-link' = 'password',
): Promise<void> {
  demand(code, 'auth.code-needed', { field: 'body.code' })
  const { current } = await q.findCodeSecrets(ctx.platform, owner)
  demand(current, 'auth.code-failed', { field: 'body.code' })
  const counted = beside === 'by-link' ? 'code by link' : 'code'
  await takeCode(ctx, owner, { sealed: current, code, counted })
}

type Shown = { sealed: Buffer; code: string; counted: string }

async function takeCode(ctx: PlatformCtx, owner: Owner, { sealed, code, counted }: Shown): Promise<void> {
  const subjects = [{ subject: `${counted} ${owner.accountId}`, limit: codeLimit }]
  await reserveAttempt(ctx, subjects)
  const step = stepOf(await openSecret(ctx, owner, sealed), code, ctx.now)
  const taken = step !== null && (await q.takeStep(ctx.platform, owner, step))
  demand(taken, 'auth.code-failed', { field: 'body.code' })
  await admit(ctx, subjects)
}

type Present = { identity: Identity; owner: Owner; hash: Buffer }

/** Who is at the page. Error auth.required. */
export async function demandPresent(ctx: PlatformCtx): Promise<Present> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  const accountId = identity?.actor.accountId
  demand(identity && accountId && ctx.token, 'auth.required')
  return { identity, owner: { county: identity.county, accountId }, hash: hashToken(ctx.token) }
}

type StartWish = { code: string | null; password: string | null }

/**
 * A new secret, which asks for nothing until a code of it was shown; the one in force stays until then. An open page is not
 * enough: whoever finds one could shut its owner out. Errors state.wrong (no password yet), auth.failed, and of `demandCode`.
 */
export async function startSecondFactor(
  ctx: PlatformCtx,
  { code, password }: StartWish,
): Promise<{ secret: string; address: string }> {
  const { identity, owner } = await demandPresent(ctx)
  const { current } = await q.findCodeSecrets(ctx.platform, owner)
  if (current) await demandCode(ctx, owner, code)
  else await demandPassword(ctx, owner, password ?? '', 'body.password')
  const secret = new Secret({ size: 20 })
  const sealed = await ctx.readAs(identity, async (inside) =>
    (await inside.sealer()).seal(secret.base32, sealContext(owner)),
  )
  await q.storeNewSecret(ctx.platform, owner, sealed, ctx.now)
  return { secret: secret.base32, address: totpOf(secret, identity.actor.name).toString() }
}

/** From now on a password alone opens nothing of this account; this page has shown both. */
export async function confirmSecondFactor(ctx: PlatformCtx, code: string): Promise<void> {
  const { owner, hash } = await demandPresent(ctx)
  const { next } = await q.findCodeSecrets(ctx.platform, owner)
  demand(next, 'state.wrong', { message: '请先领一个密钥，加到手机的口令应用里。' })
  await takeCode(ctx, owner, { sealed: next, code, counted: 'code' })
  await q.confirmSecret(ctx.platform, owner, { at: ctx.now, from: ctx.from, auditId: newId(), session: hash })
}

export async function removeSecondFactor(ctx: PlatformCtx, code: string): Promise<void> {
  const { owner } = await demandPresent(ctx)
  await demandSet(ctx, owner)
  await demandCode(ctx, owner, code)
  await q.removeSecret(ctx.platform, owner, {
    ...{ at: ctx.now, from: ctx.from, auditId: newId() },
    ...{ by: owner.accountId, action: 'second-factor.removed', reason: null },
  })
}

async function demandSet(ctx: PlatformCtx, owner: Owner): Promise<void> {
  const { current } = await q.findCodeSecrets(ctx.platform, owner)
  demand(current, 'state.wrong', { message: '这个账号没有设动态口令。' })
}

/** By another administrator, who could give every role of the account; nobody does it for themselves. */
export async function resetSecondFactor(ctx: PlatformCtx, accountId: string, reason: string): Promise<void> {
  const { identity, owner } = await demandPresent(ctx)
  demand(accountId !== owner.accountId, 'access.denied', {
    message: '自己的动态口令要请另一位管理员来取消。',
  })
  await ctx.readAs(identity, async (inside: Ctx) => void (await administeredToRead(inside, accountId)))
  const other = { county: owner.county, accountId }
  await demandSet(ctx, other)
  await q.removeSecret(ctx.platform, other, {
    ...{ at: ctx.now, from: ctx.from, auditId: newId() },
    ...{ by: owner.accountId, action: 'second-factor.reset', reason },
  })
}

/** Before anybody is known to be in: the county's own key opens it, under no scope of anybody's. */
async function openSecret(ctx: PlatformCtx, owner: Owner, sealed: Buffer): Promise<string> {
  const nobody = nobodyOf(owner.county, owner.accountId)
  return ctx.readAs(nobody, async (inside) => (await inside.sealer()).open(sealed, sealContext(owner)))
}

/** For the keys of a county and nothing else. */
export function nobodyOf(county: number, accountId: string | null = null): Identity {
  return {
    county,
    actor: {
      ...{ kind: 'system', accountId, memberId: null, kin: [], name: '' },
      ...{ grants: [], orgs: [], address: null, sessionHash: null },
    },
  }
}
