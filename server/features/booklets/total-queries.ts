import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { SourceColumns } from './queries.ts'

export type BranchTotal = {
  org_id: number
  name: string
  members: number
  points: number
  last_year: number
}
export type RuleTotal = { rule_id: number; rule_name: string; points: number; count: number }

/**
 * What stands at or below a path that has members or points, with this year and the last; and what each rule gave this
 * year, the versions of a scheme added up under the rule's code. From the roll-ups, which are read once. The
 * organisations are asked for as an array: the planner cannot see through row-level security how few they are, and with
 * an array it goes by the index.
 */
export async function readTotals(
  ctx: Ctx,
  path: string,
  year: number,
): Promise<{ branches: BranchTotal[]; rules: RuleTotal[] }> {
  const { county } = ctx
  const { rows } = await sql<{ branches: BranchTotal[]; rules: RuleTotal[] }>`
    with own as materialized (
      select o.org_id, o.short_name, o.path from organisations o
       where o.county_id = ${county} and o.path >= ${path} and o.path < ${`${path}~`}
    ),
    counted as materialized (
      select m.org_id, count(*) as members from members m
       where m.county_id = ${county} and m.org_id = any(array(select org_id from own))
         and m.stage in ('probationary', 'full')
       group by m.org_id
    ),
    years as materialized (
      select t.org_id, t.rule_id,
             sum(t.points) filter (where t.month >= make_date(${year}::int, 1, 1)) as points,
             sum(t.entries) filter (where t.month >= make_date(${year}::int, 1, 1)) as entries,
             sum(t.points) filter (where t.month < make_date(${year}::int, 1, 1)) as last_year
        from point_org_months t
       where t.county_id = ${county} and t.org_id = any(array(select org_id from own))
         and t.month between make_date(${year}::int - 1, 1, 1) and make_date(${year}::int, 12, 1)
       group by t.org_id, t.rule_id
    ),
    earned as materialized (
      select y.*, r.name, r.code, r.sort, v.scheme_id
        from years y
        join point_rules r on r.county_id = ${county} and r.rule_id = y.rule_id and r.subject = 'member'
        join point_versions v on v.county_id = ${county} and v.version_id = r.version_id
    ),
    branches as (
      select o.path, o.org_id, o.short_name as name, coalesce(m.members, 0)::int as members,
             coalesce(t.points, 0)::int as points, coalesce(t.last_year, 0)::int as last_year
        from own o
        left join counted m on m.org_id = o.org_id
        left join (
          select org_id, sum(points) as points, sum(last_year) as last_year from earned group by org_id
        ) t on t.org_id = o.org_id
       where m.members > 0 or t.points is not null or t.last_year is not null
    ),
    rules as (
      select min(sort) as sort, max(rule_id) as rule_id, max(name) as rule_name, sum(points)::int as points,
             sum(entries)::int as count
        from earned
       where points is not null
       group by scheme_id, code
      having sum(entries) <> 0 or sum(points) <> 0
    )
    select (select coalesce(json_agg(b order by b.path), '[]') from branches b) as branches,
           (select coalesce(json_agg(r order by r.sort), '[]') from rules r) as rules`.execute(ctx.db)
  return rows[0] ?? { branches: [], rules: [] }
}

export async function listPeopleTotals(ctx: Ctx, orgId: number, year: number) {
  const { rows } = await sql<{ memberId: string; name: string; points: number; entries: number }>`
    select m.member_id as "memberId", m.name, coalesce(sum(t.points), 0)::int as points, coalesce(sum(t.entries), 0)::int as entries
      from members m
      left join point_member_months t
        on t.county_id = ${ctx.county} and t.member_id = m.member_id and t.org_id = m.org_id
       and t.month between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 1)
     where m.county_id = ${ctx.county} and m.org_id = ${orgId} and m.stage in ('probationary', 'full')
     group by m.member_id, m.name, m.name_pinyin
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}

export type RuleEntryRow = SourceColumns & {
  fact_id: string
  rule_id: number
  member_id: string | null
  name: string | null
  org_path: string
  day: string
  points: number
  total: number
}

type EntryFilter = { year: number; ruleId: number; limit: number; offset: number }

/** Standing entries under a rule (by its code, over the versions of its scheme) in a year, oldest first. */
export async function listRuleEntries(
  ctx: Ctx,
  path: string,
  filter: EntryFilter,
): Promise<{ rows: RuleEntryRow[]; count: number }> {
  const rows = await readRuleEntries(ctx, path, filter)
  // Behind the last page there is no row that could carry the count.
  const [first] =
    rows.length > 0 || filter.offset === 0
      ? rows
      : await readRuleEntries(ctx, path, { ...filter, limit: 1, offset: 0 })
  return { rows, count: first?.total ?? 0 }
}

async function readRuleEntries(ctx: Ctx, path: string, filter: EntryFilter): Promise<RuleEntryRow[]> {
  const { rows } = await sql<RuleEntryRow>`
    select n.fact_id, n.rule_id, n.member_id, m.name, n.org_path, n.day, n.points, count(*) over ()::int as total,
           f.source_kind, f.source_id, a.title as activity_title, a.kind as activity_kind, a.serial_no,
           h.title as honour_title, w.reason as hand_reason
      from (
        select e.fact_id, e.rule_id, e.member_id, o.path as org_path, min(e.day) as day, sum(e.points)::int as points
          from point_entries e
          join organisations o on o.county_id = ${ctx.county} and o.org_id = e.org_id
           and o.path >= ${path} and o.path < ${`${path}~`}
          join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
          join point_rules asked on asked.county_id = ${ctx.county} and asked.rule_id = ${filter.ruleId}
           and asked.code = r.code
          join point_versions v on v.county_id = ${ctx.county} and v.version_id = r.version_id
          join point_versions av on av.county_id = ${ctx.county} and av.version_id = asked.version_id
           and av.scheme_id = v.scheme_id
         where e.county_id = ${ctx.county}
           and e.booked_on between make_date(${filter.year}::int, 1, 1) and make_date(${filter.year}::int, 12, 31)
         group by e.fact_id, e.rule_id, e.member_id, o.path
        having sum(e.points) <> 0
      ) n
      join facts f on f.county_id = ${ctx.county} and f.fact_id = n.fact_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = n.member_id
      left join activities a
        on a.county_id = ${ctx.county} and f.source_kind = 'activity' and a.activity_id = f.source_id
      left join honours h on h.county_id = ${ctx.county} and f.source_kind = 'honour' and h.honour_id = f.source_id
      left join hand_entries w
        on w.county_id = ${ctx.county} and f.source_kind = 'hand-entry' and w.hand_entry_id = f.source_id
     order by n.day, n.fact_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}
