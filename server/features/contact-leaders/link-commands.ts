import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import { closeContact, giveContact, lockContact } from '../access/contact-commands.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './link-queries.ts'
import { linkedKinds } from './rules.ts'

/** A link is given from above: nobody names who looks after the own organisation. Errors: not-found, access.denied. */
export async function demandLinkable(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'contacts.write', place)
  demand(mayFromAbove(ctx.actor, 'contacts.write', place), 'access.denied', {
    message: '联系领导由上一级定，请找上级党组织。',
  })
  demand(place && linkedKinds.includes(place.kind), 'state.wrong', {
    message: '只有乡镇、村、党总支和党支部定联系领导。',
  })
  return place
}

export type LinkWish = { accountId: string; from: string; to: string; reason: string }

/** Errors: not-found, access.denied, state.wrong, input.invalid, conflict.duplicate. */
export async function linkLeader(ctx: Ctx, orgId: number, wish: LinkWish): Promise<void> {
  const place = await demandLinkable(ctx, orgId)
  demand(wish.to >= wish.from, 'input.invalid', {
    field: 'body.to',
    message: '任期的最后一天在第一天以前。',
  })
  demand(wish.to >= ctx.today && wish.to <= addDays(wish.from, 366 * 6), 'input.invalid', {
    field: 'body.to',
    message: '任期从今天往后算，一次最多六年。',
  })
  const candidates = await q.listCandidates(ctx, place.path)
  demand(
    candidates.some((one) => one.account_id === wish.accountId),
    'input.invalid',
    { field: 'body.accountId', message: '请选上级的同志，本支部自己开会的人不能联系自己。' },
  )
  const { accountId, from: validFrom, to: validTo, reason } = wish
  await giveContact(ctx, accountId, { orgId, validFrom, validTo, reason })
}

export async function endContact(ctx: Ctx, linkId: string, reason: string): Promise<void> {
  const link = await lockContact(ctx, linkId)
  demand(link && inScope(ctx.actor, link), 'not-found')
  demand(mayFromAbove(ctx.actor, 'contacts.write', link), 'access.denied')
  demand(!link.isEnded, 'state.wrong', { message: '这一任已经结束了。' })
  await closeContact(ctx, linkId, link.orgId, reason)
}
