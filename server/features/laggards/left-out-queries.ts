import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { opener, sealWords } from './sealing.ts'

export async function insertLeftOut(
  ctx: Ctx,
  row: { orgId: number; memberId: string; reason: string; until: string },
): Promise<void> {
  await ctx.db
    .insertInto('talk_left_out')
    .values({
      county_id: ctx.county,
      left_out_id: ctx.requestId,
      org_id: row.orgId,
      member_id: row.memberId,
      reason_sealed: await sealWords(ctx, 'reason', ctx.requestId, row.reason),
      until: row.until,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export async function isLeftOut(ctx: Ctx, memberId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('talk_left_out')
    .select('left_out_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .where('until', '>=', ctx.today)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function lockLeftOut(ctx: Ctx, leftOutId: string) {
  const { rows } = await sql<{ org_id: number; path: string; member_id: string; ended_at: Date | null }>`
    select l.org_id, o.path, l.member_id, l.ended_at
      from talk_left_out l
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.org_id
     where l.county_id = ${ctx.county} and l.left_out_id = ${leftOutId}
       for update of l`.execute(ctx.db)
  return rows[0]
}

export async function endLeftOut(ctx: Ctx, leftOutId: string): Promise<void> {
  await ctx.db
    .updateTable('talk_left_out')
    .set({ ended_by: accountOf(ctx), ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('left_out_id', '=', leftOutId)
    .execute()
}

export async function listOwnLeftOut(ctx: Ctx, memberId: string) {
  const rows = await ctx.db
    .selectFrom('talk_left_out as l')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.account_id', '=', 'l.recorded_by').on('a.county_id', '=', ctx.county),
    )
    .select(['l.left_out_id', 'l.reason_sealed', 'l.until', 'l.recorded_at', 'a.name'])
    .where('l.county_id', '=', ctx.county)
    .where('l.member_id', '=', memberId)
    .where('l.ended_at', 'is', null)
    .orderBy('l.recorded_at', 'desc')
    .execute()
  const open = await opener(ctx)
  return rows.map((row) => ({ ...row, reason: open('reason', row.left_out_id, row.reason_sealed) }))
}
