import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ContractRow = {
  contract_id: string
  area_id: string
  org_id: number
  path: string
  branch_path: string
  member_id: string
  name: string | null
  manager_name: string
  task: string
  valid_from: string
  valid_to: string | null
  ended: boolean
  end_reason: string | null
}

function readContracts(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<ContractRow> {
  return sql<ContractRow>`
    select c.contract_id, c.area_id, c.org_id, o.path, b.path as branch_path, c.member_id, m.name, c.manager_name,
           c.task, c.valid_from, c.valid_to, c.ended_at is not null as ended, c.end_reason
      from area_contracts c
      join organisations o on o.county_id = ${ctx.county} and o.org_id = c.org_id
      join organisations b on b.county_id = ${ctx.county} and b.org_id = c.branch_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = c.member_id
     where c.county_id = ${ctx.county} and ${where}
     order by c.valid_from desc, c.contract_id desc`
}

export async function listContracts(ctx: Ctx, contractIds: readonly string[]): Promise<ContractRow[]> {
  const where = sql`c.contract_id = any(${[...contractIds]}::uuid[])`
  return (await readContracts(ctx, where).execute(ctx.db)).rows
}

/** Everybody who had it, the last first. */
export async function listTermsOf(ctx: Ctx, areaId: string): Promise<ContractRow[]> {
  return (await readContracts(ctx, sql`c.area_id = ${areaId}::uuid`).execute(ctx.db)).rows
}

export type NewContract = {
  areaId: string
  orgId: number
  branchId: number
  memberId: string
  managerId: string
  managerName: string
  task: string
  validFrom: string
  validTo: string | null
}

export async function insertContract(ctx: Ctx, one: NewContract): Promise<void> {
  await ctx.db
    .insertInto('area_contracts')
    .values({
      county_id: ctx.county,
      contract_id: ctx.requestId,
      area_id: one.areaId,
      org_id: one.orgId,
      branch_id: one.branchId,
      member_id: one.memberId,
      manager_id: one.managerId,
      manager_name: one.managerName,
      task: one.task,
      valid_from: one.validFrom,
      valid_to: one.validTo,
      signed_by: accountOf(ctx),
      signed_at: ctx.now,
    })
    .execute()
}

/** False when somebody has ended it already. */
export async function endContract(
  ctx: Ctx,
  contractId: string,
  { validTo, reason }: { validTo: string; reason: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update area_contracts
       set ended_at = ${ctx.now}, end_reason = ${reason},
           valid_to = greatest(valid_from, least(coalesce(valid_to, ${validTo}::date), ${validTo}::date))
     where county_id = ${ctx.county} and contract_id = ${contractId}::uuid and ended_at is null`.execute(
    ctx.db,
  )
  return (numAffectedRows ?? 0n) > 0n
}
