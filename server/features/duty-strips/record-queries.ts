import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { type DutyFilter, duties, mayMeet } from './queries.ts'

export type RecordRow = {
  org_id: number
  requirement_id: string
  period_start: string
  activity_id: string | null
  record_at: string
  day: string
  title: string
  present: number | null
  expected: number
  org_name: string
  first_closed_at: Date
}

/** The records that may meet the duties of one organisation and its groups, by the day. */
export async function listRecords(ctx: Ctx, filter: DutyFilter): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select d.org_id, d.requirement_id, d.period_start, a.activity_id,
           '/activities/' || a.activity_id as record_at, a.day, a.title, a.present,
           cardinality(a.roll) as expected, h.short_name as org_name, a.first_closed_at
      from (${duties(ctx, filter)}) d
      join activities a
        on a.county_id = ${ctx.county} and a.day between d.period_start and d.period_end
       and a.state in ('closed', 'reopened') and a.first_closed_at is not null
       and d.patterns @> jsonb_build_array(jsonb_build_object('activity', a.kind))
      join organisations h on h.county_id = ${ctx.county} and h.org_id = a.org_id
     where ${mayMeet}
    union all
    select d.org_id, d.requirement_id, d.period_start, null::uuid, '/appraisals/' || a.round_id, f.day,
           a.year || ' 年民主评议党员', null::int, 0, d.org_name, f.recorded_at
      from (${duties(ctx, filter)}) d
      join appraisals a
        on a.county_id = ${ctx.county} and a.org_id = d.org_id and a.year = extract(year from d.period_start)
      join facts f on f.county_id = ${ctx.county} and f.source_id = a.round_id and f.kind = 'appraisal-held'
     where d.fact_kind = 'appraisal-held'
       and not exists (select from fact_voids v where v.county_id = ${ctx.county} and v.fact_id = f.fact_id)
     order by day, record_at`.execute(ctx.db)
  return rows
}
