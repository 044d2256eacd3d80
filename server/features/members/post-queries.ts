import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export function listPosts(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('member_posts')
    .select(['post_id', 'kind', 'title', 'valid_from', 'valid_to'])
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .orderBy('valid_from', 'desc')
    .orderBy('post_id', 'desc')
    .execute()
}

export type NewPost = {
  postId: string
  memberId: string
  orgId: number
  kind: string
  title: string
  validFrom: string
}

export async function insertPost(ctx: Ctx, post: NewPost): Promise<void> {
  await ctx.db
    .insertInto('member_posts')
    .values({
      county_id: ctx.county,
      post_id: post.postId,
      member_id: post.memberId,
      org_id: post.orgId,
      kind: post.kind,
      title: post.title,
      valid_from: post.validFrom,
    })
    .execute()
}

export async function closePost(ctx: Ctx, postId: string, validTo: string): Promise<void> {
  await ctx.db
    .updateTable('member_posts')
    .set({ valid_to: validTo })
    .where('county_id', '=', ctx.county)
    .where('post_id', '=', postId)
    .execute()
}

/** A post that began after that day ends on the day it began. */
export async function closePosts(
  ctx: Ctx,
  memberIds: readonly string[],
  on: string,
  kinds: readonly string[],
): Promise<void> {
  await sql`
    update member_posts set valid_to = greatest(valid_from, ${on}::date)
     where county_id = ${ctx.county} and member_id = any(${[...memberIds]}::uuid[])
       and kind = any(${[...kinds]}::text[]) and valid_to is null`.execute(ctx.db)
}

export async function raiseVersion(ctx: Ctx, memberId: string): Promise<number> {
  const row = await ctx.db
    .updateTable('members')
    .set({ version: sql`version + 1`, updated_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
