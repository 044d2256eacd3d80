import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type GridOrg = { orgId: number; name: string; path: string; villageId: number; villageName: string }

export async function findGrid(ctx: Ctx, orgId: number): Promise<GridOrg | undefined> {
  return (await readGrids(ctx, { paths: [''], orgId, limit: 1, offset: 0 }))[0]
}

export function findOrg(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id as orgId', 'path', 'kind'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

type Reach = { paths: readonly string[]; orgId?: number; limit: number; offset: number }

function livingBelow(ctx: Ctx, { paths, orgId }: Pick<Reach, 'paths' | 'orgId'>) {
  return sql`
      from organisations g
      join organisations v on v.county_id = ${ctx.county} and v.org_id = g.parent_id
     where g.county_id = ${ctx.county} and g.kind = 'grid' and g.dissolved_on is null
       and (${orgId ?? null}::int is null or g.org_id = ${orgId ?? null}::int)
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")`
}

/** Living grids at and below the paths, in the order of the tree. */
export async function readGrids(ctx: Ctx, reach: Reach): Promise<GridOrg[]> {
  const { rows } = await sql<GridOrg>`
    select g.org_id as "orgId", g.name, g.path, v.org_id as "villageId", v.name as "villageName"
      ${livingBelow(ctx, reach)}
     order by g.path limit ${reach.limit} offset ${reach.offset}`.execute(ctx.db)
  return rows
}

export async function countGrids(ctx: Ctx, paths: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count ${livingBelow(ctx, { paths })}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type GridCounts = {
  org_id: number
  members: number
  registered: number
  registered_people: number
  registered_new: number
  oldest_check: string | null
  counted_on: string | null
  households: number | null
  population: number | null
  representatives: number | null
  enterprises: number | null
  new_residents: number | null
}

/** The newest count of each grid beside what the registers say today, one statement for all of them. */
export async function readCounts(ctx: Ctx, orgIds: readonly number[]): Promise<GridCounts[]> {
  const { rows } = await sql<GridCounts>`
    select g.org_id, coalesce(m.members, 0) as members, coalesce(h.registered, 0) as registered,
           coalesce(h.people, 0) as registered_people, coalesce(h.new_people, 0) as registered_new,
           h.oldest_check, c.counted_on, c.households, c.population, c.representatives, c.enterprises, c.new_residents
      from unnest(${[...orgIds]}::int[]) as g(org_id)
      left join (
        select grid_id, count(*)::int as members from members
         where county_id = ${ctx.county} and grid_id = any(${[...orgIds]}::int[])
           and stage in ('probationary', 'full')
         group by grid_id
      ) m on m.grid_id = g.org_id
      left join (
        select org_id, count(*)::int as registered, sum(head_count)::int as people,
               coalesce(sum(head_count) filter (where is_new_resident), 0)::int as new_people,
               min(checked_on) as oldest_check
          from households
         where county_id = ${ctx.county} and org_id = any(${[...orgIds]}::int[]) and removed_at is null
         group by org_id
      ) h on h.org_id = g.org_id
      left join (
        select distinct on (org_id) org_id, counted_on, households, population, representatives, enterprises,
               new_residents
          from grid_counts
         where county_id = ${ctx.county} and org_id = any(${[...orgIds]}::int[])
         order by org_id, counted_on desc, recorded_at desc, count_id desc
      ) c on c.org_id = g.org_id`.execute(ctx.db)
  return rows
}

/** Heads first, then by the day they began; those whose term is over come with `former`. */
export function readStaff(ctx: Ctx, orgIds: readonly number[], former: boolean) {
  const query = ctx.db
    .selectFrom('grid_staff')
    .select(['staff_id', 'org_id', 'duty', 'member_id', 'name', 'valid_from', 'valid_to'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('duty')
    .orderBy('valid_from')
    .orderBy('staff_id')
  const standing = sql<boolean>`(valid_to is null or valid_to >= ${ctx.today}::date)`
  return query.where(former ? sql<boolean>`not ${standing}` : standing).execute()
}
export type StaffRow = Awaited<ReturnType<typeof readStaff>>[number]

export function readPlaces(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('natural_villages')
    .select(['place_id', 'name', 'grid_id'])
    .where('county_id', '=', ctx.county)
    .where('grid_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('place_id')
    .execute()
}
export type PlaceRow = Awaited<ReturnType<typeof readPlaces>>[number]

/** The natural villages of the village that a grid lies in, each with its own grid. */
export async function readVillagePlaces(ctx: Ctx, orgId: number) {
  const { rows } = await sql<{ place_id: number; name: string; grid_id: number; grid_name: string }>`
    select p.place_id, p.name, p.grid_id, o.name as grid_name
      from organisations g
      join natural_villages p on p.county_id = ${ctx.county} and p.org_id = g.parent_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = p.grid_id
     where g.county_id = ${ctx.county} and g.org_id = ${orgId}
     order by p.place_id`.execute(ctx.db)
  return rows
}

export async function readGridNames(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .execute()
  return new Map(rows.map((row) => [row.org_id, row.name]))
}

export function readDrawings(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('grid_drawings')
    .select(['org_id', 'corners', 'dots', 'frame'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .execute()
}
export type DrawingRow = Awaited<ReturnType<typeof readDrawings>>[number]

/** The last counts of a grid, the newest first. */
export function readCountHistory(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('grid_counts as c')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'c.recorded_by'),
    )
    .selectAll('c')
    .select('a.name as recorded_by_name')
    .where('c.county_id', '=', ctx.county)
    .where('c.org_id', '=', orgId)
    .orderBy('c.counted_on', 'desc')
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.count_id', 'desc')
    .limit(24)
    .execute()
}

export type CountWish = {
  countedOn: string
  representatives: number
  enterprises: number
  lived: { households: number; population: number; newResidents: number } | null
}

export async function insertCount(ctx: Ctx, orgId: number, wish: CountWish): Promise<void> {
  await ctx.db
    .insertInto('grid_counts')
    .values({
      county_id: ctx.county,
      count_id: ctx.requestId,
      org_id: orgId,
      counted_on: wish.countedOn,
      households: wish.lived?.households ?? null,
      population: wish.lived?.population ?? null,
      new_residents: wish.lived?.newResidents ?? null,
      representatives: wish.representatives,
      enterprises: wish.enterprises,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export type Drawing = { corners: readonly unknown[]; dots: readonly unknown[]; frame: object | null }

export async function saveDrawing(ctx: Ctx, orgId: number, drawing: Drawing): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into grid_drawings (county_id, org_id, corners, dots, frame, version, drawn_by, drawn_at)
    values (${ctx.county}, ${orgId}, ${JSON.stringify(drawing.corners)}::jsonb, ${JSON.stringify(drawing.dots)}::jsonb,
            ${drawing.frame && JSON.stringify(drawing.frame)}::jsonb, 1, ${accountOf(ctx)}, ${ctx.now})
    on conflict (county_id, org_id) do update
       set corners = excluded.corners, dots = excluded.dots, frame = excluded.frame, version = grid_drawings.version + 1,
           drawn_by = excluded.drawn_by, drawn_at = excluded.drawn_at
    returning version`.execute(ctx.db)
  return rows[0]?.version ?? 1
}
