import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

const memberColumns = [
  'member_id',
  'org_id',
  'grid_id',
  'group_id',
  'stage',
  'exit_kind',
  'exited_on',
  'standing',
  'name',
  'sex',
  'joined_on',
  'full_on',
  'party_post',
  'id_sealed',
  'mobile_sealed',
  'is_lost',
  'is_floating',
  'floating_to',
  'version',
] as const

/** Members with the names and paths of branch, grid and group. */
function fromMembers(ctx: Ctx) {
  return ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'm.county_id')
        .onRef('o.org_id', '=', 'm.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('organisations as g', (join) =>
      join
        .onRef('g.county_id', '=', 'm.county_id')
        .onRef('g.org_id', '=', 'm.grid_id')
        .on('g.county_id', '=', ctx.county),
    )
    .leftJoin('organisations as p', (join) =>
      join
        .onRef('p.county_id', '=', 'm.county_id')
        .onRef('p.org_id', '=', 'm.group_id')
        .on('p.county_id', '=', ctx.county),
    )
    .select(['o.name as org_name', 'o.path as org_path'])
    .select(['g.name as grid_name', 'g.path as grid_path'])
    .select(['p.name as group_name', 'p.path as group_path'])
    .where('m.county_id', '=', ctx.county)
}

export type MemberFilter = {
  /** Everybody of these branches, grids and groups; or of one kind of them only. */
  orgIds: readonly number[]
  by: 'any' | 'org_id' | 'grid_id' | 'group_id'
  stage: string | null
  floating: boolean | null
  lost: boolean | null
  search: SearchTerms | null
}

/** A search with its numbers hashed. */
export type SearchTerms =
  | { by: 'name'; part: string }
  | { by: 'initials'; start: string }
  | { by: 'tail'; idNumber: Buffer; mobile: Buffer }
  | { by: 'id-number'; hash: Buffer }
  | { by: 'mobile'; hash: Buffer }

/** The same condition for the rows and for their count. `m` is the members' alias. */
function conditionOf(filter: MemberFilter): RawBuilder<boolean> {
  const conditions = [placeCondition(filter)]
  conditions.push(filter.stage === null ? sql`m.stage <> 'exited'` : sql`m.stage = ${filter.stage}`)
  if (filter.floating !== null) conditions.push(sql`m.is_floating = ${filter.floating}`)
  if (filter.lost !== null) conditions.push(sql`m.is_lost = ${filter.lost}`)
  if (filter.search) conditions.push(searchCondition(filter.search))
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

function placeCondition({ orgIds, by }: MemberFilter): RawBuilder<boolean> {
  const ids = [...orgIds]
  if (by !== 'any') return sql`${sql.ref(`m.${by}`)} = any(${ids}::int[])`
  return sql`(m.org_id = any(${ids}::int[]) or m.grid_id = any(${ids}::int[]) or m.group_id = any(${ids}::int[]))`
}

function searchCondition(search: SearchTerms): RawBuilder<boolean> {
  switch (search.by) {
    case 'name':
      return sql`m.name like ${`%${search.part.replace(/[\\%_]/g, '\\$&')}%`}`
    case 'initials':
      // A range, since behind a policy LIKE would not use the index; U+10FFFF is the last there is.
      return sql`m.name_initials >= ${search.start} and m.name_initials < ${`${search.start}\u{10ffff}`}`
    case 'tail':
      return sql`(m.id_tail = ${search.idNumber} or m.mobile_tail = ${search.mobile})`
    case 'id-number':
      return sql`m.id_hash = ${search.hash}`
    case 'mobile':
      return sql`m.mobile_hash = ${search.hash}`
  }
}

/** A page of the register in the order of the pinyin. */
export function listMemberRows(ctx: Ctx, filter: MemberFilter, page: { limit: number; offset: number }) {
  return fromMembers(ctx)
    .select(memberColumns.map((column) => `m.${column}` as const))
    .where(conditionOf(filter))
    .orderBy('m.name_pinyin')
    .orderBy('m.member_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
}

export type MemberListRow = Awaited<ReturnType<typeof listMemberRows>>[number]

export async function countMembers(ctx: Ctx, filter: MemberFilter): Promise<number> {
  const row = await ctx.db
    .selectFrom('members as m')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('m.county_id', '=', ctx.county)
    .where(conditionOf(filter))
    .executeTakeFirstOrThrow()
  return row.count
}

/** One member, everything of the line. */
export function findMember(ctx: Ctx, memberId: string) {
  return fromMembers(ctx).selectAll('m').where('m.member_id', '=', memberId).executeTakeFirst()
}

export type MemberDetailRow = NonNullable<Awaited<ReturnType<typeof findMember>>>

/**
 * Members with a lock that holds until the commit, always in the order of their ids so that nobody waits in a ring.
 * Locked first and read afterwards: what a join reads while it waits for a lock is from before the wait.
 */
export async function lockMembers(ctx: Ctx, memberIds: readonly string[]) {
  const ids = sql<string>`any(${[...memberIds]}::uuid[])`
  await ctx.db
    .selectFrom('members')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', ids)
    .orderBy('member_id')
    .forUpdate()
    .execute()
  return fromMembers(ctx).selectAll('m').where('m.member_id', '=', ids).orderBy('m.member_id').execute()
}

export function listRegister(
  ctx: Ctx,
  whose: { orgIds: readonly number[] } | { memberIds: readonly string[] },
) {
  const query = fromMembers(ctx).selectAll('m').orderBy('m.name_pinyin').orderBy('m.member_id')
  if ('memberIds' in whose)
    return query.where('m.member_id', '=', sql<string>`any(${[...whose.memberIds]}::uuid[])`).execute()
  return query
    .where('m.org_id', '=', sql<number>`any(${[...whose.orgIds]}::int[])`)
    .where('m.stage', '<>', 'exited')
    .execute()
}

/** The dated list, the latest first. */
export function listEvents(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('member_events as e')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 'e.county_id')
        .onRef('a.account_id', '=', 'e.recorded_by')
        .on('a.county_id', '=', ctx.county),
    )
    .selectAll('e')
    .select('a.name as recorded_by_name')
    .where('e.county_id', '=', ctx.county)
    .where('e.member_id', '=', memberId)
    .orderBy('e.happened_on', 'desc')
    .orderBy('e.recorded_at', 'desc')
    .orderBy('e.event_id', 'desc')
    .execute()
}

/** How many of these are full members in the register, as far as the actor can see. */
export async function countFullMembers(ctx: Ctx, memberIds: readonly string[]): Promise<number> {
  const row = await ctx.db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .where('stage', '=', 'full')
    .executeTakeFirstOrThrow()
  return row.count
}

/** What the county has set in place of the usual figures, if anything. */
export async function findSetting(ctx: Ctx, name: string): Promise<unknown> {
  const row = await ctx.db
    .selectFrom('county_settings')
    .select('value')
    .where('county_id', '=', ctx.county)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? null
}
