import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export function findOrg(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'name', 'path', 'dissolved_on'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

export type OrgRow = NonNullable<Awaited<ReturnType<typeof findOrg>>>

export function findByPaths(ctx: Ctx, paths: readonly string[]) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'name', 'path'])
    .where('county_id', '=', ctx.county)
    .where('path', '=', sql<string>`any(${[...paths]}::text[])`)
    .execute()
}

export async function listOrgNames(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .execute()
  return new Map(rows.map((row) => [row.org_id, row.name]))
}

/** Every organisation at or below one of the paths. `~` sorts after every figure and letter of a path. */
export async function listOrgsBelow(ctx: Ctx, paths: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ org_id: number }>`
    select distinct o.org_id
      from unnest(${[...paths]}::text[]) as p(path)
      join organisations o on o.county_id = ${ctx.county}
       and o.path >= p.path collate "C" and o.path < (p.path || '~') collate "C"`.execute(ctx.db)
  return rows.map((row) => row.org_id)
}

/** Natural villages of these organisations that lie in a living grid. */
export function listVillages(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('natural_villages as v')
    .innerJoin('organisations as g', (join) =>
      join
        .onRef('g.county_id', '=', 'v.county_id')
        .onRef('g.org_id', '=', 'v.grid_id')
        .on('g.county_id', '=', ctx.county),
    )
    .select(['v.org_id', 'v.name', 'g.org_id as grid_id', 'g.name as grid_name'])
    .where('v.county_id', '=', ctx.county)
    .where('v.org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .where('g.dissolved_on', 'is', null)
    .orderBy('v.place_id')
    .execute()
}

/**
 * The place of a new member, held so that it cannot be merged or dissolved until the commit: who comes second waits,
 * and then finds the member, or finds the branch gone.
 */
export function holdOrgs(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'name', 'path', 'dissolved_on'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('org_id')
    .forShare()
    .execute()
}

/** Both organisations of a merge, held against new members and other changes. */
export function lockOrgs(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('org_id')
    .forNoKeyUpdate()
    .execute()
}
