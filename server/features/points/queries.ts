import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { createTemplate, type SlotOf, type Template } from '../../core/db/template.ts'
import type { Lock } from '../../core/db/transaction.ts'
import { type Coverage, desiredSql, type Scope, sharingSql, standingSql } from './derivation-queries.ts'
import type { Settling } from './settling-queries.ts'

/**
 * Facts are derived beside each other, but never while the rules change: a fact that is not committed yet would miss
 * the new rules, and they would miss it. Held to the end of the transaction; taken before anything is read for it.
 */
export async function lockRules(ctx: Ctx, way: Lock['way']): Promise<void> {
  await takeLock(ctx, { name: 'point rules', way })
}

/**
 * Locks whom the facts are about, members and then branches, each in the order of their ids: their ceilings may be
 * settled anew, and a void and an approval of one fact must see each other. A statement of its own, before the
 * derivation: what another transaction has posted while this one waited must be visible to the next statement. Answers
 * what has to be settled: nothing, where none of the facts stands under a ceiling.
 */
export async function lockSubjects(ctx: Ctx, factIds: readonly string[]): Promise<Settling> {
  const [row] = await askSharing(ctx.db, { county: ctx.county, facts: [...factIds] })
  return { clears: row?.clears ?? false, levels: row?.levels ?? [] }
}

/**
 * The facts come out of a sub-select, so that the planner does not see how few they are: for one fact its plan would look
 * cheaper than the one it keeps, it would plan anew each time, and planning took longer than all else of a small write.
 */
const askSharing = createTemplate<{ county: number; facts: string[] }, Settling>((slot) => {
  const county = slot('county')
  const facts = sql`(select ${slot('facts')}::uuid[])::uuid[]`
  return sql`
    with ${sharingSql(county, facts)},
    asked as materialized (
      select f.member_id, f.org_id from facts f where f.county_id = ${county} and f.fact_id = any(${facts})
    ),
    people as materialized (
      select m.member_id from members m
       where m.county_id = ${county} and m.member_id in (select member_id from asked)
       order by m.member_id
         for no key update
    ),
    branches as materialized (
      select o.org_id from organisations o
       where o.county_id = ${county} and o.org_id in (select org_id from asked where member_id is null)
       order by o.org_id
         for no key update
    ),
    locked as (select (select count(*) from people) + (select count(*) from branches) as rows)
    -- The count is asked for, or nothing would be locked.
    select l.rows as locked, coalesce(s.clears, false) as clears, coalesce(s.levels, '[]') as levels
      from locked l
      left join lateral (select ${settling(county)} where exists (select 1 from named)) s on true`
})

/**
 * A county's whole year takes longer than any page is let wait. Every fact is joined then with a few hundred rows at
 * a time, so that neither look-ups one by one nor sorting both sides is ever the faster way; the planner, which cannot see
 * through row-level security how many rows pass, would take one or the other.
 */
export async function giveTime(ctx: Ctx): Promise<void> {
  await sql`
    select set_config('statement_timeout', '15min', true), set_config('work_mem', '128MB', true),
           set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),
           set_config('join_collapse_limit', '1', true)`.execute(ctx.db)
}

/** Most counties have no ceiling, and then their facts concern nobody else. */
function settling(county: number) {
  return sql`
    exists (select 1 from point_rules where county_id = ${county} and mode = 'clear') as clears,
    (select coalesce(jsonb_agg(jsonb_build_object('level', level, 'ways', ways) order by level), '[]')
       from (select level, jsonb_agg(distinct way) as ways
               from point_limits where county_id = ${county} group by level) l) as levels`
}

/** What has to be settled in this county at all. */
export async function readSettling({ db, county }: Ctx): Promise<Settling> {
  const { rows } = await sql<Settling>`select ${settling(county)}`.execute(db)
  return rows[0] ?? { levels: [], clears: false }
}

export type Cause = 'fact' | 'void' | 'late' | 'approval' | 'scheme' | 'recompute'

export type Posting = { scope: Scope; settling: Settling; cause: Cause }

/**
 * Posts the difference between what the rules in force say and what stands: a changed entry is reversed and
 * posted anew, nothing is altered. What belongs to a period that is frozen is booked on the first day after it and
 * keeps its own day beside. The roll-ups of months move in the same statement. Answers the rows posted.
 */
export async function postDifferences(ctx: Ctx, { scope, settling, cause }: Posting): Promise<number> {
  const way = 'from' in scope ? 'span' : 'facts'
  const ask = remembered(`${way} ${JSON.stringify(settling)}`, () =>
    createTemplate<PostingValues, { posted: number }>((slot) => postingSql(slot, way, settling)),
  )
  const { from, to } = 'from' in scope ? scope : { from: null, to: null }
  const [row] = await ask(ctx.db, {
    county: ctx.county,
    facts: 'facts' in scope ? [...scope.facts] : null,
    ...{ from, to, cause },
    now: ctx.now,
    requestId: ctx.requestId,
  })
  return row?.posted ?? 0
}

type PostingValues = {
  county: number
  facts: string[] | null
  from: string | null
  to: string | null
  cause: Cause
  now: Date
  requestId: string
}

/** The statement is long; it is put together once for each way of settling that there is, and not for every fact. */
const templates = new Map<string, Template<PostingValues, { posted: number }>>()

function remembered(key: string, make: () => Template<PostingValues, { posted: number }>) {
  const known = templates.get(key) ?? make()
  // One for each combination of levels and ways in all counties: some dozens. What a county tries out must not pile up.
  if (templates.size < 200) templates.set(key, known)
  return known
}

function postingSql(
  slot: SlotOf<PostingValues>,
  way: 'span' | 'facts',
  settling: Settling,
): RawBuilder<unknown> {
  const county = slot('county')
  const scope: Scope =
    way === 'span'
      ? { from: slot('from') as string, to: slot('to') as string }
      : { facts: slot('facts') as string[] }
  return sql`
    with ${desiredSql({ county, scope, coverage: 'in-force', settling })},
    ${standingSql({ county, scope })},
    differing as materialized (
      select coalesce(d.fact_id, s.fact_id) as fact_id, coalesce(d.rule_id, s.rule_id) as rule_id,
             coalesce(d.member_id, s.member_id) as member_id, coalesce(d.org_id, s.org_id) as org_id,
             coalesce(d.day, s.day) as day, coalesce(s.revision, 0) as revision,
             coalesce(s.points, 0) as stands, coalesce(d.points, 0) as wanted
        from desired d full join standing s on s.fact_id = d.fact_id and s.rule_id = d.rule_id
       where coalesce(s.points, 0) <> coalesce(d.points, 0)
    ),
    frozen as (
      select org_id, max(frozen_to) as frozen_to from point_freezes
       where county_id = ${county} and org_id in (select org_id from differing)
       group by org_id
    ),
    differences as (
      select d.*, greatest(d.day, f.frozen_to + 1) as booked_on
        from differing d left join frozen f on f.org_id = d.org_id
    ),
    posted as (
      insert into point_entries (county_id, fact_id, rule_id, revision, reversal_of, member_id, org_id, day,
                                 booked_on, points, posted_at, cause, request_id)
      select ${county}::int, fact_id, rule_id, revision + 1, revision, member_id, org_id, day, booked_on, -stands,
             ${slot('now')}::timestamptz, ${slot('cause')}::text, ${slot('requestId')}::uuid
        from differences where stands <> 0
      union all
      select ${county}::int, fact_id, rule_id, revision + 1 + (stands <> 0)::int, null, member_id, org_id, day, booked_on, wanted,
             ${slot('now')}::timestamptz, ${slot('cause')}::text, ${slot('requestId')}::uuid
        from differences where wanted <> 0
      returning rule_id, member_id, org_id, booked_on, points, reversal_of
    ),
    member_months as (
      insert into point_member_months as t (county_id, member_id, version_id, month, org_id, points, entries)
      select ${county}, p.member_id, r.version_id, date_trunc('month', p.booked_on::timestamp)::date, p.org_id,
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
      select ${county}, p.org_id, p.rule_id, date_trunc('month', p.booked_on::timestamp)::date,
             sum(p.points), sum(case when p.reversal_of is null then 1 else -1 end)
        from posted p
       group by 2, 3, 4
       order by 2, 3, 4
      on conflict (county_id, org_id, rule_id, month)
      do update set points = t.points + excluded.points, entries = t.entries + excluded.entries
    )
    select count(*)::int as posted from posted`
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
  question: { scope: Scope; coverage: Coverage; settling: Settling },
): Promise<DesiredEntry[]> {
  const { rows } = await sql<DesiredEntry>`
    with ${desiredSql({ county: ctx.county, ...question })}
    select fact_id, rule_id, member_id, org_id, day, points from desired`.execute(ctx.db)
  return rows
}

/** An organisation's periods up to a day, and the publication whose objections are settled. */
export type Freeze = { orgId: number; to: string; sourceId: string }

export async function insertFreezes(ctx: Ctx, freezes: readonly Freeze[]): Promise<void> {
  await sql`
    insert into point_freezes (county_id, org_id, frozen_to, frozen_by, frozen_at, source_id)
    select ${ctx.county}, f."orgId", f."to", ${ctx.actor.accountId}, ${ctx.now}, f."sourceId"
      from jsonb_to_recordset(${JSON.stringify(freezes)}::jsonb) as f("orgId" int, "to" date, "sourceId" uuid)
    on conflict do nothing`.execute(ctx.db)
}
