import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type SignUpRow = {
  sign_up_id: string
  unit_id: string
  member_id: string
  branch_id: number
  branch_path: string
  name: string
  skill: string
  signed_on: string
  left_on: string | null
}

function readSignUps(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<SignUpRow> {
  return sql<SignUpRow>`
    select p.sign_up_id, p.unit_id, p.member_id, p.branch_id, b.path as branch_path, p.name, p.skill, p.signed_on,
           p.left_on
      from service_people p
      join organisations b on b.county_id = ${ctx.county} and b.org_id = p.branch_id
     where p.county_id = ${ctx.county} and ${where}
     order by p.signed_on, p.sign_up_id
     limit 500`
}

/** Who serves for it now, as far as the reader sees. */
export async function listSignUps(ctx: Ctx, unitId: string): Promise<SignUpRow[]> {
  const where = sql`p.unit_id = ${unitId}::uuid and p.left_on is null`
  return (await readSignUps(ctx, where).execute(ctx.db)).rows
}

export async function findSignUp(ctx: Ctx, signUpId: string): Promise<SignUpRow | undefined> {
  return (await readSignUps(ctx, sql`p.sign_up_id = ${signUpId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewSignUp = {
  unitId: string
  orgId: number
  branchId: number
  memberId: string
  name: string
  skill: string
}

export async function insertSignUp(ctx: Ctx, one: NewSignUp): Promise<void> {
  await ctx.db
    .insertInto('service_people')
    .values({
      ...{ county_id: ctx.county, sign_up_id: ctx.requestId, unit_id: one.unitId, org_id: one.orgId },
      ...{ branch_id: one.branchId, member_id: one.memberId, name: one.name, skill: one.skill },
      ...{ signed_on: ctx.today, signed_by: accountOf(ctx) },
    })
    .execute()
}

export async function leave(ctx: Ctx, signUpId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('service_people')
    .set({ left_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('sign_up_id', '=', signUpId)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
