import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NominationRow = {
  nomination_id: string
  org_id: number
  org_name: string
  path: string
  member_id: string
  name: string
  reason: string
  decided_by: string
  decided_on: string
  nominated_name: string
  withdraw_reason: string | null
  withdrawn_at: Date | null
}

function read(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<NominationRow> {
  return sql<NominationRow>`
    select n.nomination_id, n.org_id, o.short_name as org_name, o.path, n.member_id, m.name, n.reason, n.decided_by,
           n.decided_on, a.name as nominated_name, n.withdraw_reason, n.withdrawn_at
      from reserve_nominations n
      join organisations o on o.county_id = ${ctx.county} and o.org_id = n.org_id
      join members m on m.county_id = ${ctx.county} and m.member_id = n.member_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = n.nominated_by
     where n.county_id = ${ctx.county} and ${where}
     order by o.path, n.nominated_at, n.nomination_id`
}

export async function listNominations(ctx: Ctx, path: string): Promise<NominationRow[]> {
  return (await read(ctx, sql`o.path >= ${path} and o.path < ${`${path}~`}`).execute(ctx.db)).rows
}

export async function listOf(ctx: Ctx, memberId: string): Promise<NominationRow[]> {
  return (await read(ctx, sql`n.member_id = ${memberId}::uuid`).execute(ctx.db)).rows
}

export async function findNomination(ctx: Ctx, id: string): Promise<NominationRow | undefined> {
  return (await read(ctx, sql`n.nomination_id = ${id}::uuid`).execute(ctx.db)).rows[0]
}

/** Leads a group of the branch: named as such in a duty of theirs that has not ended. */
export async function isLeader(ctx: Ctx, orgId: number, memberId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('group_duties')
    .select('group_duty_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('leader_id', '=', memberId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export type NewNomination = { memberId: string; reason: string; decidedBy: string; decidedOn: string }

/** False when somebody has put the same person forward already. */
export async function insertNomination(ctx: Ctx, orgId: number, row: NewNomination): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('reserve_nominations')
    .values({
      county_id: ctx.county,
      nomination_id: ctx.requestId,
      org_id: orgId,
      member_id: row.memberId,
      reason: row.reason,
      decided_by: row.decidedBy,
      decided_on: row.decidedOn,
      nominated_by: accountOf(ctx),
      nominated_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['county_id', 'member_id']).where('withdrawn_at', 'is', null).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function withdrawNomination(ctx: Ctx, id: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('reserve_nominations')
    .set({ withdrawn_at: ctx.now, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('nomination_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
