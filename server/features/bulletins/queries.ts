import { type RawBuilder, sql } from 'kysely'
import type { BulletinFigure } from '../../../contract/bulletins.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Span } from './spans.ts'

export type OrgRow = { org_id: number; name: string; path: string }

/** Branches at and below a path, in the order of the register. */
export async function listBranches(ctx: Ctx, path: string): Promise<OrgRow[]> {
  const { rows } = await sql<OrgRow>`
    select org_id, short_name as name, path from organisations
     where county_id = ${ctx.county} and path >= ${path} and path < ${`${path}~`} and kind = 'branch'
       and dissolved_on is null
     order by path`.execute(ctx.db)
  return rows
}

/** Of the daily one: written down on the day; of the others: happened in the span. */
function isWithin({ period, from, to }: Span, at: RawBuilder<unknown>, day: RawBuilder<unknown>) {
  return period === 'day'
    ? sql`(${at} at time zone 'Asia/Shanghai')::date = ${from}::date`
    : sql`${day} between ${from}::date and ${to}::date`
}

export type CountRow = { org_id: number } & Record<
  'activities' | 'person-times' | 'honours' | 'conduct' | 'corrections' | 'unrecorded',
  number
>

/** Figures of each branch, its groups counted with it: one statement. */
export async function listCounts(ctx: Ctx, path: string, span: Span): Promise<CountRow[]> {
  const { county } = ctx
  const { rows } = await sql<CountRow>`
    with branches as (
      select org_id, path from organisations
       where county_id = ${county} and path >= ${path} and path < ${`${path}~`} and kind = 'branch'
    ), held as (
      select b.org_id,
             count(*) filter (where f.kind = 'activity-held') as activities,
             coalesce(sum((f.attrs ->> 'present')::int) filter (where f.kind = 'activity-held'), 0) as person_times,
             count(*) filter (where f.kind = 'honour') as honours,
             count(*) filter (where f.kind = 'conduct') as conduct
        from branches b
        join organisations o on o.county_id = ${county} and o.path >= b.path and o.path < b.path || '~'
        join facts f on f.county_id = ${county} and f.org_id = o.org_id
         and ${isWithin(span, sql`f.recorded_at`, sql`f.day`)}
        left join fact_voids v on v.county_id = ${county} and v.fact_id = f.fact_id
       where v.fact_id is null and f.kind in ('activity-held', 'honour', 'conduct')
       group by b.org_id
    ), corrected as (
      select b.org_id, count(distinct f.source_id) as corrections
        from branches b
        join organisations o on o.county_id = ${county} and o.path >= b.path and o.path < b.path || '~'
        join fact_voids v on v.county_id = ${county} and v.org_id = o.org_id
         and (v.voided_at at time zone 'Asia/Shanghai')::date between ${span.from}::date and ${span.to}::date
        join facts f on f.county_id = ${county} and f.fact_id = v.fact_id
       group by b.org_id
    ), open as (
      select b.org_id, count(*) as unrecorded
        from branches b
        join organisations o on o.county_id = ${county} and o.path >= b.path and o.path < b.path || '~'
        join activities a on a.county_id = ${county} and a.org_id = o.org_id and a.state in ('planned', 'reopened')
         and a.day between ${span.from}::date and least(${span.to}::date, ${ctx.today}::date)
       group by b.org_id
    )
    select b.org_id, coalesce(h.activities, 0)::int as activities,
           coalesce(h.person_times, 0)::int as "person-times", coalesce(h.honours, 0)::int as honours,
           coalesce(h.conduct, 0)::int as conduct, coalesce(c.corrections, 0)::int as corrections,
           coalesce(p.unrecorded, 0)::int as unrecorded
      from branches b
      left join held h on h.org_id = b.org_id
      left join corrected c on c.org_id = b.org_id
      left join open p on p.org_id = b.org_id
     order by b.path`.execute(ctx.db)
  return rows
}

export type RecordRow = {
  id: string
  day: string
  kind: string
  attrs: Record<string, unknown>
  org_name: string
  title: string | null
  source_kind: string
  source_id: string
}

/** What a figure of one organisation is the sum of. */
export async function listRecords(
  ctx: Ctx,
  path: string,
  span: Span,
  figure: BulletinFigure,
): Promise<RecordRow[]> {
  const { county } = ctx
  const below = sql`o.path >= ${path} and o.path < ${`${path}~`}`
  if (figure === 'unrecorded') {
    const { rows } = await sql<RecordRow>`
      select a.activity_id as id, a.day, 'activity-held' as kind, '{}'::jsonb as attrs, o.short_name as org_name,
             a.title, 'activity' as source_kind, a.activity_id as source_id
        from activities a
        join organisations o on o.county_id = ${county} and o.org_id = a.org_id and ${below}
       where a.county_id = ${county} and a.state in ('planned', 'reopened')
         and a.day between ${span.from}::date and least(${span.to}::date, ${ctx.today}::date)
       order by a.day, a.activity_id limit 200`.execute(ctx.db)
    return rows
  }
  const voided = figure === 'corrections'
  const kind = figure === 'honours' ? 'honour' : figure === 'conduct' ? 'conduct' : 'activity-held'
  const when = voided
    ? sql`(v.voided_at at time zone 'Asia/Shanghai')::date between ${span.from}::date and ${span.to}::date`
    : sql`v.fact_id is null and f.kind = ${kind} and ${isWithin(span, sql`f.recorded_at`, sql`f.day`)}`
  const { rows } = await sql<RecordRow>`
    select distinct on (f.day, ${voided ? sql`f.source_id` : sql`f.fact_id`})
           f.fact_id as id, f.day, f.kind, f.attrs, o.short_name as org_name, a.title, f.source_kind, f.source_id
      from facts f
      join organisations o on o.county_id = ${county} and o.org_id = f.org_id and ${below}
      left join fact_voids v on v.county_id = ${county} and v.fact_id = f.fact_id
      left join activities a on a.county_id = ${county} and f.source_kind = 'activity'
       and a.activity_id = f.source_id
     where f.county_id = ${county} and ${when}
     order by f.day, ${voided ? sql`f.source_id` : sql`f.fact_id`}
     limit 200`.execute(ctx.db)
  return rows
}
