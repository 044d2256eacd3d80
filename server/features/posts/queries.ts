import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Reach } from './reach-commands.ts'

export type KindRow = { kind_id: string; label: string; duty: string; org_name: string }

/** What organisations at or above a path have added to the product's own catalogue. */
export async function listKinds(ctx: Ctx, path: string): Promise<KindRow[]> {
  const { rows } = await sql<KindRow>`
    select k.kind_id, k.label, k.duty, o.short_name as org_name
      from post_kinds k
      join organisations o on o.county_id = ${ctx.county} and o.org_id = k.org_id
     where k.county_id = ${ctx.county} and starts_with(${path}, o.path)
     order by k.added_at, k.kind_id`.execute(ctx.db)
  return rows
}

export async function insertKind(
  ctx: Ctx,
  orgId: number,
  { label, duty }: { label: string; duty: string },
): Promise<void> {
  await ctx.db
    .insertInto('post_kinds')
    .values({
      ...{ county_id: ctx.county, kind_id: ctx.requestId, org_id: orgId, label, duty },
      ...{ added_by: accountOf(ctx), added_at: ctx.now },
    })
    .execute()
}

export type PostRow = {
  post_id: string
  org_id: number
  org_name: string
  path: string
  kind: string
  kind_label: string | null
  title: string
  duty: string
  seats: number
  closed_on: string | null
  held: number
  waiting: number
}

/** Is the row's organisation `o` within reach? */
export function withinReach({ paths, gridId }: Reach): RawBuilder<unknown> {
  return sql`(o.org_id = ${gridId}::int or exists (
    select 1 from unnest(${[...paths]}::text[]) as p (at)
     where o.path >= p.at collate "C" and o.path < (p.at || '~') collate "C"))`
}

const standing = (ctx: Ctx) =>
  sql`c.state = 'held' and (c.valid_to is null or c.valid_to >= ${ctx.today}::date)`

function readPosts(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<PostRow> {
  return sql<PostRow>`
    select p.post_id, p.org_id, o.short_name as org_name, o.path, p.kind, k.label as kind_label, p.title, p.duty,
           p.seats, p.closed_on, coalesce(n.held, 0) as held, coalesce(n.waiting, 0) as waiting
      from posts p
      join organisations o on o.county_id = ${ctx.county} and o.org_id = p.org_id
      left join post_kinds k on k.county_id = ${ctx.county} and k.kind_id::text = p.kind
      left join (
        select c.post_id, count(*) filter (where ${standing(ctx)})::int as held,
               count(*) filter (where c.state = 'asked')::int as waiting
          from post_claims c
         where c.county_id = ${ctx.county} and c.state in ('asked', 'held')
         group by c.post_id
      ) n on n.post_id = p.post_id
     where p.county_id = ${ctx.county} and ${where}`
}

type Filter = { reach: Reach; vacant?: boolean | undefined }

function matching({ reach, vacant }: Filter): RawBuilder<unknown> {
  const free = vacant ? sql`and p.seats > coalesce(n.held, 0)` : sql``
  return sql`p.closed_on is null and ${withinReach(reach)} ${free}`
}

export async function listPosts(
  ctx: Ctx,
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select * from (${readPosts(ctx, matching(filter))}) x
     order by x.path, x.title, x.post_id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function countPosts(ctx: Ctx, filter: Filter) {
  const { rows } = await sql<{ count: number; vacancies: number; waiting: number }>`
    select count(*)::int as count, coalesce(sum(greatest(0, x.seats - x.held)), 0)::int as vacancies,
           coalesce(sum(x.waiting), 0)::int as waiting
      from (${readPosts(ctx, matching(filter))}) x`.execute(ctx.db)
  return rows[0] ?? { count: 0, vacancies: 0, waiting: 0 }
}

export async function findPost(ctx: Ctx, postId: string): Promise<PostRow | undefined> {
  return (await readPosts(ctx, sql`p.post_id = ${postId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewPost = { kind: string; title: string; duty: string; seats: number }

export async function insertPost(ctx: Ctx, orgId: number, post: NewPost): Promise<void> {
  await ctx.db
    .insertInto('posts')
    .values({
      ...{ county_id: ctx.county, post_id: ctx.requestId, org_id: orgId, ...post },
      ...{ set_by: accountOf(ctx), set_at: ctx.now },
    })
    .execute()
}

/** False when somebody has closed it already. */
export async function closePost(ctx: Ctx, postId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('posts')
    .set({ closed_on: ctx.today, close_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('post_id', '=', postId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
