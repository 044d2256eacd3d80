import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type CampaignRow = {
  campaign_id: string
  org_id: number
  org_name: string
  path: string
  name: string
  starts_on: string
  until_on: string
  ended_at: Date | null
}

/** Campaigns over places at or below these paths: of such a place, of one above it or of one below it. */
export async function readCampaigns(
  ctx: Ctx,
  which: { paths: readonly string[] } | { campaignId: string },
): Promise<CampaignRow[]> {
  const where =
    'campaignId' in which
      ? sql`k.campaign_id = ${which.campaignId}::uuid`
      : sql`exists (select from unnest(${[...which.paths]}::text[]) as p(path)
                     where starts_with(o.path, p.path) or starts_with(p.path, o.path))`
  const { rows } = await sql<CampaignRow>`
    select k.campaign_id, k.org_id, o.name as org_name, o.path, k.name, k.starts_on, k.until_on, k.ended_at
      from visit_campaigns k
      join organisations o on o.county_id = ${ctx.county} and o.org_id = k.org_id
     where k.county_id = ${ctx.county} and ${where}
     order by k.ended_at is not null, k.until_on desc, k.campaign_id
     limit 50`.execute(ctx.db)
  return rows
}

export async function insertCampaign(
  ctx: Ctx,
  wish: { orgId: number; name: string; startsOn: string; untilOn: string },
): Promise<void> {
  await ctx.db
    .insertInto('visit_campaigns')
    .values({
      county_id: ctx.county,
      campaign_id: ctx.requestId,
      org_id: wish.orgId,
      name: wish.name,
      starts_on: wish.startsOn,
      until_on: wish.untilOn,
      started_by: accountOf(ctx),
      started_at: ctx.now,
    })
    .execute()
}

/** Ends it if it still runs; answers whether it did. */
export async function endCampaign(ctx: Ctx, campaignId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('visit_campaigns')
    .set({ ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('campaign_id', '=', campaignId)
    .where('ended_at', 'is', null)
    .where('until_on', '>=', ctx.today)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The days of a campaign and the part of its area that is looked at. */
export type Look = { startsOn: string; lastOn: string; paths: readonly string[] }

/**
 * The households that stand, on the last day or today, in the grids of an area; each with its last visit within the days.
 * What was struck off since still counts for a day on which it stood.
 */
function covered(ctx: Ctx, { startsOn, lastOn, paths }: Look): RawBuilder<unknown> {
  return sql`
      from organisations g
      join households h on h.county_id = ${ctx.county} and h.org_id = g.org_id
       and h.recorded_at < ${lastOn}::date + 1 and (h.removed_at is null or h.removed_at >= ${lastOn}::date + 1)
       and (h.keep_until is null or h.keep_until >= ${lastOn}::date)
      left join (
        select household_id, bool_or(met) as met
          from visits
         where county_id = ${ctx.county} and voided_at is null and visited_on between ${startsOn}::date and ${lastOn}::date
         group by household_id
      ) v on v.household_id = h.household_id
     where g.county_id = ${ctx.county} and g.kind = 'grid'
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")`
}

export type CoverageRow = { path: string; households: number; visited: number; met: number }

/** Coverage by the first `length` letters of the grid's path: a grid, a township, or the whole area. */
export async function readCoverage(ctx: Ctx, look: Look, length: number): Promise<CoverageRow[]> {
  const { rows } = await sql<CoverageRow>`
    select left(g.path, ${length}::int) as path, count(*)::int as households,
           count(v.household_id)::int as visited, (count(*) filter (where v.met))::int as met
      ${covered(ctx, look)}
     group by 1
     order by 1`.execute(ctx.db)
  return rows
}

/** The whole coverage of each look, in their order, in one statement. */
export async function readCoverages(ctx: Ctx, looks: readonly Look[]): Promise<CoverageRow[]> {
  if (looks.length === 0) return []
  const each = looks.map(
    (look, at) => sql`
    select ${at}::int as at, '' as path, count(*)::int as households, count(v.household_id)::int as visited,
           (count(*) filter (where v.met))::int as met
      ${covered(ctx, look)}`,
  )
  const { rows } = await sql<CoverageRow>`${sql.join(each, sql` union all `)} order by at`.execute(ctx.db)
  return rows
}

export function readNames(ctx: Ctx, paths: readonly string[]) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'path', 'kind'])
    .where('county_id', '=', ctx.county)
    .where('path', '=', sql<string>`any(${[...paths]}::text[])`)
    .execute()
}

export type CoveredRow = {
  household_id: string
  org_id: number
  path: string
  grid_name: string
  address: string
  place_name: string | null
  visit_id: string | null
  visited_on: string | null
  visited_by: string | null
  met: boolean | null
  count: number
}

const only = {
  all: sql`true`,
  visited: sql`v.household_id is not null`,
  met: sql`v.met`,
  left: sql`v.household_id is null`,
} as const

export async function readCovered(
  ctx: Ctx,
  look: Look,
  page: { only: keyof typeof only; limit: number; offset: number },
): Promise<CoveredRow[]> {
  const { rows } = await sql<CoveredRow>`
    with part as (
      select h.household_id, g.org_id, g.path, g.name as grid_name, h.address, h.place_id, count(*) over ()::int as count
        ${covered(ctx, look)} and ${only[page.only]}
       order by g.path, h.address, h.household_id
       limit ${page.limit} offset ${page.offset}
    )
    select part.*, n.name as place_name, l.visit_id, l.visited_on, a.name as visited_by, l.met
      from part
      left join natural_villages n on n.county_id = ${ctx.county} and n.place_id = part.place_id
      left join lateral (
        select visit_id, visited_on, visited_by, met from visits
         where county_id = ${ctx.county} and household_id = part.household_id and voided_at is null
           and visited_on between ${look.startsOn}::date and ${look.lastOn}::date
         order by met desc, visited_on desc limit 1
      ) l on true
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = l.visited_by
     order by part.path, part.address, part.household_id`.execute(ctx.db)
  return rows
}
