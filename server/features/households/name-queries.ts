import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** Fixed width of one level of a path. */
const level = 4

/** Whose neighbours know each other: the village in which a place lies, or the place itself where it lies in none. */
export async function findNeighbourhood(ctx: Ctx, path: string): Promise<string> {
  const above = Array.from({ length: path.length / level }, (_, i) => path.slice(0, (i + 1) * level))
  const { rows } = await sql<{ path: string }>`
    select o.path from organisations o
     where o.county_id = ${ctx.county} and o.kind = 'village' and o.path = any(${above}::text[])`.execute(
    ctx.db,
  )
  return rows[0]?.path ?? path
}

/** Which of these words are names of members who are on the register of a branch or of a grid there. */
export async function listMemberNames(ctx: Ctx, path: string, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with places as materialized (
      select o.org_id from organisations o
       where o.county_id = ${ctx.county} and o.path >= ${path} collate "C" and o.path < ${`${path}~`} collate "C")
    select m.name from members m join places p on p.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.stage <> 'exited' and m.name = any(${[...words]}::text[])
    union
    select m.name from members m join places p on p.org_id = m.grid_id
     where m.county_id = ${ctx.county} and m.stage <> 'exited' and m.name = any(${[...words]}::text[])`.execute(
    ctx.db,
  )
  return rows.map((row) => row.name)
}
