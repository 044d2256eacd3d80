import { demand } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import { attemptMinutes } from '../../core/http/session-cookie.ts'
import { newId } from '../../core/ids.ts'
import { demandPassword } from './password-proof.ts'
import * as attempts from './provider-attempt-queries.ts'
import type { Provider } from './provider-client.ts'
import { subjectKey } from './provider-commands.ts'
import * as q from './provider-queries.ts'
import { demandCode, demandPresent, nobodyOf } from './second-factor.ts'
import { findCodeSecrets } from './second-factor-queries.ts'
import { openSession } from './sign-in.ts'
import type { Owner } from './throttle.ts'
import { hashToken, newToken } from './tokens.ts'

/** Which proofs of ours are still owed. */
export type Asked = { password: boolean; code: boolean }
export type Outcome = { is: 'in'; next: string } | { is: 'asked'; asked: Asked }

/** Leaves for the service; answers its address. Error auth.provider-away. */
export function departToSignIn(ctx: PlatformCtx, provider: Provider, next: string): Promise<string> {
  const nobody = { accountId: null, sessionHash: null }
  return depart(ctx, provider, { purpose: 'sign-in', next, ...nobody })
}

type Trip = Pick<attempts.NewAttempt, 'purpose' | 'next' | 'accountId' | 'sessionHash'>

async function depart(ctx: PlatformCtx, provider: Provider, trip: Trip): Promise<string> {
  const { address, state, nonce, verifier } = await provider.depart()
  const { token, hash } = newToken()
  await attempts.insertAttempt(ctx.platform, {
    ...{ ...trip, hash, nonce, verifier, stateHash: hashToken(state), linkId: null, isStrong: false },
    ...{ provider: provider.key, county: provider.county, expiresAt: expiryOf(ctx) },
  })
  ctx.startAttempt(token)
  return address
}

function expiryOf(ctx: PlatformCtx): Date {
  return new Date(ctx.now.getTime() + attemptMinutes * 60_000)
}

/**
 * Back from the service, in the browser that left, once. Signs in, asks for what is still owed, or links the account of
 * whoever left signed in. Errors auth.provider-failed, auth.provider-away, auth.provider-unknown, auth.required,
 * conflict.duplicate.
 */
export async function arrive(ctx: PlatformCtx, provider: Provider, search: string): Promise<Outcome> {
  const state = new URLSearchParams(search).get('state')
  demand(ctx.attempt && state, 'auth.provider-failed')
  const taken = { hash: hashToken(ctx.attempt), stateHash: hashToken(state), provider: provider.key }
  const attempt = await attempts.takeAttempt(ctx.platform, { ...taken, at: ctx.now })
  demand(attempt, 'auth.provider-failed')
  ctx.endAttempt()
  const { nonce, verifier, next_path: next } = attempt
  const { subject, isStrong } = await provider.arrive(search, { state, nonce, verifier })
  const { county, issuer } = provider
  const subjectHash = await ctx.readAs(nobodyOf(county), async (inside) =>
    (await inside.sealer()).hash('subject', subjectKey(issuer, subject)),
  )
  if (attempt.purpose === 'link') return completeLink(ctx, provider, attempt, subjectHash)
  const link = await q.findLink(ctx.platform, { county, issuer, subjectHash })
  // An account that is closed is answered like one that there is not.
  demand(link && !link.disabled_at, 'auth.provider-unknown')
  return complete(ctx, provider, link, { next, isStrong })
}

async function complete(
  ctx: PlatformCtx,
  provider: Provider,
  link: q.LinkRow,
  { next, isStrong }: { next: string; isStrong: boolean },
): Promise<Outcome> {
  const owner = { county: link.county_id, accountId: link.account_id }
  const isShown = link.is_confirmed || (await isPresentAs(ctx, owner))
  demand(isShown || link.has_password, 'auth.provider-unknown', {
    message:
      '第一次这样登录，要先证明账号是您的：请向管理员要一个一次性登录地址，点开进来，再点一次统一认证。',
  })
  const asked = { password: !isShown, code: link.asks_for_code && !isStrong }
  if (!asked.password && !asked.code) {
    await enter(ctx, link, isStrong)
    return { is: 'in', next }
  }
  const { token, hash } = newToken()
  await attempts.insertAttempt(ctx.platform, {
    ...{ hash, provider: provider.key, purpose: 'proof', stateHash: null, nonce: null, verifier: null, next },
    ...{ ...owner, sessionHash: null, linkId: link.link_id, isStrong, expiresAt: expiryOf(ctx) },
  })
  ctx.startAttempt(token)
  return { is: 'asked', asked }
}

/** Who is signed in with this very account has shown already that it is theirs. */
async function isPresentAs(ctx: PlatformCtx, { county, accountId }: Owner): Promise<boolean> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  return identity?.county === county && identity.actor.accountId === accountId
}

async function enter(ctx: PlatformCtx, link: q.LinkRow, proven: boolean): Promise<void> {
  const owner = { county: link.county_id, accountId: link.account_id }
  if (!link.is_confirmed) await q.confirmLink(ctx.platform, owner, link.link_id, doneNow(ctx))
  await openSession(ctx, owner, proven)
}

/** What the form asks for; null where nobody is on the way. */
export async function findAsked(ctx: PlatformCtx): Promise<Asked | null> {
  const proof = ctx.attempt ? await q.findProof(ctx.platform, hashToken(ctx.attempt), ctx.now) : undefined
  return proof ? askedOf(proof) : null
}

function askedOf(proof: q.ProofRow): Asked {
  return { password: !proof.is_confirmed, code: proof.asks_for_code && !proof.is_strong }
}

export type ProofWish = { password: string | null; code: string | null }

/**
 * Takes the proofs that were still owed and lets in; answers where to. May be tried again until it is locked. Errors
 * auth.provider-failed, auth.failed, auth.code-needed, auth.code-failed, auth.locked.
 */
export async function showProof(ctx: PlatformCtx, { password, code }: ProofWish): Promise<string> {
  demand(ctx.attempt, 'auth.provider-failed')
  const hash = hashToken(ctx.attempt)
  const proof = await q.findProof(ctx.platform, hash, ctx.now)
  demand(proof && !proof.disabled_at, 'auth.provider-failed')
  const owner = { county: proof.county_id, accountId: proof.account_id }
  const asked = askedOf(proof)
  if (asked.password) await demandPassword(ctx, owner, password ?? '', 'body.password')
  if (asked.code) await demandCode(ctx, owner, code)
  demand(await attempts.useUpProof(ctx.platform, hash), 'auth.provider-failed')
  ctx.endAttempt()
  await enter(ctx, proof, proof.is_strong || proof.asks_for_code)
  return proof.next_path
}

export type OwnLinkWish = { password: string; code: string | null; next: string }

/** Leaves for the service to link one's own account, having shown its password anew. Answers the service's address. */
export async function departToLink(
  ctx: PlatformCtx,
  provider: Provider | undefined,
  { password, code, next }: OwnLinkWish,
): Promise<string> {
  const { owner, hash } = await demandPresent(ctx)
  demand(provider?.county === owner.county, 'not-found', { field: 'body.provider' })
  await demandPassword(ctx, owner, password, 'body.password')
  const { current } = await findCodeSecrets(ctx.platform, owner)
  if (current) await demandCode(ctx, owner, code)
  return depart(ctx, provider, { purpose: 'link', next, accountId: owner.accountId, sessionHash: hash })
}

/** In the very session that asked for it: who has signed out meanwhile, or somebody else at the same page, links nothing. */
async function completeLink(
  ctx: PlatformCtx,
  { issuer }: Provider,
  attempt: attempts.AttemptRow,
  subjectHash: Buffer,
): Promise<Outcome> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  const isSame = ctx.token !== null && attempt.session_hash?.equals(hashToken(ctx.token))
  demand(identity && isSame && identity.actor.accountId === attempt.account_id, 'auth.required', {
    message: '中间退出过登录，没有对上。请重新登录，再办一次。',
  })
  const owner = { county: identity.county, accountId: identity.actor.accountId ?? '' }
  const link = { linkId: newId(), issuer, subjectHash, reason: '本人' }
  await q.insertOwnLink(ctx.platform, owner, link, doneNow(ctx))
  return { is: 'in', next: attempt.next_path }
}

/** Gives up one's own link. Who has no password would be left without a way in. */
export async function unlinkOwn(ctx: PlatformCtx, linkId: string, hasPassword: boolean): Promise<void> {
  const { owner, hash } = await demandPresent(ctx)
  demand(hasPassword, 'state.wrong', { message: '先设好登录名和密码，不然取消以后就进不来了。' })
  const wish = { linkId, reason: '本人', session: hash }
  demand(await q.endOwnLink(ctx.platform, owner, wish, doneNow(ctx)), 'not-found')
}

function doneNow(ctx: PlatformCtx) {
  return { at: ctx.now, from: ctx.from, auditId: newId() }
}
