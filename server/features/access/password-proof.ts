import { verify } from '@node-rs/argon2'
import { demand } from '../../core/errors/problem.ts'
import type { PlatformCtx } from '../../core/http/platform-endpoint.ts'
import * as q from './platform-queries.ts'
import { admit, type Owner, reserveAttempt } from './throttle.ts'

const changeLimit = 5

/** Demands the password of an account anew. Errors state.wrong where it has none, auth.failed, auth.locked. */
export async function demandPassword(
  ctx: PlatformCtx,
  owner: Owner,
  typed: string,
  field: string,
): Promise<void> {
  const current = await q.findPassword(ctx.platform, owner.county, owner.accountId)
  demand(current, 'state.wrong', { message: '先设好登录名和密码，再来办这件事。' })
  await demandRight(ctx, owner, { current, typed }, field)
}

export async function demandRight(
  ctx: PlatformCtx,
  { accountId }: Owner,
  { current, typed }: { current: string; typed: string },
  field: string,
): Promise<void> {
  const subjects = [{ subject: `change ${accountId}`, limit: changeLimit }]
  await reserveAttempt(ctx, subjects)
  const right = await verify(current, typed)
  demand(right, 'auth.failed', { field, message: '现在的密码不对。' })
  await admit(ctx, subjects)
}
