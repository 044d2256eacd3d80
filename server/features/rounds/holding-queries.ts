import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Since } from './rules.ts'

export type CarriedGrid = { org_id: number; name: string; path: string; households: number }

/** The living grids at and below the paths, with how many households stand in each. */
export async function readGrids(ctx: Ctx, paths: readonly string[]): Promise<CarriedGrid[]> {
  const { rows } = await sql<CarriedGrid>`
    select g.org_id, g.name, g.path,
           (select count(*) from households h
             where h.county_id = ${ctx.county} and h.org_id = g.org_id and h.removed_at is null)::int as households
      from organisations g
     where g.county_id = ${ctx.county} and g.kind = 'grid' and g.dissolved_on is null
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
     order by g.path`.execute(ctx.db)
  return rows
}

export function readPlaces(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('natural_villages')
    .select(['place_id as placeId', 'name'])
    .where('county_id', '=', ctx.county)
    .where('grid_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('place_id')
    .execute()
}

export type CarriedRow = {
  id: string
  org: number
  address: string
  place: number | null
  contact_sealed: Buffer | null
  heads: number
  is_new: boolean
  version: number
  entries: string[] | null
  phone_id: string | null
  phone_sealed: Buffer | null
  last_on: string | null
  last_met: boolean | null
  open: number
  due: string | null
}

const standing = (ctx: Ctx): RawBuilder<unknown> =>
  sql`h.removed_at is null and (h.keep_until is null or h.keep_until >= ${ctx.today}::date)`

/** Campaigns that go over these grids. */
const campaigns = (ctx: Ctx, orgIds: readonly number[]): RawBuilder<unknown> => sql`
    campaigns as (
      select g.org_id, k.starts_on, k.until_on, k.started_at, k.ended_at
        from organisations g
        join organisations a on a.county_id = ${ctx.county} and starts_with(g.path, a.path)
        join visit_campaigns k on k.county_id = ${ctx.county} and k.org_id = a.org_id
       where g.county_id = ${ctx.county} and g.org_id = any(${[...orgIds]}::int[])
    )`

/** Households of which anything that a row says may have changed since. */
function touched(ctx: Ctx, orgIds: readonly number[], { at, day }: Since): RawBuilder<unknown> {
  const here = sql`county_id = ${ctx.county} and org_id = any(${[...orgIds]}::int[])`
  return sql`
    touched as (
      select household_id from households where ${here} and updated_at > ${at}
      union select household_id from visits where ${here} and recorded_at > ${at}
      union select household_id from visits where ${here} and voided_at > ${at}
      union select household_id from household_entries
             where ${here} and (recorded_at > ${at} or erased_at > ${at}
                                or (expires_on >= ${day}::date and expires_on < ${ctx.today}::date))
      union select v.household_id
              from visits v
              join cases c on c.county_id = ${ctx.county} and c.case_id = v.case_id
             where v.county_id = ${ctx.county} and v.org_id = any(${[...orgIds]}::int[])
               and c.closed_on >= ${day}::date
      union select household_id from visit_plans
             where ${here} and account_id = ${accountOf(ctx)}::uuid
               and (planned_at > ${at} or dropped_at > ${at}
                    or (month <> date_trunc('month', ${day}::date)) <> (month <> date_trunc('month', ${ctx.today}::date)))
      union select h.household_id
              from households h
              join campaigns k on k.org_id = h.org_id
             where h.county_id = ${ctx.county} and h.org_id = any(${[...orgIds]}::int[])
               and (k.started_at > ${at} or k.ended_at > ${at}
                    or (k.until_on >= ${day}::date and k.until_on < ${ctx.today}::date)
                    or (k.starts_on > ${day}::date and k.starts_on <= ${ctx.today}::date))
    )`
}

/** The rows that a phone carries: all that stand, or those that may have changed; one statement either way. */
export async function readCarried(
  ctx: Ctx,
  orgIds: readonly number[],
  since: Since | null,
): Promise<CarriedRow[]> {
  const { county, today } = ctx
  const changed = since ? sql`, ${touched(ctx, orgIds, since)}` : sql``
  const { rows } = await sql<CarriedRow>`
    with ${campaigns(ctx, orgIds)}${changed},
    agreed as (
      select household_id, array_agg(kind || ':' || purpose order by kind, purpose) as entries,
             (array_agg(entry_id order by entry_id desc) filter (where kind = 'phone'))[1] as phone_id,
             (array_agg(value_sealed order by entry_id desc) filter (where kind = 'phone'))[1] as phone_sealed,
             min(rhythm_days) as rhythm, min(agreed_on) filter (where rhythm_days is not null) as rhythm_from
        from household_entries
       where county_id = ${county} and org_id = any(${[...orgIds]}::int[]) and erased_at is null
         and expires_on >= ${today}::date
       group by household_id
    )
    select h.household_id as id, h.org_id as org, h.address, h.place_id as place, h.contact_sealed,
           h.head_count as heads, h.is_new_resident as is_new, h.version, e.entries, e.phone_id, e.phone_sealed,
           l.visited_on as last_on, l.met as last_met, d.open,
           least(
             e.rhythm + coalesce(m.visited_on, e.rhythm_from),
             (select min(k.until_on) from campaigns k
               where k.org_id = h.org_id and k.ended_at is null and ${today}::date between k.starts_on and k.until_on
                 and (l.visited_on is null or l.visited_on < k.starts_on)),
             (select (p.month + interval '1 month')::date - 1 from visit_plans p
               where p.county_id = ${county} and p.household_id = h.household_id
                 and p.account_id = ${accountOf(ctx)}::uuid and p.month = date_trunc('month', ${today}::date)
                 and p.dropped_at is null
                 and not exists (select from visits v
                                  where v.county_id = ${county} and v.household_id = h.household_id
                                    and v.visited_by = p.account_id and v.visited_on >= p.month
                                    and v.voided_at is null))
           ) as due
      from households h
      left join agreed e on e.household_id = h.household_id
      left join lateral (
        select visited_on, met from visits
         where county_id = ${county} and household_id = h.household_id and voided_at is null
         order by visited_on desc, recorded_at desc limit 1
      ) l on true
      left join lateral (
        select visited_on from visits
         where county_id = ${county} and household_id = h.household_id and voided_at is null and met
           and visited_on >= e.rhythm_from
         order by visited_on desc limit 1
      ) m on true
      cross join lateral (
        select count(*)::int as open
          from visits v
          join cases c on c.county_id = ${county} and c.case_id = v.case_id and c.closed_on is null
         where v.county_id = ${county} and v.household_id = h.household_id and v.case_id is not null
      ) d
     where h.county_id = ${county} and h.org_id = any(${[...orgIds]}::int[]) and ${standing(ctx)}
       ${since ? sql`and h.household_id in (select household_id from touched)` : sql``}
     order by h.org_id, h.address`.execute(ctx.db)
  return rows
}

/** Of these grids, what was struck off since, or is over its day. */
export async function readGone(ctx: Ctx, orgIds: readonly number[], { at, day }: Since): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.household_id as id
      from households h
     where h.county_id = ${ctx.county} and h.org_id = any(${[...orgIds]}::int[])
       and (h.removed_at > ${at}
            or (h.removed_at is null and h.keep_until >= ${day}::date and h.keep_until < ${ctx.today}::date))`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}
