import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** Who may answer. In the order of the ids, so that the place of a row tells nothing either. */
export async function insertVoters(
  ctx: Ctx,
  { assessmentId, orgId, memberIds }: { assessmentId: string; orgId: number; memberIds: readonly string[] },
): Promise<void> {
  await sql`
    insert into assessment_voters (county_id, assessment_id, org_id, member_id)
    select ${ctx.county}, ${assessmentId}, ${orgId}, v.member_id
      from unnest(${memberIds}::uuid[]) as v(member_id)
     order by v.member_id`.execute(ctx.db)
}

/** Whether this member may answer, and whether it was done; which way is nobody's business. */
export async function findVoter(
  ctx: Ctx,
  assessmentId: string,
  memberId: string,
): Promise<{ had: boolean } | undefined> {
  const row = await ctx.db
    .selectFrom('assessment_voters')
    .select((eb) => eb('way', 'is not', null).as('had'))
    .where('county_id', '=', ctx.county)
    .where('assessment_id', '=', assessmentId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row && { had: Boolean(row.had) }
}

/** Whom a sheet may be given: all of them, whatever they did. */
export async function listVoters(ctx: Ctx, assessmentId: string) {
  const { rows } = await sql<{ memberId: string; name: string }>`
    select v.member_id as "memberId", m.name
      from assessment_voters v
      join members m on m.county_id = ${ctx.county} and m.member_id = v.member_id
     where v.county_id = ${ctx.county} and v.assessment_id = ${assessmentId}
     order by m.name_pinyin, v.member_id`.execute(ctx.db)
  return rows
}

/** Once for each: false where this member has answered or has a sheet. */
export async function markVoter(
  ctx: Ctx,
  assessmentId: string,
  memberId: string,
  way: 'phone' | 'paper',
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('assessment_voters')
    .set({ way })
    .where('county_id', '=', ctx.county)
    .where('assessment_id', '=', assessmentId)
    .where('member_id', '=', memberId)
    .where('way', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function freePhoneVoters(ctx: Ctx, assessmentId: string): Promise<void> {
  await ctx.db
    .updateTable('assessment_voters')
    .set({ way: null })
    .where('county_id', '=', ctx.county)
    .where('assessment_id', '=', assessmentId)
    .where('way', '=', 'phone')
    .execute()
}
