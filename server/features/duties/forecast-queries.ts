import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { Cadence, HeldBy } from '../../../contract/requirements.ts'
import type { Ctx } from '../../core/context/context.ts'
import { wantedSql } from './derivation-queries.ts'

export type OwedCell = {
  org_id: number
  requirement_id: string
  code: string
  name: string
  cadence: Cadence
  fixed_day: boolean
  times: number
  held_by: HeldBy
  activities: ActivityKind[]
  period_start: string
  period_end: string
  due_on: string
  /** How many were held, as it stands among the duties. */
  held: number
  excused: boolean
}

/**
 * What some organisations owe between two days, also of periods that have not begun: as the engine would derive it on
 * the last of them, were the tree and what is asked to stay as they are. Only what a meeting can meet is planned.
 */
export async function listOwedCells(
  ctx: Ctx,
  { orgIds, from, to }: { orgIds: readonly number[]; from: string; to: string },
): Promise<OwedCell[]> {
  const { rows } = await sql<OwedCell>`
    with ${wantedSql(ctx.county, [{ orgIds, from, to }], to)}
    select c.org_id, c.requirement_id, r.code, r.name, r.cadence, r.times, r.held_by,
           (r.fixed_day is not null or exists (
              select 1 from own w where w.org_id = c.org_id and w.requirement_id = c.requirement_id
                                    and w.fixed_day is not null)) as fixed_day,
           array(select p ->> 'activity' from jsonb_array_elements(r.patterns) p) as activities,
           c.period_start, c.period_end, c.due_on, coalesce(d.held, 0) as held,
           exists (select 1 from duty_pleas p
                    where p.county_id = ${ctx.county} and p.org_id = c.org_id and p.requirement_id = c.requirement_id
                      and p.period_start = c.period_start and p.kind = 'excuse' and p.state = 'approved') as excused
      from cells c
      join requirements r
        on r.county_id = ${ctx.county} and r.requirement_id = c.requirement_id and r.fact_kind = 'activity-held'
      left join duties d
        on d.county_id = ${ctx.county} and d.org_id = c.org_id and d.requirement_id = c.requirement_id
       and d.period_start = c.period_start
     where c.due_on between ${from}::date and ${to}::date and c.founded_on <= c.due_on
       and (c.dissolved_on is null or c.dissolved_on > c.due_on)
     order by array_position(array['month', 'quarter', 'half-year', 'year', 'week'], r.cadence), r.code, c.org_id,
              c.period_start`.execute(ctx.db)
  return rows
}
