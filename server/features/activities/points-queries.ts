import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { RollFilter } from './roll-queries.ts'

/** The facts of an activity whose rows of the roll the reader sees: a condition on `f`. */
function seen(ctx: Ctx, activityId: string, { all, branchIds, ownId }: RollFilter): RawBuilder<boolean> {
  return sql`f.county_id = ${ctx.county} and f.source_id = ${activityId}
    and (${all} or f.org_id = any(${[...branchIds]}::int[]) or f.member_id = ${ownId}::uuid)`
}

export type RuleGain = {
  rule_id: number
  rule_name: string
  scheme_name: string
  version_no: number
  people: number
  points: number
  least: number
  most: number
}

/** What stands of an activity's points, by rule: an entry that was taken back whole is nobody's any more. */
export async function listGains(ctx: Ctx, activityId: string, filter: RollFilter): Promise<RuleGain[]> {
  const { county } = ctx
  const { rows } = await sql<RuleGain>`
    with net as (
      select e.rule_id, e.fact_id, sum(e.points)::int as points
        from point_entries e
        join facts f on f.county_id = ${county} and f.fact_id = e.fact_id
       where e.county_id = ${county} and ${seen(ctx, activityId, filter)}
       group by e.rule_id, e.fact_id
      having sum(e.points) <> 0
    )
    select r.rule_id, r.name as rule_name, s.name as scheme_name, v.version_no, count(*)::int as people,
           sum(n.points)::int as points, min(n.points) as least, max(n.points) as most
      from net n
      join point_rules r on r.county_id = ${county} and r.rule_id = n.rule_id
      join point_versions v on v.county_id = ${county} and v.version_id = r.version_id
      join point_schemes s on s.county_id = ${county} and s.scheme_id = v.scheme_id
     group by r.rule_id, r.name, s.name, v.version_no
     order by r.rule_id`.execute(ctx.db)
  return rows
}

export type WaitingGain = { rule_code: string; rule_name: string; people: number; points: number }

/** Facts of an activity that a rule in force holds back until somebody has spoken. */
export async function listHeldBack(ctx: Ctx, activityId: string, filter: RollFilter): Promise<WaitingGain[]> {
  const { county } = ctx
  const { rows } = await sql<WaitingGain>`
    select r.code as rule_code, r.name as rule_name, count(*)::int as people, r.points
      from facts f
      join point_coverage c
        on c.county_id = ${county} and c.org_id = f.org_id and f.day between c.valid_from and c.valid_to
      join point_rules r
        on r.county_id = ${county} and r.version_id = c.version_id and r.fact_kind = f.kind and f.attrs @> r.pattern
      left join fact_voids x on x.county_id = ${county} and x.fact_id = f.fact_id
     where ${seen(ctx, activityId, filter)} and f.member_id is not null
       and r.needs_approval and x.fact_id is null
       and not exists (select 1 from point_approvals a
                        where a.county_id = ${county} and a.fact_id = f.fact_id and a.rule_code = r.code
                          and (a.step = r.approval_steps or not a.approved))
     group by r.code, r.name, r.points
     order by r.code`.execute(ctx.db)
  return rows
}

export type Correction = {
  reversed_entries: number
  reversed_points: number
  added_entries: number
  added_points: number
}

/** What was posted at the instant of a closing: entries taken back, and those in their place. */
export async function sumPostedAt(
  ctx: Ctx,
  activityId: string,
  filter: RollFilter,
  at: Date,
): Promise<Correction> {
  const { rows } = await sql<Correction>`
    select count(*) filter (where e.reversal_of is not null)::int as reversed_entries,
           coalesce(sum(e.points) filter (where e.reversal_of is not null), 0)::int as reversed_points,
           count(*) filter (where e.reversal_of is null)::int as added_entries,
           coalesce(sum(e.points) filter (where e.reversal_of is null), 0)::int as added_points
      from point_entries e
      join facts f on f.county_id = ${ctx.county} and f.fact_id = e.fact_id
     where e.county_id = ${ctx.county} and ${seen(ctx, activityId, filter)} and e.posted_at = ${at}`.execute(
    ctx.db,
  )
  return rows[0] as Correction
}

/** Present members whose facts the reader sees: the rest are guests of branches out of scope. */
export async function countSeenPresent(ctx: Ctx, activityId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from facts f
      left join fact_voids x on x.county_id = ${ctx.county} and x.fact_id = f.fact_id
     where f.county_id = ${ctx.county} and f.source_id = ${activityId} and f.kind = 'attendance'
       and x.fact_id is null`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
