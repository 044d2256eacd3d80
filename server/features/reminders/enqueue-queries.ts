import { sql } from 'kysely'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Clock } from './clocks.ts'
import {
  dueActivities,
  dueDuties,
  dueInGroups,
  dueItems,
  dueProcedures,
  dueTasks,
  holders,
} from './due-queries.ts'
import type { ReminderRule } from './ready-rules.ts'

/** The rules that the product brings, where a county has no word of its own on them. */
export async function insertReadyRules(ctx: Ctx, rules: readonly ReminderRule[]): Promise<void> {
  await sql`
    insert into reminder_rules (county_id, kind, days_before, at_hour, is_on, set_at)
    select ${ctx.county}, r.kind, r."daysBefore", r."atHour", true, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as r(kind text, "daysBefore" int, "atHour" int)
    on conflict (county_id, kind, days_before) do nothing`.execute(ctx.db)
}

/** How many days before its day a reminder is written down, and how many days after one of lateness is still told. */
const ahead = 7
const behind = 7

/**
 * The one statement that makes every reminder of a county what it should be: written once a rule, thing, day and
 * receiver; anew when the day moves; withdrawn when it is done, called off or nobody's any more. It can run at any hour
 * and any number of times.
 */
export async function enqueueReminders(
  ctx: Ctx,
  clocks: readonly Clock[],
): Promise<{ made: number; withdrawn: number }> {
  const { county, now, today } = ctx
  const from = addDays(today, -behind)
  const to = addDays(today, ahead)
  const { rows } = await sql<{ made: number; withdrawn: number }>`
    with rules as (
      select kind, days_before, at_hour from reminder_rules where county_id = ${county} and is_on
    ), span as (
      select ${from}::date + min(days_before) as first_due, ${to}::date + max(days_before) as last_due
        from reminder_rules where county_id = ${county} and is_on
    ), holders as (${holders(ctx)}
    ), due as (${dueDuties(ctx)}
      union all ${dueActivities(ctx)}
      union all ${dueInGroups(ctx)}
      union all ${dueTasks(ctx)}
      union all ${dueItems(ctx)}
      union all ${dueProcedures(ctx, clocks)}
    ), wanted as (
      select distinct on (d.to_id, d.kind, d.subject, r.days_before, d.due_on)
             d.to_id, d.kind, d.subject, r.days_before, d.due_on, d.to_kind, d.org_id,
             d.due_on - r.days_before as remind_on, r.at_hour, d.title, d.note, d.link
        from due d
        join rules r on r.kind = d.kind and d.due_on - r.days_before <= ${to}::date
         and case when r.days_before >= 0 then d.due_on >= ${today}::date
                  else d.due_on - r.days_before >= ${from}::date end
    ), made as (
      insert into reminders as r (county_id, to_id, kind, subject, days_before, due_on, to_kind, org_id, remind_on, at_hour,
                                  title, note, link, made_at)
      select ${county}, to_id, kind, subject, days_before, due_on, to_kind, org_id, remind_on, at_hour, title, note, link,
             ${now}
        from wanted
      on conflict (county_id, to_id, kind, subject, days_before, due_on) do update
        set at_hour = excluded.at_hour, title = excluded.title, note = excluded.note, link = excluded.link,
            withdrawn_at = null,
            -- One that comes back is told again, by whatever way and also where it had been put away: the last word that
            -- went out was of another day. On which day something was handed over stays, so that no second digest goes.
            handed_at = case when r.withdrawn_at is null then r.handed_at end,
            seen_at = case when r.withdrawn_at is null then r.seen_at end
        where r.withdrawn_at is not null
           or (r.at_hour, r.title, r.note, r.link)
              is distinct from (excluded.at_hour, excluded.title, excluded.note, excluded.link)
      returning 1
    ), withdrawn as (
      update reminders r set withdrawn_at = ${now}
       where r.county_id = ${county} and r.withdrawn_at is null
         and not exists (
           select from wanted w
            where w.to_id = r.to_id and w.kind = r.kind and w.subject = r.subject and w.days_before = r.days_before
              and w.due_on = r.due_on)
      returning 1
    )
    select (select count(*) from made)::int as made, (select count(*) from withdrawn)::int as withdrawn`.execute(
    ctx.db,
  )
  return rows[0] ?? { made: 0, withdrawn: 0 }
}
