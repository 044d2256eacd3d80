import { type RawBuilder, sql } from 'kysely'
import type { ClaimState } from '../../../contract/post-catalogue.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ClaimRow = {
  claim_id: string
  post_id: string
  org_id: number
  path: string
  member_id: string
  name: string | null
  branch_name: string
  branch_path: string
  strength: string
  state: ClaimState
  asked_on: string
  valid_from: string | null
  valid_to: string | null
  note: string | null
}

function readClaims(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<ClaimRow> {
  return sql<ClaimRow>`
    select c.claim_id, c.post_id, c.org_id, o.path, c.member_id, m.name, b.short_name as branch_name,
           b.path as branch_path, c.strength, c.state, (c.asked_at at time zone 'Asia/Shanghai')::date as asked_on,
           c.valid_from, c.valid_to, c.note
      from post_claims c
      join organisations o on o.county_id = ${ctx.county} and o.org_id = c.org_id
      join organisations b on b.county_id = ${ctx.county} and b.org_id = c.branch_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = c.member_id
     where c.county_id = ${ctx.county} and ${where}
     order by c.state <> 'held', c.asked_at, c.claim_id`
}

/** Of several posts at once; those that are over only when all are wanted. */
export async function listClaims(
  ctx: Ctx,
  postIds: readonly string[],
  { all }: { all: boolean },
): Promise<ClaimRow[]> {
  const which = all
    ? sql`true`
    : sql`(c.state = 'asked' or (c.state = 'held' and (c.valid_to is null or c.valid_to >= ${ctx.today}::date)))`
  const where = sql`c.post_id = any(${[...postIds]}::uuid[]) and ${which}`
  return (await readClaims(ctx, where).execute(ctx.db)).rows
}

export async function findClaim(ctx: Ctx, claimId: string): Promise<ClaimRow | undefined> {
  return (await readClaims(ctx, sql`c.claim_id = ${claimId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewClaim = {
  postId: string
  orgId: number
  branchId: number
  memberId: string
  strength: string
}

export async function insertClaim(ctx: Ctx, claim: NewClaim): Promise<void> {
  await ctx.db
    .insertInto('post_claims')
    .values({
      county_id: ctx.county,
      claim_id: ctx.requestId,
      post_id: claim.postId,
      org_id: claim.orgId,
      branch_id: claim.branchId,
      member_id: claim.memberId,
      strength: claim.strength,
      state: 'asked',
      asked_by: accountOf(ctx),
      asked_at: ctx.now,
    })
    .execute()
}

/** A term that has run out makes room for the next claim of the same member. */
export async function closeOver(ctx: Ctx, postId: string, memberId: string): Promise<void> {
  await ctx.db
    .updateTable('post_claims')
    .set({ state: 'over' })
    .where('county_id', '=', ctx.county)
    .where('post_id', '=', postId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'held')
    .where('valid_to', '<', ctx.today)
    .execute()
}

export type Change = {
  from: ClaimState
  to: ClaimState
  validFrom?: string | null
  validTo?: string | null
  note: string | null
}

/** False when it has moved on meanwhile. */
export async function moveClaim(ctx: Ctx, claimId: string, change: Change): Promise<boolean> {
  const { from, to, validFrom, validTo, note } = change
  const decided = from === 'asked' && (to === 'held' || to === 'refused')
  const { numUpdatedRows } = await ctx.db
    .updateTable('post_claims')
    .set({
      ...{ state: to, note },
      ...(validFrom !== undefined && { valid_from: validFrom }),
      ...(validTo !== undefined && { valid_to: validTo }),
      ...(decided && { decided_by: accountOf(ctx), decided_at: ctx.now }),
    })
    .where('county_id', '=', ctx.county)
    .where('claim_id', '=', claimId)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** With its post: who holds it no longer does, who waits is told. */
export async function closeClaims(ctx: Ctx, postId: string, reason: string): Promise<void> {
  await sql`
    update post_claims
       set state = 'closed', note = ${reason},
           valid_to = case when state = 'held' then greatest(valid_from, ${ctx.today}::date) else valid_to end
     where county_id = ${ctx.county} and post_id = ${postId}::uuid and state in ('asked', 'held')`.execute(
    ctx.db,
  )
}
