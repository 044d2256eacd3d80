import { sql } from 'kysely'
import { roles, verbsOf } from '../../../contract/roles.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Month } from './rules.ts'

const below = (path: string) => sql`g.path >= ${path} collate "C" and g.path < ${`${path}~`} collate "C"`

export type PlanRow = {
  plan_id: string
  household_id: string
  org_id: number
  path: string
  grid_name: string
  address: string
  place_name: string | null
  account_id: string
  visitor_name: string
  planned_by: string
  done_on: string | null
  last_on: string | null
}

/** Who means to visit whom in a month; done by the visitor's own visit of that household within it. */
export async function readPlans(ctx: Ctx, path: string, { first, last }: Month): Promise<PlanRow[]> {
  const { county } = ctx
  const { rows } = await sql<PlanRow>`
    select p.plan_id, p.household_id, p.org_id, g.path, g.name as grid_name, h.address, n.name as place_name,
           p.account_id, a.name as visitor_name, p.planned_by,
           (select min(v.visited_on) from visits v
             where v.county_id = ${county} and v.household_id = p.household_id and v.visited_by = p.account_id
               and v.voided_at is null and v.visited_on between ${first}::date and ${last}::date) as done_on,
           (select max(v.visited_on) from visits v
             where v.county_id = ${county} and v.household_id = p.household_id and v.voided_at is null) as last_on
      from visit_plans p
      join organisations g on g.county_id = ${county} and g.org_id = p.org_id
      join households h on h.county_id = ${county} and h.household_id = p.household_id and h.removed_at is null
      join accounts a on a.county_id = ${county} and a.account_id = p.account_id
      left join natural_villages n on n.county_id = ${county} and n.place_id = h.place_id
     where p.county_id = ${county} and p.month = ${first}::date and p.dropped_at is null and ${below(path)}
     order by a.name, p.account_id, g.path, h.address
     limit 2000`.execute(ctx.db)
  return rows
}

/** Who visits at or around a place today: by a grant there, above or below. */
export async function readVisitors(ctx: Ctx, path: string): Promise<{ account_id: string; name: string }[]> {
  const visiting = roles.filter((role) => verbsOf(role).includes('visits.write'))
  const { rows } = await sql<{ account_id: string; name: string }>`
    select distinct a.account_id, a.name
      from grants r
      join organisations o on o.county_id = ${ctx.county} and o.org_id = r.org_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = r.account_id
     where r.county_id = ${ctx.county} and r.role = any(${visiting}::text[]) and r.ended_at is null
       and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to >= ${ctx.today}::date)
       and (starts_with(o.path, ${path}) or starts_with(${path}, o.path))
     order by a.name, a.account_id`.execute(ctx.db)
  return rows
}

export type Suggestion = {
  household_id: string
  org_id: number
  grid_name: string
  address: string
  place_name: string | null
  care_due_on: string | null
  last_on: string | null
}

/** Care due by the end of the month first, then who was visited longest ago; nobody who is planned already. */
export async function readSuggestions(ctx: Ctx, path: string, month: Month): Promise<Suggestion[]> {
  const { rows } = await sql<Suggestion>`
    select x.household_id, x.org_id, x.grid_name, x.address, x.place_name, x.last_on,
           case when x.care_due_on <= ${month.last}::date then x.care_due_on end as care_due_on
      from (
        select h.household_id, h.org_id, g.path, g.name as grid_name, h.address, n.name as place_name, l.last_on,
               e.rhythm + greatest(coalesce(l.met_on, e.since), e.since) as care_due_on
          from households h
          join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id
          left join natural_villages n on n.county_id = ${ctx.county} and n.place_id = h.place_id
          left join lateral (
            select max(visited_on) as last_on, max(visited_on) filter (where met) as met_on from visits
             where county_id = ${ctx.county} and household_id = h.household_id and voided_at is null
          ) l on true
          left join lateral (
            select min(rhythm_days) as rhythm, min(agreed_on) as since from household_entries
             where county_id = ${ctx.county} and household_id = h.household_id and rhythm_days is not null
               and erased_at is null and expires_on >= ${ctx.today}::date
          ) e on true
         where h.county_id = ${ctx.county} and ${below(path)} and h.removed_at is null
           and (h.keep_until is null or h.keep_until >= ${ctx.today}::date)
           and not exists (select from visit_plans p
                            where p.county_id = ${ctx.county} and p.household_id = h.household_id
                              and p.month = ${month.first}::date and p.dropped_at is null)
      ) x
     where x.last_on is null or x.last_on < ${month.first}::date or x.care_due_on <= ${month.last}::date
     order by (x.care_due_on is null or x.care_due_on > ${month.last}::date), x.care_due_on,
              x.last_on nulls first, x.path, x.address
     limit 60`.execute(ctx.db)
  return rows
}

export async function readPlannable(
  ctx: Ctx,
  path: string,
  householdIds: readonly string[],
): Promise<{ household_id: string; org_id: number }[]> {
  const { rows } = await sql<{ household_id: string; org_id: number }>`
    select h.household_id, h.org_id
      from households h
      join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id
     where h.county_id = ${ctx.county} and h.household_id = any(${[...householdIds]}::uuid[])
       and h.removed_at is null and ${below(path)}`.execute(ctx.db)
  return rows
}

export type NewPlan = { plan_id: string; household_id: string; org_id: number }

/** Those that are planned already for the same person stay as they are; answers how many are new. */
export async function insertPlans(
  ctx: Ctx,
  accountId: string,
  first: string,
  rows: readonly NewPlan[],
): Promise<number> {
  const { rows: written } = await sql<{ plan_id: string }>`
    insert into visit_plans (county_id, plan_id, org_id, household_id, account_id, month, planned_by, planned_at)
    select ${ctx.county}::int, p.plan_id, p.org_id, p.household_id, ${accountId}::uuid, ${first}::date,
           ${accountOf(ctx)}::uuid, ${ctx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(plan_id uuid, household_id uuid, org_id int)
     order by p.household_id
    on conflict (county_id, household_id, account_id, month) where dropped_at is null do nothing
    returning plan_id`.execute(ctx.db)
  return written.length
}

export async function findPlan(ctx: Ctx, planId: string) {
  return ctx.db
    .selectFrom('visit_plans as p')
    .innerJoin('organisations as g', (join) =>
      join.on('g.county_id', '=', ctx.county).onRef('g.org_id', '=', 'p.org_id'),
    )
    .select(['p.plan_id', 'p.org_id', 'p.account_id', 'p.dropped_at', 'g.path'])
    .where('p.county_id', '=', ctx.county)
    .where('p.plan_id', '=', planId)
    .forNoKeyUpdate('p')
    .executeTakeFirst()
}

export async function dropPlan(ctx: Ctx, planId: string): Promise<void> {
  await ctx.db
    .updateTable('visit_plans')
    .set({ dropped_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('plan_id', '=', planId)
    .execute()
}

export type CareRow = {
  household_id: string
  org_id: number
  grid_name: string
  address: string
  place_name: string | null
  rhythm_days: number
  last_on: string | null
  due_on: string
}

/** Care with a rhythm at and below the paths, due by a day, the oldest first. */
export async function readCareDue(ctx: Ctx, paths: readonly string[], until: string): Promise<CareRow[]> {
  const { rows } = await sql<CareRow>`
    select * from (
      select h.household_id, h.org_id, g.name as grid_name, h.address, n.name as place_name, e.rhythm_days,
             l.last_on, e.rhythm_days + coalesce(l.last_on, e.agreed_on) as due_on
        from household_entries e
        join households h on h.county_id = ${ctx.county} and h.household_id = e.household_id and h.removed_at is null
        join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id
        left join natural_villages n on n.county_id = ${ctx.county} and n.place_id = h.place_id
        left join lateral (
          select max(visited_on) as last_on from visits
           where county_id = ${ctx.county} and household_id = h.household_id and voided_at is null and met
             and visited_on >= e.agreed_on
        ) l on true
       where e.county_id = ${ctx.county} and e.rhythm_days is not null and e.erased_at is null
         and e.expires_on >= ${ctx.today}::date
         and exists (select from unnest(${[...paths]}::text[]) as p(path)
                      where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
    ) x
     where x.due_on <= ${until}::date
     order by x.due_on, x.address
     limit 500`.execute(ctx.db)
  return rows
}
