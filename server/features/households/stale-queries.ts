import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

type Reach = { paths: readonly string[]; before: string }

/** Each living grid in reach with its register; what is over its day is gone for the reader before the night erases it. */
function byGrid(ctx: Ctx, { paths, before }: Reach) {
  return sql`
    select g.org_id, g.name, g.path, v.name as village_name, coalesce(h.households, 0) as households,
           coalesce(h.stale, 0) as stale, h.oldest_on, coalesce(c.waiting, 0) as waiting
      from organisations g
      join organisations v on v.county_id = ${ctx.county} and v.org_id = g.parent_id
      left join (
        select org_id, count(*)::int as households,
               count(*) filter (where checked_on < ${before}::date)::int as stale,
               to_char(min(checked_on), 'YYYY-MM-DD') as oldest_on
          from households
         where county_id = ${ctx.county} and removed_at is null
           and (keep_until is null or keep_until >= ${ctx.today}::date)
         group by org_id
      ) h on h.org_id = g.org_id
      left join (
        select org_id, count(distinct household_id)::int as waiting
          from household_corrections
         where county_id = ${ctx.county} and state = 'waiting'
         group by org_id
      ) c on c.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.kind = 'grid' and g.dissolved_on is null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")`
}

export type StaleGrid = {
  org_id: number
  name: string
  village_name: string
  households: number
  stale: number
  waiting: number
  oldest_on: string | null
}

export async function readStaleGrids(
  ctx: Ctx,
  { limit, offset, ...reach }: Reach & { limit: number; offset: number },
): Promise<StaleGrid[]> {
  const { rows } = await sql<StaleGrid & { path: string }>`
    ${byGrid(ctx, reach)} order by g.path limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows.map(({ path: _path, ...row }) => row)
}

export async function sumStaleGrids(ctx: Ctx, reach: Reach) {
  const { rows } = await sql<{ count: number; households: number; stale: number; waiting: number }>`
    select count(*)::int as count, coalesce(sum(households), 0)::int as households,
           coalesce(sum(stale), 0)::int as stale, coalesce(sum(waiting), 0)::int as waiting
      from (${byGrid(ctx, reach)}) as grids`.execute(ctx.db)
  return rows[0] ?? { count: 0, households: 0, stale: 0, waiting: 0 }
}
