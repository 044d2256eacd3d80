import { createHash } from 'node:crypto'
import { Problem } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import { deleteLocks, findLogin } from './platform-queries.ts'
import * as q from './throttle-queries.ts'
import { hashToken, newToken } from './tokens.ts'

const failureLimit = 5
const addressLimit = 50
const windowMinutes = 15
const deviceDays = 400

export type Owner = { county: number; accountId: string }

const nobody: Owner = { county: 0, accountId: '00000000-0000-0000-0000-000000000000' }

/**
 * Who is held to a limit. A browser in which this very account has come in before is counted by itself; everybody else
 * by the name they try and by the address they come from. So a stranger who tries names, or a crowd behind one address,
 * can lock out strangers only, never the person at their own desk.
 */
export async function subjectsOf(ctx: PlatformCtx, login: string, owner: Owner | null): Promise<q.Subject[]> {
  // Asked for an unknown name as well, so that both answers take as long.
  if (ctx.device && (await isKnown(ctx, ctx.device, owner ?? nobody)))
    return [{ subject: `device ${digest(`${ctx.device} ${login}`)}`, limit: failureLimit }]
  return [{ subject: `login ${digest(login)}`, limit: failureLimit }, addressOf(ctx)]
}

export function addressOf(ctx: PlatformCtx): q.Subject {
  return { subject: `address ${digest(ctx.from)}`, limit: addressLimit }
}

/** Error auth.locked. What is counted here is taken back by `admit` when the attempt was right. */
export async function reserveAttempt(ctx: PlatformCtx, subjects: readonly q.Subject[]): Promise<void> {
  await demandUnlocked(ctx, subjects)
  const minutes = windowMinutes * 60_000
  const window = {
    at: ctx.now,
    windowStart: new Date(ctx.now.getTime() - minutes),
    lockedUntil: new Date(ctx.now.getTime() + minutes),
  }
  for (const one of subjects) {
    if (!(await q.countAttempt(ctx.platform, one, window))) await demandUnlocked(ctx, subjects)
  }
}

/** The first subject is the person's own and starts afresh; an address goes on counting what others did. */
export async function admit(ctx: PlatformCtx, [own, ...others]: readonly q.Subject[]): Promise<void> {
  if (own) await q.forget(ctx.platform, own)
  for (const one of others) await q.takeBack(ctx.platform, one)
}

/**
 * Somebody who administers the account has let its owner in by an address: what strangers tried on it is forgotten, so that
 * the owner's name, password and code are taken again wherever they are.
 */
export async function release(ctx: PlatformCtx, owner: Owner): Promise<void> {
  const login = await findLogin(ctx.platform, owner)
  const { accountId } = owner
  const names = [
    ...(login ? [`login ${digest(login)}`] : []),
    `code ${accountId}`,
    `code by link ${accountId}`,
    `change ${accountId}`,
  ]
  await deleteLocks(ctx.platform, names)
}

/** From now on this browser is known for this account. */
export async function rememberDevice(ctx: PlatformCtx, owner: Owner): Promise<void> {
  const token = ctx.device ?? newToken().token
  const expiresAt = new Date(ctx.now.getTime() + deviceDays * 86_400_000)
  await q.rememberDevice(ctx.platform, { ...owner, hash: hashToken(token) }, ctx.now, expiresAt)
  ctx.rememberDevice(token)
  ctx.device = token
}

function isKnown(ctx: PlatformCtx, token: string, owner: Owner): Promise<boolean> {
  return q.isKnownDevice(ctx.platform, { ...owner, hash: hashToken(token) }, ctx.now)
}

async function demandUnlocked(ctx: PlatformCtx, subjects: readonly q.Subject[]): Promise<void> {
  const until = await q.findLock(ctx.platform, subjects, ctx.now)
  if (!until) return
  const minutes = Math.ceil((until.getTime() - ctx.now.getTime()) / 60_000)
  throw new Problem('auth.locked', { details: { minutes } })
}

/** Names and addresses that were tried are kept as digests only. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
