import { type RawBuilder, sql } from 'kysely'
import type { CheckVerdict, VisitPurpose } from '../../../contract/visit-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type VisitRecord = {
  visit_id: string
  household_id: string
  org_id: number
  path: string
  grid_name: string
  address: string
  place_name: string | null
  visited_on: string
  door: boolean
  met: boolean
  card: boolean
  talk: boolean
  purpose: VisitPurpose
  case_id: string | null
  case_closed: boolean
  solace_fen: number | null
  has_heard: boolean
  visited_by: string
  visitor_name: string
  void_reason: string | null
  verdict: CheckVerdict | null
  feedback: string | null
}

export type VisitFilter = {
  path: string
  from: string
  to: string
  only: 'all' | 'solace' | 'demand' | 'own'
  householdId?: string | undefined
}

function wanted(ctx: Ctx, { path, from, to, only, householdId }: VisitFilter): RawBuilder<unknown> {
  const all = [
    sql`v.county_id = ${ctx.county}`,
    sql`v.visited_on between ${from}::date and ${to}::date`,
    sql`g.path >= ${path} collate "C" and g.path < ${`${path}~`} collate "C"`,
    ...(only === 'solace' ? [sql`v.solace_fen is not null`] : []),
    ...(only === 'demand' ? [sql`v.case_id is not null`] : []),
    ...(only === 'own' ? [sql`v.visited_by = ${accountOf(ctx)}::uuid`] : []),
    ...(householdId ? [sql`v.household_id = ${householdId}::uuid`] : []),
  ]
  return sql.join(all, sql` and `)
}

const columns = (ctx: Ctx): RawBuilder<unknown> => sql`
    select v.visit_id, v.household_id, v.org_id, g.path, g.name as grid_name, h.address, n.name as place_name,
           v.visited_on, v.door, v.met, v.card, v.talk, v.purpose, v.case_id, c.closed_on is not null as case_closed,
           v.solace_fen, v.heard_sealed is not null as has_heard, v.visited_by, a.name as visitor_name, v.void_reason,
           i.verdict, i.feedback
      from visits v
      join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
      join households h on h.county_id = ${ctx.county} and h.household_id = v.household_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = v.visited_by
      left join natural_villages n on n.county_id = ${ctx.county} and n.place_id = h.place_id
      left join cases c on c.county_id = ${ctx.county} and c.case_id = v.case_id
      left join lateral (
        select verdict, feedback from visit_check_items
         where county_id = ${ctx.county} and visit_id = v.visit_id and checked_at is not null
         order by checked_at desc limit 1
      ) i on true`

export async function readVisits(
  ctx: Ctx,
  filter: VisitFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<VisitRecord[]> {
  const { rows } = await sql<VisitRecord>`
    ${columns(ctx)}
     where ${wanted(ctx, filter)}
     order by v.visited_on desc, v.recorded_at desc, v.visit_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export type VisitTotals = {
  count: number
  visits: number
  households: number
  met: number
  demands: number
  solace_fen: number
}

export async function countVisits(ctx: Ctx, filter: VisitFilter): Promise<VisitTotals> {
  const { rows } = await sql<VisitTotals>`
    select count(*)::int as count, count(*) filter (where v.voided_at is null)::int as visits,
           count(distinct v.household_id) filter (where v.voided_at is null)::int as households,
           count(*) filter (where v.voided_at is null and v.met)::int as met,
           count(v.case_id) filter (where v.voided_at is null)::int as demands,
           coalesce(sum(v.solace_fen) filter (where v.voided_at is null), 0)::bigint as solace_fen
      from visits v
      join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
     where ${wanted(ctx, filter)}`.execute(ctx.db)
  return rows[0] ?? { count: 0, visits: 0, households: 0, met: 0, demands: 0, solace_fen: 0 }
}

/** One visit, locked against being voided twice. */
export async function findVisit(ctx: Ctx, visitId: string) {
  const row = await ctx.db
    .selectFrom('visits as v')
    .innerJoin('organisations as g', (join) =>
      join.on('g.county_id', '=', ctx.county).onRef('g.org_id', '=', 'v.org_id'),
    )
    .selectAll('v')
    .select('g.path')
    .where('v.county_id', '=', ctx.county)
    .where('v.visit_id', '=', visitId)
    .forNoKeyUpdate('v')
    .executeTakeFirst()
  return row && { ...row, visitedBy: row.visited_by }
}

export async function markVoided(ctx: Ctx, visitId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('visits')
    .set({ voided_at: ctx.now, voided_by: accountOf(ctx), void_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('visit_id', '=', visitId)
    .execute()
}

/** What was heard longer ago than this, and whatever was heard in a household that was struck off, goes. */
export async function eraseHeard(ctx: Ctx, before: string): Promise<void> {
  await sql`
    update visits v set heard_sealed = null, heard_erased = true
      from households h
     where v.county_id = ${ctx.county} and h.county_id = ${ctx.county} and h.household_id = v.household_id
       and v.heard_sealed is not null and (v.visited_on < ${before}::date or h.removed_at is not null)`.execute(
    ctx.db,
  )
}
