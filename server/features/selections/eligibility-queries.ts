import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type PersonRow = {
  member_id: string
  name: string
  name_strokes: string
  stage: string
  standing: string
  is_lost: boolean
  org_id: number
  branch_name: string
  path: string
  posts: string[]
  points: number
  nominated: boolean
}

export type People = {
  selectionId: string
  year: number
  /** At and below this organisation. */
  path: string
  memberIds?: readonly string[]
}

/**
 * Everybody of a selection with what decides whether they may stand: posts of service that touch the year, and the
 * points of the year as the booklet adds them up (what the branch's scheme begins with, and the entries booked in it).
 * Those who left before the year are not asked for.
 */
export async function listPeople(
  ctx: Ctx,
  { selectionId, year, path, memberIds }: People,
): Promise<PersonRow[]> {
  const { county } = ctx
  const { rows } = await sql<PersonRow>`
    select m.member_id, m.name, m.name_strokes, m.stage, m.standing, m.is_lost, m.org_id, o.short_name as branch_name,
           o.path, coalesce(p.posts, '{}') as posts, (coalesce(s.start, 0) + coalesce(t.points, 0))::int as points,
           c.candidate_id is not null as nominated
      from members m
      join organisations o on o.county_id = ${county} and o.org_id = m.org_id
       and o.path >= ${path} and o.path < ${`${path}~`}
      left join (
        select member_id, array_agg(title order by valid_from, title) as posts from member_posts
         where county_id = ${county} and kind = 'service' and valid_from <= make_date(${year}::int, 12, 31)
           and (valid_to is null or valid_to >= make_date(${year}::int, 1, 1))
         group by member_id
      ) p on p.member_id = m.member_id
      left join (
        select member_id, sum(points) as points from point_member_months
         where county_id = ${county} and month between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 1)
         group by member_id
      ) t on t.member_id = m.member_id
      left join (
        select g.org_id, sum(v.start_points) as start
          from point_coverage g
          join point_versions v on v.county_id = ${county} and v.version_id = g.version_id
         where g.county_id = ${county} and make_date(${year}::int, 12, 31) between g.valid_from and g.valid_to
         group by g.org_id
      ) s on s.org_id = m.org_id
      left join selection_candidates c on c.county_id = ${county} and c.selection_id = ${selectionId}
       and c.member_id = m.member_id and c.withdrawn_at is null
     where m.county_id = ${county}
       and (${memberIds ?? null}::uuid[] is null or m.member_id = any(${memberIds ?? null}::uuid[]))
       and (m.stage <> 'exited' or m.exited_on >= make_date(${year}::int, 1, 1))
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}

export type OwnRow = { memberId: string; orgId: number; path: string; branchName: string }

/** The reader's own branch; null for who is no member, or no longer one. */
export async function findOwn(ctx: Ctx): Promise<OwnRow | null> {
  if (!ctx.actor.memberId) return null
  const row = await ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.onRef('o.org_id', '=', 'm.org_id').on('o.county_id', '=', ctx.county),
    )
    .select(['m.member_id as memberId', 'm.org_id as orgId', 'o.path', 'o.short_name as branchName'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', ctx.actor.memberId)
    .where('m.stage', '<>', 'exited')
    .executeTakeFirst()
  return row ?? null
}

/** Full members with the right to vote at and below an organisation: a suspended or lost member has none. */
export async function countVoters(ctx: Ctx, path: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
       and o.path >= ${path} and o.path < ${`${path}~`}
     where m.county_id = ${ctx.county} and m.stage = 'full' and m.standing in ('normal', 'restored')
       and not m.is_lost`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
