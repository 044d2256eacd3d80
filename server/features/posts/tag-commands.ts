import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/posts.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandPerson } from './reach-commands.ts'
import * as q from './tag-queries.ts'

type Wish = InputOf<typeof contract.givePostTag>['body']

/** Names a member's post 党员先锋岗 and the like [000-27][002-21]: until a day, by somebody else than the member. */
export async function givePostTag(ctx: Ctx, orgId: number, wish: Wish): Promise<void> {
  demandMay(ctx.actor, 'posts.write', await placeOf(ctx, orgId))
  const concern = concernOf(ctx.actor, wish.memberId)
  demand(!concern, 'access.denied', { message: concern ? sayConcern(concern, '定') : '' })
  const person = await demandPerson(ctx, wish.memberId, 'body.memberId')
  demand(wish.validFrom <= wish.validTo, 'input.invalid', {
    field: 'body.validTo',
    message: '到期不能早于开始。',
  })
  await q.insertTag(ctx, orgId, { ...wish, branchId: person.org_id })
  const target = { kind: 'post-tag', id: ctx.requestId }
  ctx.audit({ action: 'post-tag.given', target, orgId, memberId: wish.memberId, detail: { kind: wish.kind } })
}

export async function endPostTag(ctx: Ctx, tagId: string, reason: string): Promise<void> {
  const row = await q.findTag(ctx, tagId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  demand(may(ctx.actor, 'posts.write', row), 'access.denied')
  demand(await q.endTag(ctx, tagId, reason), 'state.wrong', { message: '这块牌已经摘了。' })
  const target = { kind: 'post-tag', id: tagId }
  ctx.audit({ action: 'post-tag.ended', target, orgId: row.org_id, memberId: row.member_id })
}
