import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** Every record that a fact can come from, with its name, and its number of the year where it has one. */
export type SourceColumns = {
  source_kind: string
  source_id: string
  activity_title: string | null
  activity_kind: string | null
  serial_no: number | null
  honour_title: string | null
  hand_reason: string | null
}

function sourceColumns(): RawBuilder<unknown> {
  return sql`f.source_kind, f.source_id, a.title as activity_title, a.kind as activity_kind, a.serial_no,
             h.title as honour_title, n.reason as hand_reason`
}

function joinSources(ctx: Ctx): RawBuilder<unknown> {
  return sql`
    left join activities a
      on a.county_id = ${ctx.county} and f.source_kind = 'activity' and a.activity_id = f.source_id
    left join honours h on h.county_id = ${ctx.county} and f.source_kind = 'honour' and h.honour_id = f.source_id
    left join hand_entries n
      on n.county_id = ${ctx.county} and f.source_kind = 'hand-entry' and n.hand_entry_id = f.source_id`
}

export type EntryRow = SourceColumns & {
  fact_id: string
  rule_id: number
  scheme_id: string
  revision: number
  reversal_of: number | null
  reversed: boolean
  day: string
  booked_on: string
  points: number
  posted_at: Date
  rule_name: string
  kind: string
  void_reason: string | null
  under_objection: boolean
}

/** A member's entries between two days, in the order in which a booklet is read. */
export async function listMemberEntries(
  ctx: Ctx,
  memberId: string,
  span: { from: string; to: string },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.fact_id, e.rule_id, v.scheme_id, e.revision, e.reversal_of, e.day, e.booked_on, e.points, e.posted_at,
           r.name as rule_name, f.kind, x.reason as void_reason, ${sourceColumns()},
           exists (select 1 from point_entries later
                    where later.county_id = ${ctx.county} and later.fact_id = e.fact_id
                      and later.rule_id = e.rule_id and later.reversal_of = e.revision) as reversed,
           exists (select 1 from objections o
                     join procedures op on op.county_id = ${ctx.county} and op.procedure_id = o.procedure_id
                    where o.county_id = ${ctx.county} and o.fact_id = e.fact_id and o.rule_id = e.rule_id
                      and op.closed_at is null) as under_objection
      from point_entries e
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
      join point_versions v on v.county_id = ${ctx.county} and v.version_id = r.version_id
      join facts f on f.county_id = ${ctx.county} and f.fact_id = e.fact_id
      left join fact_voids x on x.county_id = ${ctx.county} and x.fact_id = e.fact_id
      ${joinSources(ctx)}
     where e.county_id = ${ctx.county} and e.member_id = ${memberId}
       and e.booked_on between ${span.from}::date and ${span.to}::date
     order by e.booked_on, e.posted_at, e.fact_id, e.rule_id, e.revision`.execute(ctx.db)
  return rows
}

export type Reader = {
  memberId: string
  name: string
  orgId: number
  orgName: string
  path: string
  gridName: string | null
}

export async function findReader(ctx: Ctx, memberId: string): Promise<Reader | null> {
  const { rows } = await sql<Reader>`
    select m.member_id as "memberId", m.name, m.org_id as "orgId", o.name as "orgName", o.path, g.name as "gridName"
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
      left join organisations g on g.county_id = ${ctx.county} and g.org_id = m.grid_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function listPosts(ctx: Ctx, memberId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('member_posts')
    .select('title')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .where('valid_from', '<=', ctx.today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', ctx.today)]))
    .orderBy('valid_from')
    .execute()
  return rows.map((row) => row.title)
}

/** What a member's book says of each year; from the roll-ups of months. */
export async function listMemberYears(
  ctx: Ctx,
  memberId: string,
): Promise<{ year: number; points: number }[]> {
  const { rows } = await sql<{ year: number; points: number }>`
    select extract(year from month)::int as year, sum(points)::int as points
      from point_member_months
     where county_id = ${ctx.county} and member_id = ${memberId}
     group by 1 order by 1 desc`.execute(ctx.db)
  return rows
}

/** The start value of the versions that cover an organisation on a day. */
export async function findStart(ctx: Ctx, orgId: number, day: string): Promise<number> {
  const { rows } = await sql<{ start: number }>`
    select coalesce(sum(v.start_points), 0)::int as start
      from point_coverage c
      join point_versions v on v.county_id = ${ctx.county} and v.version_id = c.version_id
     where c.county_id = ${ctx.county} and c.org_id = ${orgId} and ${day}::date between c.valid_from and c.valid_to`.execute(
    ctx.db,
  )
  return rows[0]?.start ?? 0
}

export type ChainRow = SourceColumns & {
  fact_id: string
  rule_id: number
  member_id: string | null
  org_id: number
  org_path: string
  kind: string
  fact_day: string
  attrs: Record<string, unknown>
  quantity: number | null
  recorded_at: Date
  recorded_by_name: string
  void_at: Date | null
  void_reason: string | null
  void_by_name: string | null
  rule_code: string
  rule_name: string
  mode: string
  rule_points: number
  points_table: Record<string, number> | null
  needs_approval: boolean
  version_no: number
  valid_from: string
  scheme_name: string
  published_by_name: string | null
}

export async function findChain(ctx: Ctx, factId: string, ruleId: number): Promise<ChainRow | null> {
  const { rows } = await sql<ChainRow>`
    select f.fact_id, r.rule_id, f.member_id, f.org_id, o.path as org_path, f.kind, f.day as fact_day, f.attrs,
           f.quantity, f.recorded_at, rb.name as recorded_by_name, x.voided_at as void_at, x.reason as void_reason,
           vb.name as void_by_name, r.code as rule_code, r.name as rule_name, r.mode, r.points as rule_points,
           r.points_table, r.needs_approval, v.version_no, v.valid_from, s.name as scheme_name,
           pb.name as published_by_name, ${sourceColumns()}
      from facts f
      join organisations o on o.county_id = ${ctx.county} and o.org_id = f.org_id
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = ${ruleId}
      join point_versions v on v.county_id = ${ctx.county} and v.version_id = r.version_id
      join point_schemes s on s.county_id = ${ctx.county} and s.scheme_id = v.scheme_id
      join accounts rb on rb.county_id = ${ctx.county} and rb.account_id = f.recorded_by
      left join accounts pb on pb.county_id = ${ctx.county} and pb.account_id = v.published_by
      left join fact_voids x on x.county_id = ${ctx.county} and x.fact_id = f.fact_id
      left join accounts vb on vb.county_id = ${ctx.county} and vb.account_id = x.voided_by
      ${joinSources(ctx)}
     where f.county_id = ${ctx.county} and f.fact_id = ${factId}
       and exists (select 1 from point_entries e
                    where e.county_id = ${ctx.county} and e.fact_id = f.fact_id and e.rule_id = r.rule_id)`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export function listRevisions(ctx: Ctx, factId: string, ruleId: number) {
  return ctx.db
    .selectFrom('point_entries')
    .select(['revision', 'points', 'posted_at', 'cause'])
    .where('county_id', '=', ctx.county)
    .where('fact_id', '=', factId)
    .where('rule_id', '=', ruleId)
    .orderBy('revision')
    .execute()
}

export async function findApproval(ctx: Ctx, factId: string, ruleCode: string) {
  const row = await ctx.db
    .selectFrom('point_approvals as p')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.account_id', '=', 'p.decided_by').on('a.county_id', '=', ctx.county),
    )
    .select(['p.approved', 'p.decided_at', 'a.name'])
    .where('p.county_id', '=', ctx.county)
    .where('p.fact_id', '=', factId)
    .where('p.rule_code', '=', ruleCode)
    .orderBy('p.decided_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}
