import { sql } from 'kysely'
import { defaultBudget } from '../../../contract/worklist-shapes.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Budget = { minutes: number; name: string | null; set_at: Date | null; reason: string | null }

export async function findBudget(ctx: Ctx): Promise<Budget> {
  const { rows } = await sql<Budget>`
    select b.minutes, a.name, b.set_at, b.reason
      from week_budgets b
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = b.set_by
     where b.county_id = ${ctx.county}
     order by b.set_at desc, b.budget_id desc limit 1`.execute(ctx.db)
  return rows[0] ?? { minutes: defaultBudget, name: null, set_at: null, reason: null }
}

export async function insertBudget(ctx: Ctx, minutes: number, reason: string): Promise<void> {
  await ctx.db
    .insertInto('week_budgets')
    .values({
      county_id: ctx.county,
      budget_id: ctx.requestId,
      minutes,
      reason,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute()
}

/**
 * The most minutes that any of these organisations is asked for in a week already. Asked with the whole county in
 * scope of the lists that reach them: a list from above counts as one's own does.
 */
export async function mostAsked(ctx: Ctx, orgIds: readonly number[], weekFrom: string): Promise<number> {
  const { rows } = await sql<{ most: number }>`
    select coalesce(max(s.minutes), 0)::int as most
      from (
        select r.org_id, sum(w.minutes) as minutes
          from worklist_receivers r
          join worklists w on w.county_id = ${ctx.county} and w.worklist_id = r.worklist_id
         where r.county_id = ${ctx.county} and r.org_id = any(${[...orgIds]}::int[])
           and w.week_from = ${weekFrom}::date and w.state in ('sent', 'over')
         group by r.org_id
      ) s`.execute(ctx.db)
  return rows[0]?.most ?? 0
}

export type BurdenRow = { org_id: number; name: string; minutes: number[] }

/** Organisations at and below a path that are asked (branches always), with their minutes week by week. */
export async function listBurden(ctx: Ctx, path: string, weeks: readonly string[]): Promise<BurdenRow[]> {
  const { rows } = await sql<BurdenRow>`
    with asked as (
      select r.org_id, w.week_from, sum(w.minutes)::int as minutes
        from worklist_receivers r
        join worklists w on w.county_id = ${ctx.county} and w.worklist_id = r.worklist_id
       where r.county_id = ${ctx.county} and w.week_from = any(${[...weeks]}::date[])
         and w.state in ('sent', 'over')
       group by r.org_id, w.week_from
    )
    select o.org_id, o.short_name as name, array_agg(coalesce(a.minutes, 0) order by k.week) as minutes
      from organisations o
      cross join unnest(${[...weeks]}::date[]) as k (week)
      left join asked a on a.org_id = o.org_id and a.week_from = k.week
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
       and (o.kind = 'branch' and o.dissolved_on is null or o.org_id in (select org_id from asked))
     group by o.org_id, o.short_name, o.path
     order by o.path`.execute(ctx.db)
  return rows
}

/** The lists of one organisation and week that count. */
export async function listIdsFor(ctx: Ctx, orgId: number, weekFrom: string): Promise<string[]> {
  const { rows } = await sql<{ worklist_id: string }>`
    select w.worklist_id
      from worklist_receivers r
      join worklists w on w.county_id = ${ctx.county} and w.worklist_id = r.worklist_id
     where r.county_id = ${ctx.county} and r.org_id = ${orgId} and w.week_from = ${weekFrom}::date
       and w.state in ('sent', 'over')
     order by w.no`.execute(ctx.db)
  return rows.map((one) => one.worklist_id)
}
