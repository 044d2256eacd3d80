import { type RawBuilder, sql } from 'kysely'
import type { AreaKind } from '../../../contract/post-catalogue.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { withinReach } from './queries.ts'
import type { Reach } from './reach-commands.ts'

export type AreaRow = {
  area_id: string
  org_id: number
  org_name: string
  path: string
  kind: AreaKind
  name: string
  place_name: string | null
  closed_on: string | null
  contract_id: string | null
}

const standing = (ctx: Ctx) =>
  sql`c.ended_at is null and (c.valid_to is null or c.valid_to >= ${ctx.today}::date)`

function readAreas(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<AreaRow> {
  return sql<AreaRow>`
    select a.area_id, a.org_id, o.short_name as org_name, o.path, a.kind, a.name, v.name as place_name, a.closed_on,
           c.contract_id
      from duty_areas a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
      left join natural_villages v on v.county_id = ${ctx.county} and v.place_id = a.place_id
      left join area_contracts c on c.county_id = ${ctx.county} and c.area_id = a.area_id and ${standing(ctx)}
     where a.county_id = ${ctx.county} and ${where}`
}

type Filter = { reach: Reach; vacant?: boolean | undefined }

function matching({ reach, vacant }: Filter): RawBuilder<unknown> {
  return sql`a.closed_on is null and ${withinReach(reach)} ${vacant ? sql`and c.contract_id is null` : sql``}`
}

/** Those without an owner first [002-24]. */
export async function listAreas(
  ctx: Ctx,
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select * from (${readAreas(ctx, matching(filter))}) x
     order by x.contract_id is not null, x.path, x.name, x.area_id limit ${limit} offset ${offset}`.execute(
    ctx.db,
  )
  return rows
}

export async function countAreas(ctx: Ctx, filter: Filter): Promise<{ count: number; vacancies: number }> {
  const { rows } = await sql<{ count: number; vacancies: number }>`
    select count(*)::int as count, count(*) filter (where x.contract_id is null)::int as vacancies
      from (${readAreas(ctx, matching(filter))}) x`.execute(ctx.db)
  return rows[0] ?? { count: 0, vacancies: 0 }
}

export async function findArea(ctx: Ctx, areaId: string): Promise<AreaRow | undefined> {
  return (await readAreas(ctx, sql`a.area_id = ${areaId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewArea = { kind: AreaKind; name: string; placeId: number | null }

export async function insertArea(ctx: Ctx, orgId: number, { kind, name, placeId }: NewArea): Promise<void> {
  await ctx.db
    .insertInto('duty_areas')
    .values({
      ...{ county_id: ctx.county, area_id: ctx.requestId, org_id: orgId, kind, name, place_id: placeId },
      ...{ added_by: accountOf(ctx), added_at: ctx.now },
    })
    .execute()
}

/** The natural villages of a grid, or of the village in which a branch or a grid is. */
export async function isPlaceAround(ctx: Ctx, placeId: number, path: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from natural_villages v
      join organisations o on o.county_id = ${ctx.county} and o.org_id = v.org_id
     where v.county_id = ${ctx.county} and v.place_id = ${placeId} and starts_with(${path}, o.path)`.execute(
    ctx.db,
  )
  return rows.length > 0
}

export async function closeArea(ctx: Ctx, areaId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('duty_areas')
    .set({ closed_on: ctx.today, close_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('area_id', '=', areaId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
