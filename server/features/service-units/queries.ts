import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type UnitRow = {
  unit_id: string
  org_id: number
  org_name: string
  path: string
  branch_id: number | null
  branch_path: string | null
  name: string
  registered_on: string
  ended_on: string | null
  people: number
  services: number
  residents: number
  community: number
}

/** Units at a community of these paths, and units whose own branch is below one of them. */
export type UnitScope = { paths: readonly string[]; year: number }

const below = (column: string, paths: readonly string[]) => sql`exists (
  select 1 from unnest(${[...paths]}::text[]) as p (at)
   where ${sql.ref(column)} >= p.at collate "C" and ${sql.ref(column)} < (p.at || '~') collate "C")`

export function reachedBy(paths: readonly string[]): RawBuilder<unknown> {
  return sql`(${below('o.path', paths)} or ${below('b.path', paths)})`
}

function readUnits(ctx: Ctx, year: number, where: RawBuilder<unknown>): RawBuilder<UnitRow> {
  const { county } = ctx
  return sql<UnitRow>`
    select u.unit_id, u.org_id, o.short_name as org_name, o.path, u.branch_id, b.path as branch_path, u.name,
           u.registered_on, u.ended_on, coalesce(s.people, 0) as people, coalesce(l.services, 0) as services,
           coalesce(l.residents, 0) as residents, coalesce(l.community, 0) as community
      from service_units u
      join organisations o on o.county_id = ${county} and o.org_id = u.org_id
      left join organisations b on b.county_id = ${county} and b.org_id = u.branch_id
      left join (
        select unit_id, count(*)::int as people
          from service_people where county_id = ${county} and left_on is null group by unit_id
      ) s on s.unit_id = u.unit_id
      left join (
        select unit_id, count(*)::int as services,
               coalesce(sum(problems) filter (where matter = 'residents'), 0)::int as residents,
               coalesce(sum(problems) filter (where matter = 'community'), 0)::int as community
          from service_logs
         where county_id = ${county} and withdrawn_at is null
           and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
         group by unit_id
      ) l on l.unit_id = u.unit_id
     where u.county_id = ${county} and ${where}`
}

const living = (scope: UnitScope) => sql`u.ended_on is null and ${reachedBy(scope.paths)}`

export async function listUnits(
  ctx: Ctx,
  scope: UnitScope,
  { limit, offset }: { limit: number; offset: number },
): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select * from (${readUnits(ctx, scope.year, living(scope))}) x
     order by x.path, x.registered_on, x.name, x.unit_id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function sumUnits(ctx: Ctx, scope: UnitScope) {
  type Sums = Pick<UnitRow, 'people' | 'services' | 'residents' | 'community'> & { count: number }
  const { rows } = await sql<Sums>`
    select count(*)::int as count, coalesce(sum(people), 0)::int as people, coalesce(sum(services), 0)::int as services,
           coalesce(sum(residents), 0)::int as residents, coalesce(sum(community), 0)::int as community
      from (${readUnits(ctx, scope.year, living(scope))}) x`.execute(ctx.db)
  return rows[0] ?? { count: 0, people: 0, services: 0, residents: 0, community: 0 }
}

export async function findUnit(ctx: Ctx, unitId: string): Promise<UnitRow | undefined> {
  const year = Number(ctx.today.slice(0, 4))
  return (await readUnits(ctx, year, sql`u.unit_id = ${unitId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewUnit = { unitId: string; name: string; branchId: number | null; registeredOn: string }

export async function insertUnits(ctx: Ctx, orgId: number, rows: readonly NewUnit[]): Promise<void> {
  await sql`
    insert into service_units (county_id, unit_id, org_id, branch_id, name, registered_on, registered_by, registered_at)
    select ${ctx.county}, r."unitId", ${orgId}, r."branchId", r.name, r."registeredOn", ${accountOf(ctx)}::uuid, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        "unitId" uuid, "branchId" int, name text, "registeredOn" date)`.execute(ctx.db)
}

/** How many of these are living branches of the county; whose they are is no secret in it. */
export async function countBranches(ctx: Ctx, branchIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from organisations
     where county_id = ${ctx.county} and org_id = any(${[...branchIds]}::int[]) and kind = 'branch'
       and dissolved_on is null`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function endUnit(ctx: Ctx, unitId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('service_units')
    .set({ ended_on: ctx.today, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', unitId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
