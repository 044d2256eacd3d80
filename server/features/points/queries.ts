import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { type Coverage, desiredSql, type Scope } from './derivation-queries.ts'

/**
 * Locks the members whose ceilings may be settled, in the order of their ids, and answers how many levels of
 * ceilings are in force. A statement of its own, before the derivation: what another transaction has posted
 * while this one waited for the lock must be visible to the next statement.
 */
export async function lockSubjects(ctx: Ctx, factIds: readonly string[]): Promise<number> {
  const levels = await countLevels(ctx)
  if (levels === 0) return 0
  await sql`
    select m.member_id from members m
     where m.county_id = ${ctx.county}
       and m.member_id in (select f.member_id from facts f
                            where f.county_id = ${ctx.county} and f.fact_id = any(${factIds}::uuid[]))
     order by m.member_id
       for no key update`.execute(ctx.db)
  return levels
}

export async function countLevels(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('point_limits')
    .select(({ fn }) => fn.max('level').as('levels'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirstOrThrow()
  return row.levels ?? 0
}

export type Cause = 'fact' | 'void' | 'late' | 'approval' | 'scheme' | 'recompute'

export type Posting = { scope: Scope; levels: number; cause: Cause }

/**
 * Posts the difference between what the rules in force say and what stands: a changed entry is reversed and
 * posted anew, nothing is altered. The roll-ups of months move in the same statement. Answers the rows posted.
 */
export async function postDifferences(ctx: Ctx, { scope, levels, cause }: Posting): Promise<number> {
  const { county } = ctx
  const { rows } = await sql<{ posted: number }>`
    with ${desiredSql({ county, scope, coverage: 'in-force', levels })},
    standing as (
      select e.fact_id, e.rule_id, max(e.revision) as revision, sum(e.points)::int as points,
             (array_agg(e.member_id))[1] as member_id, min(e.org_id) as org_id, min(e.day) as day,
             min(e.booked_on) as booked_on
        from point_entries e
       where e.county_id = ${county} and e.fact_id in (select fact_id from scope)
       group by e.fact_id, e.rule_id
    ),
    differences as (
      select coalesce(d.fact_id, s.fact_id) as fact_id, coalesce(d.rule_id, s.rule_id) as rule_id,
             coalesce(d.member_id, s.member_id) as member_id, coalesce(d.org_id, s.org_id) as org_id,
             coalesce(d.day, s.day) as day, coalesce(s.revision, 0) as revision,
             coalesce(s.points, 0) as stands, coalesce(d.points, 0) as wanted
        from desired d full join standing s on s.fact_id = d.fact_id and s.rule_id = d.rule_id
       where coalesce(s.points, 0) <> coalesce(d.points, 0)
    ),
    posted as (
      insert into point_entries (county_id, fact_id, rule_id, revision, reversal_of, member_id, org_id, day,
                                 booked_on, points, posted_at, cause, request_id)
      select ${county}::int, fact_id, rule_id, revision + 1, revision, member_id, org_id, day, day, -stands,
             ${ctx.now}::timestamptz, ${cause}::text, ${ctx.requestId}::uuid
        from differences where stands <> 0
      union all
      select ${county}::int, fact_id, rule_id, revision + 1 + (stands <> 0)::int, null, member_id, org_id, day, day, wanted,
             ${ctx.now}::timestamptz, ${cause}::text, ${ctx.requestId}::uuid
        from differences where wanted <> 0
      returning rule_id, member_id, org_id, booked_on, points, reversal_of
    ),
    member_months as (
      insert into point_member_months as t (county_id, member_id, version_id, month, org_id, points, entries)
      select ${county}, p.member_id, r.version_id, date_trunc('month', p.booked_on)::date, p.org_id,
             sum(p.points), sum(case when p.reversal_of is null then 1 else -1 end)
        from posted p join point_rules r on r.county_id = ${county} and r.rule_id = p.rule_id
       where p.member_id is not null
       group by 2, 3, 4, 5
       order by 2, 3, 4, 5
      on conflict (county_id, member_id, version_id, month, org_id)
      do update set points = t.points + excluded.points, entries = t.entries + excluded.entries
    ),
    org_months as (
      insert into point_org_months as t (county_id, org_id, rule_id, month, points, entries)
      select ${county}, p.org_id, p.rule_id, date_trunc('month', p.booked_on)::date,
             sum(p.points), sum(case when p.reversal_of is null then 1 else -1 end)
        from posted p
       group by 2, 3, 4
       order by 2, 3, 4
      on conflict (county_id, org_id, rule_id, month)
      do update set points = t.points + excluded.points, entries = t.entries + excluded.entries
    )
    select count(*)::int as posted from posted`.execute(ctx.db)
  return rows[0]?.posted ?? 0
}

export type DesiredEntry = {
  fact_id: string
  rule_id: number
  member_id: string | null
  org_id: number
  day: string
  points: number
}

/** What the rules would say, posted nowhere. */
export async function readDesired(
  ctx: Ctx,
  question: { scope: Scope; coverage: Coverage; levels: number },
): Promise<DesiredEntry[]> {
  const { rows } = await sql<DesiredEntry>`
    with ${desiredSql({ county: ctx.county, ...question })}
    select fact_id, rule_id, member_id, org_id, day, points from desired`.execute(ctx.db)
  return rows
}

/**
 * Which version counts for which organisation on which days, from adoptions, versions and the dated history of
 * the tree: a branch that moved in July followed the old village's scheme until July.
 */
export async function rebuildCoverage(ctx: Ctx): Promise<void> {
  await ctx.db.deleteFrom('point_coverage').where('county_id', '=', ctx.county).execute()
  await sql`
    with recursive above (org_id, above_id, valid_from, valid_to) as (
      select org_id, org_id, valid_from, coalesce(valid_to - 1, '9999-12-31'::date)
        from org_history where county_id = ${ctx.county}
      union all
      select a.org_id, h.parent_id, greatest(a.valid_from, h.valid_from),
             least(a.valid_to, coalesce(h.valid_to - 1, '9999-12-31'::date))
        from above a
        join org_history h
          on h.county_id = ${ctx.county} and h.org_id = a.above_id
         and h.valid_from <= a.valid_to and coalesce(h.valid_to - 1, '9999-12-31'::date) >= a.valid_from
       where h.parent_id is not null
    ),
    versions as (
      select version_id, scheme_id, valid_from,
             least(coalesce(valid_to, '9999-12-31'::date),
                   coalesce(lead(valid_from) over (partition by scheme_id order by valid_from) - 1, '9999-12-31'::date)
             ) as valid_to
        from point_versions where county_id = ${ctx.county} and state = 'published'
    ),
    spans as (
      select u.org_id, v.version_id,
             greatest(u.valid_from, a.valid_from, v.valid_from) as valid_from,
             least(u.valid_to, coalesce(a.valid_to, '9999-12-31'::date), v.valid_to) as valid_to
        from point_adoptions a
        join above u on u.above_id = a.org_id and (a.reach = 'below' or u.org_id = a.org_id)
        join versions v on v.scheme_id = a.scheme_id
       where a.county_id = ${ctx.county}
    )
    insert into point_coverage (county_id, org_id, version_id, valid_from, valid_to)
    select ${ctx.county}, org_id, version_id, valid_from, max(valid_to)
      from spans where valid_from <= valid_to
     group by org_id, version_id, valid_from`.execute(ctx.db)
}
