import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandPast, memberTarget } from './entry-commands.ts'
import { demandAtBranch } from './policy.ts'
import * as posts from './post-queries.ts'
import * as q from './queries.ts'
import * as w from './write-queries.ts'

export type PostWish = { kind: 'party' | 'service'; title: string; validFrom: string; reason: string }
export type PostWritten = { postId: string; version: number }

/** A place in the committee or a post of service, from a day on. The request's id is the post's. */
export async function addPost(ctx: Ctx, memberId: string, wish: PostWish): Promise<PostWritten> {
  const member = await lockLiving(ctx, memberId)
  demandPast(ctx, wish.validFrom)
  // Who is on probation is not elected. Domain-rules §2.
  demand(wish.kind === 'service' || member.stage === 'full', 'state.wrong', {
    message: '党内职务只能由正式党员担任。',
  })
  const standing = await posts.listPosts(ctx, memberId)
  const isHeld = standing.some(
    (post) => !post.valid_to && post.kind === wish.kind && post.title === wish.title,
  )
  demand(!isHeld, 'conflict.duplicate', { message: '这个职务正担任着，没有再记一次。' })
  const postId = ctx.requestId
  await posts.insertPost(ctx, { ...wish, postId, memberId, orgId: member.org_id })
  const to = wish.title
  return trace(ctx, member, { postId, from: null, to, happenedOn: wish.validFrom, reason: wish.reason })
}

/** Ends a post; its last day is `validTo`. */
export async function endPost(
  ctx: Ctx,
  memberId: string,
  postId: string,
  wish: { validTo: string; reason: string },
): Promise<PostWritten> {
  const member = await lockLiving(ctx, memberId)
  const post = (await posts.listPosts(ctx, memberId)).find((one) => one.post_id === postId)
  demand(post, 'not-found')
  demand(!post.valid_to, 'state.wrong', { message: '这个职务已经结束了。' })
  demandPast(ctx, wish.validTo)
  demand(wish.validTo >= post.valid_from, 'input.invalid', {
    field: 'body.validTo',
    message: '结束日期在任职日期以前。',
  })
  await posts.closePost(ctx, postId, wish.validTo)
  const from = post.title
  return trace(ctx, member, { postId, from, to: null, happenedOn: wish.validTo, reason: wish.reason })
}

async function lockLiving(ctx: Ctx, memberId: string): Promise<q.MemberDetailRow> {
  const [member] = await q.lockMembers(ctx, [memberId])
  demandAtBranch(ctx.actor, 'members.write', member)
  demand(member.stage !== 'exited', 'state.wrong', { message: '这个人已经离开了。' })
  return member
}

type Trace = { postId: string; from: string | null; to: string | null; happenedOn: string; reason: string }

async function trace(ctx: Ctx, member: q.MemberDetailRow, { postId, ...said }: Trace): Promise<PostWritten> {
  const { member_id: memberId, org_id: orgId } = member
  // The post is part of the person's line: whoever looked at the version before sees that it moved.
  const version = await posts.raiseVersion(ctx, memberId)
  await w.insertEvents(ctx, [{ memberId, orgId, kind: 'post', ...said, detail: { postId } }])
  ctx.audit({
    action: said.to ? 'post.added' : 'post.ended',
    target: memberTarget(memberId),
    orgId,
    memberId,
  })
  return { postId, version }
}
