import type { Ctx } from '../context/context.ts'
import { type DayKind, type WorkingCalendar, workingCalendar } from './working-calendar.ts'

/** The county's working-day calendar: the national one with the administrator's days laid over it. */
export async function loadCalendar(ctx: Ctx): Promise<WorkingCalendar> {
  const rows = await ctx.db
    .selectFrom('calendar_days')
    .select(['day', 'is_working'])
    .where('county_id', '=', ctx.county)
    .execute()
  return workingCalendar(
    new Map(rows.map((row): [string, DayKind] => [row.day, row.is_working ? 'working' : 'off'])),
  )
}
