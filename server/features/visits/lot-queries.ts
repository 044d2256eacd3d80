import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** What decides a sample, all of it kept with the check. */
type Lot = {
  seed: number
  size: number
  from: string
  to: string
  /** The grids at and below the place on the day of the draw. */
  grids: readonly number[]
  drawnBy: string
  drawnAt: Date
  /** Members whose visits are not drawn. */
  leftOut: readonly string[]
}

/** The visits to draw from, as they stood at the moment of the draw, whatever came or was taken back later. */
const pool = (ctx: Ctx, { grids, from, to, drawnBy, drawnAt, leftOut }: Lot): RawBuilder<unknown> => sql`
      from visits v
     where v.county_id = ${ctx.county} and v.org_id = any(${[...grids]}::int[])
       and v.visited_on between ${from}::date and ${to}::date
       and v.recorded_at <= ${drawnAt} and (v.voided_at is null or v.voided_at > ${drawnAt})
       and v.visited_by <> ${drawnBy}::uuid
       and (v.member_id is null or v.member_id <> all(${[...leftOut]}::uuid[]))`

/** By the seed and the numbers of the visits alone: nobody who makes a number of a visit knows the seed yet. */
const order = ({ seed }: Lot): RawBuilder<unknown> =>
  sql`sha256(convert_to(${`${seed}:`}::text || v.visit_id::text, 'UTF8'))`

export async function listGrids(ctx: Ctx, path: string): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('organisations')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('kind', '=', 'grid')
    .where('path', '>=', path)
    .where('path', '<', `${path}~`)
    .orderBy('org_id')
    .execute()
  return rows.map((row) => row.org_id)
}

export async function weighPool(ctx: Ctx, lot: Lot): Promise<{ pool: number; hash: string }> {
  const { rows } = await sql<{ pool: number; hash: string }>`
    select count(*)::int as pool,
           encode(sha256(convert_to(coalesce(string_agg(v.visit_id::text, ',' order by v.visit_id), ''), 'UTF8')), 'hex')
             as hash
    ${pool(ctx, lot)}`.execute(ctx.db)
  return rows[0] ?? { pool: 0, hash: '' }
}

export async function insertCheck(
  ctx: Ctx,
  place: { orgId: number },
  lot: Lot,
  weighed: { pool: number; hash: string },
): Promise<void> {
  await ctx.db
    .insertInto('visit_checks')
    .values({
      county_id: ctx.county,
      check_id: ctx.requestId,
      org_id: place.orgId,
      month: lot.from,
      seed: lot.seed,
      grids: [...lot.grids],
      left_out: [...lot.leftOut],
      pool: weighed.pool,
      pool_hash: weighed.hash,
      drawn_by: accountOf(ctx),
      drawn_at: lot.drawnAt,
    })
    .execute()
}

export async function insertSample(ctx: Ctx, lot: Lot): Promise<void> {
  await sql`
    insert into visit_check_items (county_id, check_id, visit_id, org_id, visited_by, place)
    select ${ctx.county}::int, ${ctx.requestId}::uuid, s.visit_id, s.org_id, s.visited_by,
           row_number() over (order by s.drawn, s.visit_id)
      from (select v.visit_id, v.org_id, v.visited_by, ${order(lot)} as drawn
              ${pool(ctx, lot)}
             order by drawn, v.visit_id
             limit ${lot.size}) s`.execute(ctx.db)
}

export type LotRow = { visit_id: string; visited_on: string; grid_name: string; lot: string }

/** The head of the line, drawn once more. */
export async function drawAgain(ctx: Ctx, lot: Lot): Promise<LotRow[]> {
  const { rows } = await sql<LotRow>`
    select s.visit_id, s.visited_on, g.name as grid_name, left(encode(s.drawn, 'hex'), 16) as lot
      from (select v.visit_id, v.visited_on, v.org_id, ${order(lot)} as drawn
              ${pool(ctx, lot)}
             order by drawn, v.visit_id
             limit ${lot.size}) s
      join organisations g on g.county_id = ${ctx.county} and g.org_id = s.org_id
     order by s.drawn, s.visit_id`.execute(ctx.db)
  return rows
}

export async function listSample(ctx: Ctx, checkId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('visit_check_items')
    .select('visit_id')
    .where('county_id', '=', ctx.county)
    .where('check_id', '=', checkId)
    .orderBy('place')
    .execute()
  return rows.map((row) => row.visit_id)
}
