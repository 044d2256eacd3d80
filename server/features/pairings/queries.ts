import { type RawBuilder, sql } from 'kysely'
import type { HelpMenu, PairingEnd, PairingOutcome } from '../../../contract/pairing-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type PairingRecord = {
  pairing_id: string
  org_id: number
  grid_id: number
  member_id: string
  household_id: string
  address_sealed: Buffer | null
  menu: HelpMenu
  started_on: string
  review_on: string
  expires_on: string
  follows_id: string | null
  ended_on: string | null
  end_why: PairingEnd | null
  branch_path: string
  branch_name: string
  grid_path: string
  grid_name: string
  member_name: string | null
  /** As the register has it, for who reads the register. */
  address: string | null
  helps: number
  fen: number
  last_on: string | null
}

export type Filter = {
  /** At and below which the branch or the grid lies; of oneself: none. */
  paths: readonly string[]
  ownId?: string | null
  only: 'open' | 'due' | 'ended' | 'all'
  /** The last day on which a review counts as due. */
  dueBy: string
  pairingId?: string | undefined
  branchId?: number | undefined
  householdId?: string | undefined
  memberId?: string | undefined
}

function within(paths: readonly string[]): RawBuilder<unknown> {
  return sql`exists (select from unnest(${[...paths]}::text[]) as p(path)
      where (b.path >= p.path collate "C" and b.path < (p.path || '~') collate "C")
         or (g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C"))`
}

function wanted(ctx: Ctx, filter: Filter, only: Filter['only']): RawBuilder<unknown> {
  const { paths, ownId = null, dueBy, pairingId, branchId, householdId, memberId } = filter
  const all = [
    sql`p.county_id = ${ctx.county}`,
    ownId ? sql`(p.member_id = ${ownId}::uuid or ${within(paths)})` : within(paths),
    ...(only === 'open' || only === 'due' ? [sql`p.ended_on is null`] : []),
    ...(only === 'due' ? [sql`p.review_on <= ${dueBy}::date`] : []),
    ...(only === 'ended' ? [sql`p.ended_on is not null`] : []),
    ...(pairingId ? [sql`p.pairing_id = ${pairingId}::uuid`] : []),
    ...(branchId ? [sql`p.org_id = ${branchId}::int`] : []),
    ...(householdId ? [sql`p.household_id = ${householdId}::uuid`] : []),
    ...(memberId ? [sql`p.member_id = ${memberId}::uuid`] : []),
  ]
  return sql.join(all, sql` and `)
}

function from(ctx: Ctx): RawBuilder<unknown> {
  return sql`
      from pairings p
      join organisations b on b.county_id = ${ctx.county} and b.org_id = p.org_id
      join organisations g on g.county_id = ${ctx.county} and g.org_id = p.grid_id
      left join lateral (
        select count(*)::int as helps, coalesce(sum(x.fen), 0)::bigint as fen, max(x.helped_on) as last_on
          from pairing_helps x
         where x.county_id = ${ctx.county} and x.pairing_id = p.pairing_id and x.voided_at is null
      ) h on true`
}

/** Those that last first, the nearest review before the others; then those that ended, the newest first. */
export async function readPairings(
  ctx: Ctx,
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<PairingRecord[]> {
  const { rows } = await sql<PairingRecord>`
    select p.pairing_id, p.org_id, p.grid_id, p.member_id, p.household_id, p.address_sealed, p.menu, p.started_on,
           p.review_on, p.expires_on, p.follows_id, p.ended_on, p.end_why, b.path as branch_path,
           b.short_name as branch_name, g.path as grid_path, g.name as grid_name, m.name as member_name,
           d.address, h.helps, h.fen, h.last_on
      ${from(ctx)}
      left join members m on m.county_id = ${ctx.county} and m.member_id = p.member_id
      left join households d on d.county_id = ${ctx.county} and d.household_id = p.household_id and d.removed_at is null
     where ${wanted(ctx, filter, filter.only)}
     order by p.ended_on desc nulls first, p.review_on, p.pairing_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export type Totals = { count: number; open: number; due: number; helps: number; fen: number }

export async function countPairings(ctx: Ctx, filter: Filter): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(*) filter (where ${wanted(ctx, filter, filter.only)})::int as count,
           count(*) filter (where p.ended_on is null)::int as open,
           count(*) filter (where p.ended_on is null and p.review_on <= ${filter.dueBy}::date)::int as due,
           coalesce(sum(h.helps), 0)::int as helps, coalesce(sum(h.fen), 0)::bigint as fen
      ${from(ctx)}
     where ${wanted(ctx, filter, 'all')}`.execute(ctx.db)
  return rows[0] ?? { count: 0, open: 0, due: 0, helps: 0, fen: 0 }
}

/** Living branches at and below the paths, for a choice. */
export async function listBranches(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ orgId: number; name: string }[]> {
  const { rows } = await sql<{ orgId: number; name: string }>`
    select o.org_id as "orgId", o.short_name as name from organisations o
     where o.county_id = ${ctx.county} and o.kind = 'branch' and o.dissolved_on is null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where o.path >= p.path collate "C" and o.path < (p.path || '~') collate "C")
     order by o.path limit 500`.execute(ctx.db)
  return rows
}

/** Held to the end of a write: a help and an end do not pass each other. */
export async function lockPairing(ctx: Ctx, pairingId: string): Promise<void> {
  await ctx.db
    .selectFrom('pairings')
    .select('pairing_id')
    .where('county_id', '=', ctx.county)
    .where('pairing_id', '=', pairingId)
    .forNoKeyUpdate()
    .execute()
}

export function findMember(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'm.org_id'),
    )
    .select(['m.member_id as memberId', 'm.name', 'm.org_id as orgId', 'm.stage', 'o.path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
}

export type NewPairing = {
  pairingId: string
  orgId: number
  gridId: number
  memberId: string
  householdId: string
  address: Buffer
  menu: HelpMenu
  agreedOn: string
  expiresOn: string
  reviewOn: string
  followsId: string | null
}

export async function insertPairing(ctx: Ctx, row: NewPairing): Promise<void> {
  await ctx.db
    .insertInto('pairings')
    .values({
      county_id: ctx.county,
      pairing_id: row.pairingId,
      org_id: row.orgId,
      grid_id: row.gridId,
      member_id: row.memberId,
      household_id: row.householdId,
      address_sealed: row.address,
      menu: row.menu,
      started_on: row.agreedOn,
      agreed_on: row.agreedOn,
      expires_on: row.expiresOn,
      review_on: row.reviewOn,
      follows_id: row.followsId,
      started_by: accountOf(ctx),
      started_at: ctx.now,
    })
    .execute()
}

export async function endPairing(
  ctx: Ctx,
  pairingId: string,
  endedOn: string,
  why: PairingEnd,
): Promise<void> {
  await ctx.db
    .updateTable('pairings')
    .set({ ended_on: endedOn, end_why: why, address_sealed: null })
    .where('county_id', '=', ctx.county)
    .where('pairing_id', '=', pairingId)
    .execute()
}

type Term = { agreedOn: string; expiresOn: string; reviewOn: string }

export async function renewPairing(ctx: Ctx, pairingId: string, term: Term): Promise<void> {
  await ctx.db
    .updateTable('pairings')
    .set({ agreed_on: term.agreedOn, expires_on: term.expiresOn, review_on: term.reviewOn })
    .where('county_id', '=', ctx.county)
    .where('pairing_id', '=', pairingId)
    .execute()
}

type Review = { reviewedOn: string; outcome: PairingOutcome }

export async function insertReview(
  ctx: Ctx,
  of: PairingRecord,
  { reviewedOn, outcome }: Review,
): Promise<void> {
  await ctx.db
    .insertInto('pairing_reviews')
    .values({
      county_id: ctx.county,
      review_id: ctx.requestId,
      pairing_id: of.pairing_id,
      org_id: of.org_id,
      grid_id: of.grid_id,
      member_id: of.member_id,
      reviewed_on: reviewedOn,
      outcome,
      reviewed_by: accountOf(ctx),
      reviewed_at: ctx.now,
    })
    .execute()
}

export function listReviews(ctx: Ctx, pairingId: string) {
  return ctx.db
    .selectFrom('pairing_reviews as r')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'r.reviewed_by'),
    )
    .select(['r.review_id', 'r.reviewed_on', 'r.outcome', 'a.name as by_name'])
    .where('r.county_id', '=', ctx.county)
    .where('r.pairing_id', '=', pairingId)
    .orderBy('r.reviewed_on', 'desc')
    .limit(40)
    .execute()
}
export type ReviewRecord = Awaited<ReturnType<typeof listReviews>>[number]
