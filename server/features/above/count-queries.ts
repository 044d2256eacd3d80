import { sql } from 'kysely'
import type { Db } from '../../core/db/transaction.ts'
import type { Months } from './spans.ts'

// Of the lock's two numbers; below nought, where no county's own locks are.
const lockClass = -1_519_078_114

/**
 * Whether it is ours to count this county, up to the end of the transaction and so that no older count ends after a newer
 * one, and whether something has been written in it that no count has seen.
 */
export async function takeTurn(db: Db, county: number): Promise<{ isOurs: boolean; hasChanged: boolean }> {
  const { rows } = await sql<{ isOurs: boolean; hasChanged: boolean }>`
    select pg_try_advisory_xact_lock(${lockClass}::int, ${county}::int) as "isOurs",
           exists (select from county_changes x where x.county_id = ${county}) as "hasChanged"`.execute(db)
  return rows[0] ?? { isOurs: false, hasChanged: false }
}

export type Wish = { county: number; today: string; months: Months; whole: boolean }

/**
 * A county's line and its months, counted from what its own boards read, in one statement and so at one moment: what has
 * been written up to then loses its mark, what comes later keeps it. To be asked for by whose turn it is.
 */
export async function countCounty(db: Db, { county, today, months, whole }: Wish): Promise<void> {
  const { first, last, to, starts } = months
  await sql`
    with seen as (
      delete from county_changes x where x.county_id = ${county}
    ),
    owed as (
      select date_trunc('month', d.due_on::timestamp)::date as month,
             count(*) filter (where d.met_on is not null or not d.excused)::int as due,
             count(*) filter (where d.met_on is not null)::int as done,
             count(*) filter (where d.met_on is null and not d.excused and d.due_on < ${today}::date)::int as late
        from (
          select d.due_on, d.met_on, p.org_id is not null as excused
            from duties d
            left join (
              select distinct p.org_id, p.requirement_id, p.period_start
                from duty_pleas p
               where p.county_id = ${county} and p.kind = 'excuse' and p.state = 'approved'
            ) p on p.org_id = d.org_id and p.requirement_id = d.requirement_id and p.period_start = d.period_start
           where d.county_id = ${county} and d.period_start = any(${starts}::date[])
             and d.due_on between ${first}::date and ${to}::date
        ) d
       group by 1
    ),
    held as (
      select date_trunc('month', f.day::timestamp)::date as month, count(*)::int as activities
        from facts f
       where f.county_id = ${county} and f.kind = 'activity-held' and f.day between ${first}::date and ${to}::date
         and not exists (select from fact_voids v where v.county_id = ${county} and v.fact_id = f.fact_id)
       group by 1
    ),
    line as (
      insert into county_figures as t (county_id, division_code, name, branches, members, cases_open, cases_late,
                                       refreshed_at, whole_at, whole_on)
      select c.county_id, coalesce(c.division_code, ''),
             coalesce((select o.short_name from organisations o
                        where o.county_id = ${county} and o.parent_id is null limit 1), c.name),
             (select count(*) from organisations o
               where o.county_id = ${county} and o.kind = 'branch' and o.dissolved_on is null),
             (select count(*) from members m
               where m.county_id = ${county} and m.stage in ('probationary', 'full')),
             (select count(*) from cases k where k.county_id = ${county} and k.closed_on is null),
             (select count(*) from cases k
               where k.county_id = ${county} and k.closed_on is null and k.due_on < ${today}::date),
             statement_timestamp(), case when ${whole}::boolean then statement_timestamp() end, case when ${whole}::boolean then ${today}::date end
        from county c where c.county_id = ${county}
      on conflict (county_id) do update
        set division_code = excluded.division_code, name = excluded.name, branches = excluded.branches,
            members = excluded.members, cases_open = excluded.cases_open, cases_late = excluded.cases_late,
            refreshed_at = excluded.refreshed_at, whole_at = coalesce(excluded.whole_at, t.whole_at),
            whole_on = coalesce(excluded.whole_on, t.whole_on)
    )
    insert into county_month_figures as t (county_id, month, activities, duties_due, duties_done, duties_late, refreshed_at)
    select ${county}::int, s.month, coalesce(h.activities, 0), coalesce(w.due, 0), coalesce(w.done, 0),
           coalesce(w.late, 0), statement_timestamp()
      from (select m::date as month
              from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 month') as m) s
      left join owed w on w.month = s.month
      left join held h on h.month = s.month
    on conflict (county_id, month) do update
      set activities = excluded.activities, duties_due = excluded.duties_due, duties_done = excluded.duties_done,
          duties_late = excluded.duties_late, refreshed_at = excluded.refreshed_at`.execute(db)
}
