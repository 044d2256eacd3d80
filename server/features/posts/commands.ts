import type { InputOf } from '../../../contract/endpoint.ts'
import { isPostKind, postKinds } from '../../../contract/post-catalogue.ts'
import type * as contract from '../../../contract/posts.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { closeClaims } from './claim-queries.ts'
import * as q from './queries.ts'
import { maySeeAt } from './reach-commands.ts'

/** The post, if the actor may see it. Errors: not-found. */
export async function demandPost(ctx: Ctx, postId: string): Promise<q.PostRow> {
  const post = await q.findPost(ctx, postId)
  demand(post && (await maySeeAt(ctx, { orgId: post.org_id, path: post.path })), 'not-found')
  return post
}

/** Seats are given one after the other: two at once never take the last one both. */
export function lockPost(ctx: Ctx, postId: string): Promise<void> {
  return takeLock(ctx, { name: `post/${postId}`, way: 'to-change' })
}

export async function addPostKind(
  ctx: Ctx,
  orgId: number,
  wish: { label: string; duty: string },
): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'posts.write', place)
  const shipped = Object.values(postKinds).some(({ label }) => label === wish.label)
  demand(!shipped, 'conflict.duplicate', { field: 'body.label', message: '目录里已经有这种岗位了。' })
  await q.insertKind(ctx, orgId, wish)
  ctx.audit({ action: 'post-kind.added', target: { kind: 'post-kind', id: ctx.requestId }, orgId })
}

type Wish = InputOf<typeof contract.setUpPost>['body']

export async function setUpPost(ctx: Ctx, orgId: number, { kind, title, duty, seats }: Wish): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'posts.write', place)
  const known = isPostKind(kind)
    ? postKinds[kind]
    : (await q.listKinds(ctx, place.path)).find((one) => one.kind_id === kind)
  demand(known, 'input.invalid', { field: 'body.kind', message: '目录里没有这种岗位，请刷新再选。' })
  await q.insertPost(ctx, orgId, { kind, title: title ?? known.label, duty: duty ?? known.duty, seats })
  ctx.audit({ action: 'post.set-up', target: { kind: 'post', id: ctx.requestId }, orgId, detail: { kind } })
}

export async function closePost(ctx: Ctx, postId: string, reason: string): Promise<void> {
  const post = await demandPost(ctx, postId)
  demand(may(ctx.actor, 'posts.write', post), 'access.denied')
  await lockPost(ctx, postId)
  demand(await q.closePost(ctx, postId, reason), 'state.wrong', { message: '这个岗位已经撤了。' })
  await closeClaims(ctx, postId, reason)
  ctx.audit({ action: 'post.closed', target: { kind: 'post', id: postId }, orgId: post.org_id })
}
