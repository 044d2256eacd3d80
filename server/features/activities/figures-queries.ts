import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { Ctx } from '../../core/context/context.ts'

export type FactRecord = {
  fact_id: string
  kind: string
  member_id: string | null
  member_name: string | null
  day: string
  quantity: number | null
  attrs: Record<string, unknown>
  recorded_at: Date
  recorded_by_name: string | null
  voided_at: Date | null
}

/** Every fact that an activity ever gave rise to, in the reader's scope: those that stand and those corrected. */
export async function listFacts(ctx: Ctx, activityId: string): Promise<FactRecord[]> {
  const { rows } = await sql<FactRecord>`
    select f.fact_id, f.kind, f.member_id, m.name as member_name, f.day, f.quantity, f.attrs, f.recorded_at,
           a.name as recorded_by_name, v.voided_at
      from facts f
      left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = f.recorded_by
      left join members m on m.county_id = ${ctx.county} and m.member_id = f.member_id
     where f.county_id = ${ctx.county} and f.source_id = ${activityId}
     order by m.name_pinyin nulls first, f.recorded_at, f.fact_id`.execute(ctx.db)
  return rows
}

export function listReopenings(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('activity_reopenings as r')
    .leftJoin('accounts as b', (join) =>
      join.on('b.county_id', '=', ctx.county).onRef('b.account_id', '=', 'r.reopened_by'),
    )
    .leftJoin('accounts as w', (join) =>
      join.on('w.county_id', '=', ctx.county).onRef('w.account_id', '=', 'r.was_closed_by'),
    )
    .select(['r.reopened_at', 'r.reason', 'r.was_closed_at'])
    .select(['b.name as reopened_by_name', 'w.name as was_closed_by_name'])
    .where('r.county_id', '=', ctx.county)
    .where('r.activity_id', '=', activityId)
    .orderBy('r.reopened_at')
    .execute()
}
export type ReopeningRecord = Awaited<ReturnType<typeof listReopenings>>[number]

export type Span = { path: string; from: string; to: string }

/** What a subtree held in a span of days, by the facts that stand: a rider on every figure below. */
function heldSql(ctx: Ctx, { path, from, to }: Span) {
  return sql`
    held as (
      select f.source_id, f.attrs ->> 'activity' as kind, f.quantity / 100 as present
        from facts f
        left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
       where f.county_id = ${ctx.county} and f.kind = 'activity-held' and f.day between ${from} and ${to}
         and f.org_id in (select o.org_id from organisations o
                           where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`})
         and v.fact_id is null)`
}

export type KindFigures = { kind: ActivityKind; activities: number; person_times: number }

export async function countByKind(ctx: Ctx, span: Span): Promise<KindFigures[]> {
  const { rows } = await sql<KindFigures>`
    with ${heldSql(ctx, span)}
    select kind, count(*)::int as activities, sum(present)::int as person_times
      from held group by kind order by kind`.execute(ctx.db)
  return rows
}

export type PartFigures = { part: string; activities: number; person_times: number }

/** By what was done in them, `kind` or `topic` of their parts; an activity counts once for each. */
export async function countByPart(ctx: Ctx, span: Span, by: 'kind' | 'topic'): Promise<PartFigures[]> {
  const { rows } = await sql<PartFigures>`
    with ${heldSql(ctx, span)}
    select s.part, count(*)::int as activities, sum(held.present)::int as person_times
      from held
      join activities a on a.county_id = ${ctx.county} and a.activity_id = held.source_id
      cross join lateral (
        select distinct e ->> ${by} as part
          from jsonb_array_elements(a.segments) as e
         where e ->> ${by} is not null and e ->> 'skipped' is distinct from 'true'
      ) s
     group by s.part order by person_times desc, s.part`.execute(ctx.db)
  return rows
}

/** Each person once, however often. From the rolls, which the holder sees whole, guests among them. */
export async function countDistinctMembers(ctx: Ctx, span: Span): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${heldSql(ctx, span)}
    select count(distinct t.member_id)::int as count
      from attendance t
     where t.county_id = ${ctx.county} and t.activity_id in (select source_id from held)
       and t.state in ('present', 'late')`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function sumOutputs(ctx: Ctx, span: Span): Promise<{ unit: string; amount: number }[]> {
  const { rows } = await sql<{ unit: string; amount: number }>`
    with ${heldSql(ctx, span)}
    select x.unit, sum(x.amount)::bigint as amount
      from activities a
      cross join lateral jsonb_to_recordset(a.outputs) as x(unit text, amount bigint)
     where a.county_id = ${ctx.county} and a.activity_id in (select source_id from held)
     group by x.unit order by x.unit`.execute(ctx.db)
  return rows
}
