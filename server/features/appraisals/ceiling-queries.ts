import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Ceiling } from './rules.ts'

export async function insertCeiling(ctx: Ctx, orgId: number, { most, parts }: Ceiling): Promise<void> {
  await ctx.db
    .insertInto('appraisal_ceilings')
    .values({
      county_id: ctx.county,
      ceiling_id: ctx.requestId,
      org_id: orgId,
      most,
      parts,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute()
}

/** Of each of these organisations the share that counts there: the nearest above it, the newest of those. */
export async function listCeilings(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ org_id: number; name: string; path: string; most: number | null; parts: number | null }[]> {
  const { rows } = await sql<{
    org_id: number
    name: string
    path: string
    most: number | null
    parts: number | null
  }>`
    select o.org_id, o.short_name as name, o.path, c.most, c.parts
      from organisations o
      left join lateral (
        select c.most, c.parts
          from appraisal_ceilings c
          join organisations a on a.county_id = ${ctx.county} and a.org_id = c.org_id
         where c.county_id = ${ctx.county} and left(o.path, length(a.path)) = a.path
         order by length(a.path) desc, c.set_at desc, c.ceiling_id desc
         limit 1
      ) c on true
     where o.county_id = ${ctx.county} and o.path = any(${paths}::text[])
     order by o.path`.execute(ctx.db)
  return rows
}
