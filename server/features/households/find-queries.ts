import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type FoundLine = {
  household_id: string
  org_id: number
  grid_name: string
  address: string
  place_name: string | null
  contact_sealed: Buffer | null
}

/** A township has fewer; nobody further up reads registers. */
const mostRead = 20_000

/** All that stands in the registers at and below the paths, by grid and address. */
export async function readForSearch(ctx: Ctx, paths: readonly string[]): Promise<FoundLine[]> {
  const { rows } = await sql<FoundLine>`
    select h.household_id, h.org_id, g.name as grid_name, h.address, v.name as place_name, h.contact_sealed
      from households h
      join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id and g.dissolved_on is null
      left join natural_villages v on v.county_id = ${ctx.county} and v.place_id = h.place_id
     where h.county_id = ${ctx.county} and h.removed_at is null
       and (h.keep_until is null or h.keep_until >= ${ctx.today}::date)
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
     order by g.path, h.address, h.household_id limit ${mostRead}`.execute(ctx.db)
  return rows
}
