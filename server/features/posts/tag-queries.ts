import { type RawBuilder, sql } from 'kysely'
import type { TagKind } from '../../../contract/post-catalogue.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { withinReach } from './queries.ts'
import type { Reach } from './reach-commands.ts'

export type TagRow = {
  tag_id: string
  org_id: number
  org_name: string
  path: string
  member_id: string
  name: string
  kind: TagKind
  title: string
  valid_from: string
  valid_to: string
  ended_on: string | null
  end_reason: string | null
}

/** Only those of members whom the reader may know: a title without a name is none. */
function readTags(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<TagRow> {
  return sql<TagRow>`
    select t.tag_id, t.org_id, o.short_name as org_name, o.path, t.member_id, m.name, t.kind, t.title, t.valid_from,
           t.valid_to, t.ended_on, t.end_reason
      from post_tags t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
     where t.county_id = ${ctx.county} and ${where}`
}

type Scope = { reach: Reach; limit: number; offset: number }

/** Those in force first, then the ones that ended last. */
export async function listTags(ctx: Ctx, { reach, limit, offset }: Scope): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select * from (${readTags(ctx, withinReach(reach))}) x
     order by x.ended_on is not null or x.valid_to < ${ctx.today}::date, x.valid_to desc, x.tag_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function countTags(ctx: Ctx, reach: Reach): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${readTags(ctx, withinReach(reach))}) x`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function findTag(ctx: Ctx, tagId: string): Promise<TagRow | undefined> {
  return (await readTags(ctx, sql`t.tag_id = ${tagId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewTag = {
  memberId: string
  branchId: number
  kind: TagKind
  title: string
  validFrom: string
  validTo: string
}

/** One that has run out makes room for the same title again. */
export async function insertTag(ctx: Ctx, orgId: number, tag: NewTag): Promise<void> {
  await sql`
    update post_tags set ended_on = valid_to
     where county_id = ${ctx.county} and member_id = ${tag.memberId}::uuid and kind = ${tag.kind}
       and title = ${tag.title} and ended_on is null and valid_to < ${ctx.today}::date`.execute(ctx.db)
  await ctx.db
    .insertInto('post_tags')
    .values({
      county_id: ctx.county,
      tag_id: ctx.requestId,
      org_id: orgId,
      branch_id: tag.branchId,
      member_id: tag.memberId,
      kind: tag.kind,
      title: tag.title,
      valid_from: tag.validFrom,
      valid_to: tag.validTo,
      given_by: accountOf(ctx),
      given_at: ctx.now,
    })
    .execute()
}

export async function endTag(ctx: Ctx, tagId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('post_tags')
    .set({ ended_on: ctx.today, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('tag_id', '=', tagId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
