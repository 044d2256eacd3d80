import type { Ctx } from '../../core/context/context.ts'
import { accountOf } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { administered } from './administered.ts'
import type { Provider } from './provider-client.ts'
import * as q from './provider-queries.ts'

export type LinkWish = { provider: string; subject: string; reason: string }

/** What a service calls a person, as it is looked for: never kept as it is. */
export const subjectKey = (issuer: string, subject: string): string => `${issuer} ${subject}`

/**
 * Says by which identity of a service the person of an account will come in. It opens nothing before they have shown that
 * the account is theirs. Errors: not-found, access.denied (the own), state.wrong, conflict.duplicate.
 */
export async function linkAccount(
  ctx: Ctx,
  provider: Provider | undefined,
  accountId: string,
  { subject, reason }: LinkWish,
): Promise<string> {
  const account = await administered(ctx, accountId)
  demandAnothers(ctx, accountId)
  demand(!account.disabled_at, 'state.wrong', { message: '这个账号停用了，先重新启用。' })
  demand(provider, 'not-found', { field: 'body.provider', message: '没有这个统一认证，请刷新再选。' })
  const { issuer } = provider
  const subjectHash = (await ctx.sealer()).hash('subject', subjectKey(issuer, subject))
  const linkId = ctx.requestId
  await q.insertLinkFor(ctx, { linkId, issuer, subjectHash, accountId, by: accountOf(ctx), reason })
  ctx.audit({ action: 'provider.linked', target: { kind: 'account', id: accountId } })
  return linkId
}

/** Takes it off; whoever is in is out. Errors: not-found, access.denied (the own), state.wrong. */
export async function unlinkAccount(
  ctx: Ctx,
  { accountId, linkId }: { accountId: string; linkId: string },
  reason: string,
): Promise<void> {
  await administered(ctx, accountId)
  demandAnothers(ctx, accountId)
  const ended = await q.endLinkOf(ctx, { accountId, linkId, by: accountOf(ctx), reason })
  demand(ended, 'state.wrong', { message: '这个统一认证已经取消了。' })
  await q.deleteSessionsOf(ctx, accountId)
  ctx.audit({ action: 'provider.unlinked', target: { kind: 'account', id: accountId } })
}

/** Of their own account people decide themselves, with their own password. */
function demandAnothers(ctx: Ctx, accountId: string): void {
  demand(accountId !== ctx.actor.accountId, 'access.denied', {
    message: '自己的账号，请在“登录名和密码”里自己办。',
  })
}
