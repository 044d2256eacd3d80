import { sql } from 'kysely'
import type { Ctx } from '../../../core/context/context.ts'

export function findPlace(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

export type BranchCount = { orgId: number; committeeName: string | null; members: number }

/** Branches at and below a place that have members, in the order of the tree, each with what stands above it. */
export async function listBranchCounts(ctx: Ctx, path: string): Promise<BranchCount[]> {
  const { rows } = await sql<{ org_id: number; parent_name: string | null; members: number }>`
    select o.org_id, p.name as parent_name, count(*) as members
      from organisations o
      join members m on m.county_id = ${ctx.county} and m.org_id = o.org_id and m.stage <> 'exited'
      left join organisations p on p.county_id = ${ctx.county} and p.org_id = o.parent_id
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
     group by o.org_id, o.path, p.name
     order by o.path`.execute(ctx.db)
  return rows.map((row) => ({
    orgId: row.org_id,
    committeeName: row.parent_name,
    members: row.members,
  }))
}
