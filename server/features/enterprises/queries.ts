import { sql } from 'kysely'
import type { OrderKind } from '../../../contract/enterprises.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Grid = { orgId: number; name: string; path: string }

/** Living grids at and below the paths, or the one that is asked for wherever it lies. */
export async function readGrids(ctx: Ctx, paths: readonly string[], orgId: number | null): Promise<Grid[]> {
  const { rows } = await sql<Grid>`
    select g.org_id as "orgId", g.name, g.path
      from organisations g
     where g.county_id = ${ctx.county} and g.kind = 'grid' and g.dissolved_on is null
       and (${orgId}::int is null or g.org_id = ${orgId}::int)
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
     order by g.path`.execute(ctx.db)
  return rows
}

export function findBranch(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('kind', 'in', ['branch', 'general-branch'])
    .where('dissolved_on', 'is', null)
    .executeTakeFirst()
}

/** Who of these is in the register, in the scope of whoever asks. */
export async function listMembers(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('stage', '<>', 'exited')
    .execute()
  return rows.map((row) => row.member_id)
}

type Reach = { orgIds: readonly number[]; quarter: string; due: boolean; enterpriseId: string | null }

function standing(ctx: Ctx, { orgIds, quarter, due, enterpriseId }: Reach) {
  return sql`
      from enterprises e
      join organisations g on g.county_id = ${ctx.county} and g.org_id = e.org_id
      left join organisations b on b.county_id = ${ctx.county} and b.org_id = e.attached_org_id
      left join members i on i.county_id = ${ctx.county} and i.member_id = e.instructor_id
      left join members l on l.county_id = ${ctx.county} and l.member_id = e.liaison_id
      left join lateral (
        select max(r.visited_on) as visited_on, bool_or(r.quarter_on = ${quarter}::date) as is_seen
          from enterprise_revisits r
         where r.county_id = ${ctx.county} and r.enterprise_id = e.enterprise_id
      ) v on true
     where e.county_id = ${ctx.county} and e.org_id = any(${[...orgIds]}::int[]) and e.closed_on is null
       and (${enterpriseId}::uuid is null or e.enterprise_id = ${enterpriseId}::uuid)
       and (not ${due}::boolean or not coalesce(v.is_seen, false))`
}

export type EnterpriseLine = {
  enterprise_id: string
  org_id: number
  grid_name: string
  grid_path: string
  name: string
  address: string
  contact_sealed: Buffer | null
  staff_count: number
  member_count: number
  is_organised: boolean
  attached_org_id: number | null
  attached_name: string | null
  instructor_id: string | null
  instructor_name: string | null
  liaison_id: string | null
  liaison_name: string | null
  version: number
  visited_on: string | null
  is_seen: boolean
}

export async function readEnterprises(
  ctx: Ctx,
  { limit, offset, ...reach }: Reach & { limit: number; offset: number },
): Promise<EnterpriseLine[]> {
  const { rows } = await sql<EnterpriseLine>`
    select e.enterprise_id, e.org_id, g.name as grid_name, g.path as grid_path, e.name, e.address, e.contact_sealed,
           e.staff_count, e.member_count, e.is_organised, e.attached_org_id, b.name as attached_name,
           e.instructor_id, i.name as instructor_name, e.liaison_id, l.name as liaison_name, e.version,
           to_char(v.visited_on, 'YYYY-MM-DD') as visited_on, coalesce(v.is_seen, false) as is_seen
      ${standing(ctx, reach)}
     order by g.path, e.name, e.enterprise_id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function countEnterprises(ctx: Ctx, reach: Reach): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count ${standing(ctx, reach)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export function listOrders(ctx: Ctx, enterpriseIds: readonly string[], openOnly: boolean) {
  const query = ctx.db
    .selectFrom('enterprise_orders')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', sql<string>`any(${[...enterpriseIds]}::uuid[])`)
    .orderBy('due_on')
    .orderBy('order_id')
  return (openOnly ? query.where('done_on', 'is', null) : query).execute()
}
export type OrderRecord = Awaited<ReturnType<typeof listOrders>>[number]

export function lockEnterprise(ctx: Ctx, enterpriseId: string) {
  return ctx.db
    .selectFrom('enterprises')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', enterpriseId)
    .where('closed_on', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}
export type EnterpriseRecord = NonNullable<Awaited<ReturnType<typeof lockEnterprise>>>

export type Sheet = {
  name: string
  address: string
  contact: Buffer | null
  staffCount: number
  memberCount: number
  isOrganised: boolean
  attachedOrgId: number | null
  instructorId: string | null
  liaisonId: string | null
}

function columnsOf(sheet: Sheet) {
  return {
    name: sheet.name,
    address: sheet.address,
    contact_sealed: sheet.contact,
    staff_count: sheet.staffCount,
    member_count: sheet.memberCount,
    is_organised: sheet.isOrganised,
    attached_org_id: sheet.attachedOrgId,
    instructor_id: sheet.instructorId,
    liaison_id: sheet.liaisonId,
  }
}

export async function insertEnterprise(ctx: Ctx, orgId: number, sheet: Sheet): Promise<void> {
  await ctx.db
    .insertInto('enterprises')
    .values({
      county_id: ctx.county,
      enterprise_id: ctx.requestId,
      org_id: orgId,
      ...columnsOf(sheet),
      version: 1,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export async function updateEnterprise(ctx: Ctx, enterpriseId: string, sheet: Sheet): Promise<number> {
  const row = await ctx.db
    .updateTable('enterprises')
    .set({ ...columnsOf(sheet), version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', enterpriseId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Gone: what was sealed is erased, and nothing is waited for any more. */
export async function closeEnterprise(ctx: Ctx, enterpriseId: string): Promise<void> {
  await ctx.db
    .updateTable('enterprises')
    .set({ closed_on: ctx.today, contact_sealed: null, version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', enterpriseId)
    .execute()
}

export async function setMemberCount(ctx: Ctx, enterpriseId: string, members: number): Promise<void> {
  await ctx.db
    .updateTable('enterprises')
    .set({ member_count: members, version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', enterpriseId)
    .execute()
}

export type Ordered = { enterprise_id: string; org_id: number }
export type NewOrder = { orderId: string; kind: OrderKind; dueOn: string }

/** One of a kind at a time: what is ordered already keeps its day. */
export async function insertOrders(
  ctx: Ctx,
  { enterprise_id: enterpriseId, org_id: orgId }: Ordered,
  revisitId: string,
  rows: readonly NewOrder[],
): Promise<void> {
  if (rows.length === 0) return
  await ctx.db
    .insertInto('enterprise_orders')
    .values(
      rows.map(({ orderId, kind, dueOn }) => ({
        county_id: ctx.county,
        order_id: orderId,
        enterprise_id: enterpriseId,
        org_id: orgId,
        revisit_id: revisitId,
        kind,
        ordered_on: ctx.today,
        due_on: dueOn,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function lockOrder(ctx: Ctx, orderId: string) {
  return ctx.db
    .selectFrom('enterprise_orders')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('order_id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
}

export async function fulfil(ctx: Ctx, orderId: string, doneOn: string, note: string): Promise<void> {
  await ctx.db
    .updateTable('enterprise_orders')
    .set({ done_on: doneOn, done_by: accountOf(ctx), note })
    .where('county_id', '=', ctx.county)
    .where('order_id', '=', orderId)
    .execute()
}

/** What is ordered and not done, of enterprises that are still there, the nearest day first. */
export async function listOpenOrders(ctx: Ctx, orgIds: readonly number[], limit: number) {
  const { rows } = await sql<{
    order_id: string
    enterprise_id: string
    name: string
    kind: string
    due_on: string
  }>`
    select o.order_id, o.enterprise_id, e.name, o.kind, to_char(o.due_on, 'YYYY-MM-DD') as due_on
      from enterprise_orders o
      join enterprises e on e.county_id = ${ctx.county} and e.enterprise_id = o.enterprise_id
     where o.county_id = ${ctx.county} and o.org_id = any(${[...orgIds]}::int[]) and o.done_on is null
       and e.closed_on is null
     order by o.due_on, o.order_id limit ${limit}`.execute(ctx.db)
  return rows
}
