import { sql } from 'kysely'
import type { ElectedPost, ElectionTerms } from '../../../contract/quorum.ts'
import type { ElectionState, VotesRow } from '../../../contract/votes-elections.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ElectionRow = {
  election_id: string
  activity_id: string
  org_id: number
  post: ElectedPost
  seats: number
  state: ElectionState
  terms: ElectionTerms
  source: string
  candidates: string[]
  next_kind: 'first' | 'run-off' | 'second'
  empty_reason: string | null
  term_from: string | null
  term_to: string | null
  void_reason: string | null
  confirmed_at: Date | null
}

const columns = [
  'election_id',
  'activity_id',
  'org_id',
  'post',
  'seats',
  'state',
  'terms',
  'source',
  'candidates',
  'next_kind',
  'empty_reason',
  'term_from',
  'term_to',
  'void_reason',
  'confirmed_at',
] as const

export async function listElections(ctx: Ctx, activityIds: readonly string[]): Promise<ElectionRow[]> {
  const rows = await ctx.db
    .selectFrom('elections')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .orderBy('opened_at')
    .orderBy('election_id')
    .execute()
  return rows as unknown as ElectionRow[]
}

export async function findElection(ctx: Ctx, electionId: string): Promise<ElectionRow | undefined> {
  const row = await ctx.db
    .selectFrom('elections')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('election_id', '=', electionId)
    .executeTakeFirst()
  return row as unknown as ElectionRow | undefined
}

export async function insertElection(
  ctx: Ctx,
  wish: Pick<ElectionRow, 'activity_id' | 'org_id' | 'post' | 'seats' | 'terms' | 'source' | 'candidates'>,
): Promise<void> {
  const { terms, ...rest } = wish
  await ctx.db
    .insertInto('elections')
    .values({
      ...rest,
      county_id: ctx.county,
      election_id: ctx.requestId,
      state: 'open',
      next_kind: 'first',
      terms: sql<never>`${JSON.stringify(terms)}::jsonb`,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

type Change = Partial<
  Pick<
    ElectionRow,
    | 'state'
    | 'candidates'
    | 'next_kind'
    | 'empty_reason'
    | 'term_from'
    | 'term_to'
    | 'void_reason'
    | 'confirmed_at'
  > & { confirmed_by: string }
>

export async function changeElection(ctx: Ctx, electionId: string, change: Change): Promise<void> {
  await ctx.db
    .updateTable('elections')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('election_id', '=', electionId)
    .execute()
}

export type RoundRow = {
  round: number
  kind: 'first' | 'run-off' | 'second'
  seats: number
  candidates: string[]
  expected: number
  present: number
  issued: number
  returned: number
  invalid: number
  tellers: string[]
  votes: VotesRow[]
  valid: boolean
  elected: string[]
  tied: string[]
  void_reason: string | null
  voided_at: Date | null
  voided_by_name: string | null
}

export async function listRounds(ctx: Ctx, electionId: string): Promise<RoundRow[]> {
  const rows = await ctx.db
    .selectFrom('election_rounds as r')
    .leftJoin('accounts as v', (join) =>
      join.on('v.county_id', '=', ctx.county).onRef('v.account_id', '=', 'r.voided_by'),
    )
    .select([
      'r.round',
      'r.kind',
      'r.seats',
      'r.candidates',
      'r.expected',
      'r.present',
      'r.issued',
      'r.returned',
    ])
    .select(['r.invalid', 'r.tellers', 'r.votes', 'r.valid', 'r.elected', 'r.tied', 'r.void_reason'])
    .select(['r.voided_at', 'v.name as voided_by_name'])
    .where('r.county_id', '=', ctx.county)
    .where('r.election_id', '=', electionId)
    .orderBy('r.round')
    .execute()
  return rows as unknown as RoundRow[]
}

export type NewRound = Omit<RoundRow, 'void_reason' | 'voided_at' | 'voided_by_name'> & { orgId: number }

export async function insertRound(ctx: Ctx, electionId: string, row: NewRound): Promise<void> {
  const { orgId, votes, ...rest } = row
  await ctx.db
    .insertInto('election_rounds')
    .values({
      ...rest,
      county_id: ctx.county,
      election_id: electionId,
      org_id: orgId,
      votes: sql<never>`${JSON.stringify(votes)}::jsonb`,
      counted_by: accountOf(ctx),
      counted_at: ctx.now,
    })
    .execute()
}

export async function voidRound(ctx: Ctx, electionId: string, round: number, reason: string): Promise<void> {
  await ctx.db
    .updateTable('election_rounds')
    .set({ voided_by: accountOf(ctx), voided_at: ctx.now, void_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('election_id', '=', electionId)
    .where('round', '=', round)
    .execute()
}

/** Of these members those who are full ones with a vote at or below the path. */
export async function listFull(ctx: Ctx, path: string, memberIds: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'm.org_id'),
    )
    .select('m.member_id')
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .where('m.stage', '=', 'full')
    .where('m.standing', 'in', ['normal', 'restored'])
    .where('o.path', '>=', path)
    .where('o.path', '<', `${path}~`)
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

/** Full members of the branch with a vote: whom one may nominate. */
export async function listNominees(ctx: Ctx, path: string) {
  const { rows } = await sql<{ memberId: string; name: string }>`
    select m.member_id as "memberId", m.name
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
       and m.stage = 'full' and m.standing in ('normal', 'restored')
     order by m.name_pinyin, m.member_id
     limit 500`.execute(ctx.db)
  return rows
}

export async function listPostsGiven(ctx: Ctx, electionId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('election_posts')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('election_id', '=', electionId)
    .execute()
  return rows.map((row) => row.member_id)
}

export async function insertPostGiven(
  ctx: Ctx,
  row: { electionId: string; memberId: string; orgId: number; postId: string },
): Promise<void> {
  await ctx.db
    .insertInto('election_posts')
    .values({
      county_id: ctx.county,
      election_id: row.electionId,
      member_id: row.memberId,
      org_id: row.orgId,
      post_id: row.postId,
    })
    .execute()
}

export type TermRow = {
  org_id: number
  org_name: string
  is_rural: boolean
  election_id: string | null
  term_from: string | null
  term_to: string | null
}

/** Each living branch at or below the path with its last confirmed election of a committee or a secretary. */
export async function listTermRows(ctx: Ctx, path: string): Promise<TermRow[]> {
  const { rows } = await sql<TermRow>`
    select o.org_id, o.name as org_name, ${isRural(ctx)} as is_rural, e.election_id, e.term_from, e.term_to
      from organisations o
      left join lateral (
        select election_id, term_from, term_to from elections
         where county_id = ${ctx.county} and org_id = o.org_id and state = 'confirmed'
           and post in ('committee', 'secretary')
         order by term_from desc, confirmed_at desc limit 1) e on true
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`} and o.kind = 'branch'
       and (o.dissolved_on is null or o.dissolved_on > ${ctx.today})
     order by e.term_to nulls last, o.path
     limit 2000`.execute(ctx.db)
  return rows
}

/** A branch of a village or a community: by its own category, or because it stands below a village. */
function isRural(ctx: Ctx) {
  return sql<boolean>`(coalesce(o.category in ('rural', 'community'), false) or (o.category is null and exists (
    select 1 from organisations v
     where v.county_id = ${ctx.county} and v.kind = 'village' and starts_with(o.path, v.path))))`
}

export async function isRuralOrg(ctx: Ctx, orgId: number): Promise<boolean> {
  const { rows } = await sql<{ is_rural: boolean }>`
    select ${isRural(ctx)} as is_rural from organisations o
     where o.county_id = ${ctx.county} and o.org_id = ${orgId}`.execute(ctx.db)
  return rows[0]?.is_rural ?? false
}
