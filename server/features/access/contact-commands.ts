import type { Role } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Place } from '../../core/context/may.ts'
import { raiseEpoch } from '../../core/context/raise-epoch.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './queries.ts'
import { demandSeparation } from './rules.ts'

export type ContactTerm = { orgId: number; validFrom: string; validTo: string; reason: string }

/**
 * Links an account to an organisation as its contact leader. A link lets its holder read meetings there and say a word on
 * them, and nothing else, so that those who lead may give it without being administrators of accounts: whether this
 * actor may is the caller's policy. Errors: not-found, access.denied, conflict.duplicate.
 */
export async function giveContact(ctx: Ctx, accountId: string, term: ContactTerm): Promise<void> {
  const account = await q.lockAccount(ctx, accountId)
  demand(account && !account.disabled_at, 'not-found', { field: 'body.accountId' })
  demand(accountId !== ctx.actor.accountId, 'access.denied', {
    field: 'body.accountId',
    message: '不能定自己，请另一位同志来定。',
  })
  const held = (await q.listGrantRows(ctx, [accountId])).filter((grant) => !grant.ended_at)
  demandSeparation(
    'contact-leader',
    held.map((grant) => grant.role as Role),
  )
  const overlaps = held.some(
    (grant) =>
      grant.role === 'contact-leader' &&
      grant.org_id === term.orgId &&
      grant.valid_from <= term.validTo &&
      (!grant.valid_to || grant.valid_to >= term.validFrom),
  )
  demand(!overlaps, 'conflict.duplicate', {
    field: 'body.accountId',
    message: '这位同志在这段时间已经联系这里了，没有再定一次。',
  })
  await q.insertGrant(ctx, { ...term, grantId: ctx.requestId, accountId, role: 'contact-leader' })
  await raiseEpoch(ctx)
  const target = { kind: 'grant', id: ctx.requestId }
  const detail = { account: accountId, role: 'contact-leader' }
  ctx.audit({ action: 'grant.given', target, orgId: term.orgId, detail })
}

/** A link under a lock, or null for what is none. */
export async function lockContact(ctx: Ctx, linkId: string): Promise<(Place & { isEnded: boolean }) | null> {
  const grant = await q.findGrant(ctx, linkId)
  if (grant?.role !== 'contact-leader') return null
  const isOver = grant.valid_to !== null && grant.valid_to < ctx.today
  return { orgId: grant.org_id, path: grant.org_path, isEnded: grant.ended_at !== null || isOver }
}

export async function closeContact(ctx: Ctx, linkId: string, orgId: number, reason: string): Promise<void> {
  await q.markGrantEnded(ctx, linkId, reason)
  await raiseEpoch(ctx)
  const detail = { role: 'contact-leader' }
  ctx.audit({ action: 'grant.ended', target: { kind: 'grant', id: linkId }, orgId, detail })
}
