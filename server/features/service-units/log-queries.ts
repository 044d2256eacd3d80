import { type RawBuilder, sql } from 'kysely'
import type { serviceMatters } from '../../../contract/service-matters.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { reachedBy } from './queries.ts'

export type Matter = (typeof serviceMatters)[number]

export type ServiceLogRow = {
  log_id: string
  unit_id: string
  unit_name: string
  org_id: number
  org_name: string
  path: string
  branch_path: string
  member_id: string
  name: string
  day: string
  what: string
  matter: Matter
  problems: number
  withdraw_reason: string | null
}

/** Of the communities and branches of `paths`, and of the member that asks. */
export type ServiceFilter = {
  paths: readonly string[]
  ownId: string | null
  unitId?: string | undefined
  year?: number | undefined
  matter?: Matter | undefined
  solved?: boolean | undefined
  own?: boolean | undefined
}

const joined = (ctx: Ctx) => sql`
      from service_logs l
      join service_units u on u.county_id = ${ctx.county} and u.unit_id = l.unit_id
      join service_people p on p.county_id = ${ctx.county} and p.sign_up_id = l.sign_up_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.org_id
      join organisations b on b.county_id = ${ctx.county} and b.org_id = l.branch_id`

function matching({ paths, ownId, unitId, year, matter, solved, own }: ServiceFilter): RawBuilder<unknown> {
  const mine = sql`l.member_id = ${ownId}::uuid`
  return sql`${own ? mine : sql`(${mine} or ${reachedBy(paths)})`}
    ${unitId === undefined ? sql`` : sql`and l.unit_id = ${unitId}::uuid`}
    ${matter === undefined ? sql`` : sql`and l.matter = ${matter}`}
    ${solved ? sql`and l.problems > 0 and l.withdrawn_at is null` : sql``}
    ${year === undefined ? sql`` : sql`and l.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`}`
}

function readLogs(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): RawBuilder<ServiceLogRow> {
  return sql<ServiceLogRow>`
    select l.log_id, l.unit_id, u.name as unit_name, l.org_id, o.short_name as org_name, o.path, b.path as branch_path,
           l.member_id, p.name, l.day, l.what, l.matter, l.problems, l.withdraw_reason
      ${joined(ctx)}
     where l.county_id = ${ctx.county} and ${where}
     order by l.day desc, l.recorded_at desc, l.log_id desc
     ${page}`
}

export async function listLogs(
  ctx: Ctx,
  filter: ServiceFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<ServiceLogRow[]> {
  return (await readLogs(ctx, matching(filter), sql`limit ${limit} offset ${offset}`).execute(ctx.db)).rows
}

export async function countLogs(ctx: Ctx, filter: ServiceFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count ${joined(ctx)}
     where l.county_id = ${ctx.county} and ${matching(filter)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function findServiceLog(ctx: Ctx, logId: string): Promise<ServiceLogRow | undefined> {
  return (await readLogs(ctx, sql`l.log_id = ${logId}::uuid`, sql``).execute(ctx.db)).rows[0]
}

export type NewServiceLog = {
  unitId: string
  orgId: number
  signUp: { sign_up_id: string; branch_id: number; member_id: string }
  day: string
  what: string
  matter: Matter
  problems: number
}

export async function insertLog(ctx: Ctx, log: NewServiceLog): Promise<void> {
  const { signUp } = log
  await ctx.db
    .insertInto('service_logs')
    .values({
      ...{ county_id: ctx.county, log_id: ctx.requestId, unit_id: log.unitId, org_id: log.orgId },
      ...{ sign_up_id: signUp.sign_up_id, branch_id: signUp.branch_id, member_id: signUp.member_id },
      ...{ day: log.day, what: log.what, matter: log.matter, problems: log.problems },
      ...{ recorded_by: accountOf(ctx), recorded_at: ctx.now },
    })
    .execute()
}

export async function withdrawLog(ctx: Ctx, logId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('service_logs')
    .set({ withdrawn_at: ctx.now, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('log_id', '=', logId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
