import type { InputOf } from '../../../contract/endpoint.ts'
import { type ClaimState, isPostKind } from '../../../contract/post-catalogue.ts'
import type * as contract from '../../../contract/posts.ts'
import { addDays } from '../../core/clock/days.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import * as q from './claim-queries.ts'
import { demandPost, lockPost } from './commands.ts'
import { personOf } from './reach-commands.ts'

/** Asks for a post by what one is good at [001-04]; written down for whoever has no phone. Nothing is held by it yet. */
export async function claimPost(
  ctx: Ctx,
  postId: string,
  { memberId, strength }: { memberId: string | null; strength: string },
): Promise<void> {
  const post = await demandPost(ctx, postId)
  demand(!post.closed_on, 'state.wrong', { message: '这个岗位已经撤了。' })
  const place = { orgId: post.org_id, path: post.path }
  const person = await personOf(ctx, memberId, { place, verb: 'posts.record' })
  await q.closeOver(ctx, postId, person.member_id)
  await q.insertClaim(ctx, {
    ...{ postId, orgId: post.org_id, branchId: person.org_id, memberId: person.member_id, strength },
  })
  trace(ctx, 'post.claimed', { claim_id: ctx.requestId, org_id: post.org_id, member_id: person.member_id })
}

type Decision = InputOf<typeof contract.decideClaim>['body']

/** Agrees or does not. Whoever agrees is another: nobody takes a post by their own word or that of kin. */
export async function decideClaim(ctx: Ctx, claimId: string, wish: Decision): Promise<ClaimState> {
  const claim = await demandClaim(ctx, claimId)
  demand(may(ctx.actor, 'posts.write', claim), 'access.denied')
  const concern = concernOf(ctx.actor, claim.member_id)
  demand(!concern, 'access.denied', { message: concern ? sayConcern(concern, '定') : '' })
  await lockPost(ctx, claim.post_id)
  if (!wish.agreed) return move(ctx, claim, { from: 'asked', to: 'refused', note: wish.note })
  const validFrom = wish.validFrom ?? ctx.today
  demandTerm(wish.validTo, validFrom)
  await makeRoom(ctx, claim, { ...wish, validFrom })
  const { validTo, note } = wish
  const state = await move(ctx, claim, { from: 'asked', to: 'held', validFrom, validTo, note })
  const post = await demandPost(ctx, claim.post_id)
  ctx.facts.record({
    factId: newId(),
    kind: 'post-held',
    day: validFrom,
    memberId: claim.member_id,
    attrs: { post: isPostKind(post.kind) ? post.kind : 'own' },
    source: { kind: 'post-claim', id: claimId },
  })
  return state
}

function demandTerm(validTo: string | null, validFrom: string): void {
  demand(validTo === null || validTo >= validFrom, 'input.invalid', {
    field: 'body.validTo',
    message: '结束不能早于开始。',
  })
}

/** A seat is free, or becomes free by who is replaced. */
async function makeRoom(
  ctx: Ctx,
  claim: q.ClaimRow,
  { replaces, validFrom }: { replaces: string | null; validFrom: string },
): Promise<void> {
  const post = await demandPost(ctx, claim.post_id)
  demand(!post.closed_on, 'state.wrong', { message: '这个岗位已经撤了。' })
  if (replaces === null) {
    demand(post.held < post.seats, 'state.wrong', { message: '这个岗位已经满了。要换人，请选接替谁。' })
    return
  }
  const before = await q.findClaim(ctx, replaces)
  demand(before?.post_id === claim.post_id && before.state === 'held', 'input.invalid', {
    field: 'body.replaces',
    message: '要接替的人现在不在这个岗位上，请刷新再选。',
  })
  demand(before.valid_from !== null && before.valid_from < validFrom, 'input.invalid', {
    field: 'body.validFrom',
    message: `前一位是从 ${before.valid_from ?? ''} 起在岗的，要在那以后接替。`,
  })
  const validTo = addDays(validFrom, -1)
  await move(ctx, before, { from: 'held', to: 'replaced', validTo, note: null })
}

/** Takes back what was asked, or gives up what is held; by the member, or by who keeps the posts. */
export async function endClaim(ctx: Ctx, claimId: string, reason: string): Promise<ClaimState> {
  const claim = await demandClaim(ctx, claimId)
  const own = claim.member_id === ctx.actor.memberId
  demand(own || may(ctx.actor, 'posts.write', claim), 'access.denied')
  const { state } = claim
  demand(state === 'asked' || state === 'held', 'state.wrong', { message: '已经不在这个岗位上了。' })
  if (state === 'asked') return move(ctx, claim, { from: 'asked', to: 'withdrawn', note: reason })
  const begins = claim.valid_from ?? ctx.today
  const validTo = begins > ctx.today ? begins : ctx.today
  return move(ctx, claim, { from: 'held', to: 'quit', validTo, note: reason })
}

async function demandClaim(ctx: Ctx, claimId: string): Promise<q.ClaimRow> {
  const claim = await q.findClaim(ctx, claimId)
  demand(claim, 'not-found')
  if (claim.member_id !== ctx.actor.memberId) await demandPost(ctx, claim.post_id)
  return claim
}

async function move(ctx: Ctx, claim: q.ClaimRow, change: q.Change): Promise<ClaimState> {
  const moved = await q.moveClaim(ctx, claim.claim_id, change)
  demand(moved, 'state.wrong', { message: '这条认领已经定过了，请刷新看看。' })
  trace(ctx, `post.claim-${change.to}`, claim)
  return change.to
}

function trace(ctx: Ctx, action: string, claim: Pick<q.ClaimRow, 'claim_id' | 'org_id' | 'member_id'>): void {
  const target = { kind: 'post-claim', id: claim.claim_id }
  ctx.audit({ action, target, orgId: claim.org_id, memberId: claim.member_id })
}
