import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { ItemRow, Redeemer } from './queries.ts'

export async function insertRedemption(
  ctx: Ctx,
  item: ItemRow,
  member: Redeemer,
  quantity: number,
): Promise<void> {
  await ctx.db
    .insertInto('redemptions')
    .values({
      county_id: ctx.county,
      redemption_id: ctx.requestId,
      programme_id: item.programme_id,
      item_id: item.item_id,
      org_id: item.org_id,
      member_id: member.memberId,
      branch_id: member.orgId,
      quantity,
      points: item.price_points * quantity,
      fen: item.unit_fen * quantity,
      made_on: ctx.today,
      made_by: accountOf(ctx),
      made_at: ctx.now,
    })
    .execute()
}

export type RedemptionRow = {
  redemption_id: string
  programme_id: string
  programme_name: string
  /** Of the organisation that opened it. */
  path: string
  org_id: number
  item_id: string
  item_name: string
  member_id: string
  member_name: string | null
  branch_name: string
  quantity: number
  points: number
  fen: number
  made_at: Date
  handed_at: Date | null
  handed_by_name: string | null
  cancelled_at: Date | null
  cancelled_by_name: string | null
  cancel_reason: string | null
  total: number
}

export type RedemptionFilter = {
  of: { programmeId: string } | { memberId: string } | { redemptionId: string }
  /** Without those that were cancelled, in the order in which they were made. */
  standing?: boolean
  limit: number
  offset: number
}

export async function listRedemptions(ctx: Ctx, filter: RedemptionFilter): Promise<RedemptionRow[]> {
  const { county } = ctx
  const { of, standing = false } = filter
  const which =
    'programmeId' in of
      ? sql`r.programme_id = ${of.programmeId}::uuid`
      : 'memberId' in of
        ? sql`r.member_id = ${of.memberId}::uuid`
        : sql`r.redemption_id = ${of.redemptionId}::uuid`
  const order = standing
    ? sql`r.made_at`
    : sql`coalesce(r.handed_at, r.cancelled_at) is not null, r.made_at desc`
  const { rows } = await sql<RedemptionRow>`
    select r.redemption_id, r.programme_id, p.name as programme_name, o.path, r.org_id, r.item_id, i.name as item_name,
           r.member_id, m.name as member_name, b.short_name as branch_name, r.quantity, r.points, r.fen, r.made_at,
           r.handed_at, h.name as handed_by_name, r.cancelled_at, c.name as cancelled_by_name, r.cancel_reason,
           count(*) over ()::int as total
      from redemptions r
      join redemption_programmes p on p.county_id = ${county} and p.programme_id = r.programme_id
      join redemption_items i on i.county_id = ${county} and i.item_id = r.item_id
      join organisations o on o.county_id = ${county} and o.org_id = r.org_id
      join organisations b on b.county_id = ${county} and b.org_id = r.branch_id
      left join members m on m.county_id = ${county} and m.member_id = r.member_id
      left join accounts h on h.county_id = ${county} and h.account_id = r.handed_by
      left join accounts c on c.county_id = ${county} and c.account_id = r.cancelled_by
     where r.county_id = ${county} and ${which} and (not ${standing}::boolean or r.cancelled_at is null)
     order by ${order}, r.redemption_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

/** Held until the commit, so that handing over and cancelling exclude each other. */
export async function lockRedemption(ctx: Ctx, redemptionId: string): Promise<RedemptionRow | undefined> {
  await sql`select redemption_id from redemptions
             where county_id = ${ctx.county} and redemption_id = ${redemptionId} for no key update`.execute(
    ctx.db,
  )
  const [row] = await listRedemptions(ctx, { of: { redemptionId }, limit: 1, offset: 0 })
  return row
}

export async function markHanded(ctx: Ctx, redemptionId: string): Promise<void> {
  await ctx.db
    .updateTable('redemptions')
    .set({ handed_by: accountOf(ctx), handed_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('redemption_id', '=', redemptionId)
    .execute()
}

export async function markCancelled(ctx: Ctx, redemptionId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('redemptions')
    .set({ cancelled_by: accountOf(ctx), cancelled_at: ctx.now, cancel_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('redemption_id', '=', redemptionId)
    .execute()
}
