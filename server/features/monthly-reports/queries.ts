import { type RawBuilder, sql } from 'kysely'
import type { MonthlyKind } from '../../../contract/monthly-reports.ts'
import type { Ctx } from '../../core/context/context.ts'

type Span = { from: string; to: string }

export type BranchRow = {
  org_id: number
  name: string
  village_id: number
  village_name: string
  village_path: string
  bonus: number
  bonus_count: number
  deduction: number
  deduction_count: number
  reversal: number
  reversal_count: number
}

/** What kind an entry is: a reversal whatever its sign, else by its sign. */
function isOf(kind: MonthlyKind): RawBuilder<boolean> {
  if (kind === 'reversal') return sql`e.reversal_of is not null`
  return kind === 'bonus'
    ? sql`e.reversal_of is null and e.points > 0`
    : sql`e.reversal_of is null and e.points < 0`
}

/**
 * The branches at and below a path (those with members or entries), each with the village it lies in: the nearest
 * organisation above it that is a village, else the one right above it.
 */
export async function listBranches(ctx: Ctx, path: string, { from, to }: Span): Promise<BranchRow[]> {
  const { rows } = await sql<BranchRow>`
    select o.org_id, o.short_name as name, v.org_id as village_id, v.short_name as village_name,
           v.path as village_path,
           coalesce(t.bonus, 0)::int as bonus, coalesce(t.bonus_count, 0)::int as bonus_count,
           coalesce(t.deduction, 0)::int as deduction, coalesce(t.deduction_count, 0)::int as deduction_count,
           coalesce(t.reversal, 0)::int as reversal, coalesce(t.reversal_count, 0)::int as reversal_count
      from organisations o
      join lateral (
        select a.org_id, a.short_name, a.path
          from organisations a
         where a.county_id = ${ctx.county}
           and a.path = any(array(select left(o.path, upto) from generate_series(4, length(o.path), 4) as upto))
           and (a.kind = 'village' or a.org_id = coalesce(o.parent_id, o.org_id))
         order by a.kind = 'village' desc, length(a.path) desc
         limit 1
      ) v on true
      left join (
        select e.org_id,
               sum(e.points) filter (where ${isOf('bonus')}) as bonus,
               count(*) filter (where ${isOf('bonus')}) as bonus_count,
               sum(e.points) filter (where ${isOf('deduction')}) as deduction,
               count(*) filter (where ${isOf('deduction')}) as deduction_count,
               sum(e.points) filter (where ${isOf('reversal')}) as reversal,
               count(*) filter (where ${isOf('reversal')}) as reversal_count
          from point_entries e
          join organisations eo on eo.county_id = ${ctx.county} and eo.org_id = e.org_id
           and eo.path >= ${path} and eo.path < ${`${path}~`}
         where e.county_id = ${ctx.county} and e.member_id is not null
           and e.booked_on between ${from}::date and ${to}::date
         group by e.org_id
      ) t on t.org_id = o.org_id
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
       and (t.org_id is not null or o.kind = 'branch' and exists (
             select 1 from members m
              where m.county_id = ${ctx.county} and m.org_id = o.org_id and m.stage in ('probationary', 'full')))
     order by o.path`.execute(ctx.db)
  return rows
}

export type EntryRow = {
  fact_id: string
  rule_id: number
  revision: number
  day: string
  member_id: string
  name: string
  org_path: string
  kind: string
  points: number
  is_reversal: boolean
  rule_name: string
  activity_title: string | null
  honour_title: string | null
  hand_reason: string | null
  total: number
}

export type EntryFilter = Span & { path: string; kind?: MonthlyKind; limit: number; offset: number }

/** The entries of a month at and below a path, of one kind or of all, by day. */
export async function listEntries(ctx: Ctx, filter: EntryFilter): Promise<EntryRow[]> {
  const { path, from, to, kind, limit, offset } = filter
  const { rows } = await sql<EntryRow>`
    select e.fact_id, e.rule_id, e.revision, e.day, e.member_id, m.name, o.path as org_path, f.kind, e.points,
           e.reversal_of is not null as is_reversal, r.name as rule_name, a.title as activity_title,
           h.title as honour_title, w.reason as hand_reason, count(*) over ()::int as total
      from point_entries e
      join organisations o on o.county_id = ${ctx.county} and o.org_id = e.org_id
       and o.path >= ${path} and o.path < ${`${path}~`}
      join members m on m.county_id = ${ctx.county} and m.member_id = e.member_id
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
      join facts f on f.county_id = ${ctx.county} and f.fact_id = e.fact_id
      left join activities a
        on a.county_id = ${ctx.county} and f.source_kind = 'activity' and a.activity_id = f.source_id
      left join honours h on h.county_id = ${ctx.county} and f.source_kind = 'honour' and h.honour_id = f.source_id
      left join hand_entries w
        on w.county_id = ${ctx.county} and f.source_kind = 'hand-entry' and w.hand_entry_id = f.source_id
     where e.county_id = ${ctx.county} and e.booked_on between ${from}::date and ${to}::date
       and ${kind ? isOf(kind) : sql`true`}
     order by e.day, e.fact_id, e.rule_id, e.revision
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

/** Branches among these paths in which anything was given or taken in a span. */
export async function listWithEntries(
  ctx: Ctx,
  orgIds: readonly number[],
  { from, to }: Span,
): Promise<{ org_id: number; name: string }[]> {
  const { rows } = await sql<{ org_id: number; name: string }>`
    select o.org_id, o.short_name as name
      from organisations o
     where o.county_id = ${ctx.county} and o.org_id = any(${[...orgIds]}::int[])
       and exists (select 1 from point_entries e
                    where e.county_id = ${ctx.county} and e.org_id = o.org_id and e.member_id is not null
                      and e.booked_on between ${from}::date and ${to}::date)
     order by o.path`.execute(ctx.db)
  return rows
}
