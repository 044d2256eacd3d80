import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { Coverage } from './rules.ts'
import type { FactWords, RuleWords } from './sayings.ts'

type Span = { from: string; to: string }

export type CoverageRow = Coverage & { orgId: number; versionId: number; hasGrades: boolean }

/** A period at an organisation, or at it and all below it. */
type Asked = { place: { orgId: number; path: string }; span: Span; reach: 'self' | 'below' }

function coverageOf(ctx: Ctx, { place, span: { from, to }, reach }: Asked): RawBuilder<unknown> {
  return sql`
      from point_coverage c
      join organisations o on o.county_id = ${ctx.county} and o.org_id = c.org_id
     where c.county_id = ${ctx.county} and c.valid_from <= ${to}::date and c.valid_to >= ${from}::date
       and ${reach === 'self' ? sql`c.org_id = ${place.orgId}` : sql`o.path >= ${place.path} and o.path < ${`${place.path}~`}`}`
}

/** Which versions count in a period for the organisations at and below a path (`self`: for it alone). */
export async function listCoverage(ctx: Ctx, asked: Asked): Promise<CoverageRow[]> {
  const { rows } = await sql<CoverageRow>`
    select k."orgId", k.version_id as "versionId", v.scheme_id as "schemeId", k."from", k."to", v.cycle,
           v.start_points as start, jsonb_array_length(v.terms -> 'grades') > 0 as "hasGrades"
      from (select c.org_id as "orgId", c.version_id, c.valid_from as "from", c.valid_to as "to"
              ${coverageOf(ctx, asked)}) k
      join point_versions v on v.county_id = ${ctx.county} and v.version_id = k.version_id`.execute(ctx.db)
  return rows
}

export type RuleRow = RuleWords & {
  rule_id: number
  scheme_id: string
  code: string
  name: string
  version_no: number
  sort: number
}

/** Rules about members: all of the versions that count there and then, or some by their ids. */
export async function listRules(ctx: Ctx, of: Asked | { ruleIds: readonly number[] }): Promise<RuleRow[]> {
  const asked =
    'ruleIds' in of
      ? sql`r.rule_id = any(${[...of.ruleIds]}::int[])`
      : sql`r.version_id = any(array(select c.version_id ${coverageOf(ctx, of)}))`
  const { rows } = await sql<RuleRow>`
    select r.rule_id, v.scheme_id, r.code, r.name, v.version_no, r.sort, r.fact_kind, r.mode, r.points, r.per,
           r.points_table, r.needs_approval
      from point_rules r
      join point_versions v on v.county_id = ${ctx.county} and v.version_id = r.version_id
     where r.county_id = ${ctx.county} and r.subject = 'member' and r.class <> 'veto' and ${asked}
     order by r.sort, r.rule_id`.execute(ctx.db)
  return rows
}

export type CellRow = { member_id: string; rule_id: number; points: number }

/** What each rule gave each member of a branch, reversals counted off. */
export async function listCells(ctx: Ctx, orgId: number, { from, to }: Span): Promise<CellRow[]> {
  const { rows } = await sql<CellRow>`
    select e.member_id, e.rule_id, sum(e.points)::int as points
      from point_entries e
     where e.county_id = ${ctx.county} and e.org_id = ${orgId} and e.member_id is not null
       and e.booked_on between ${from}::date and ${to}::date
     group by e.rule_id, e.member_id
    having sum(e.points) <> 0`.execute(ctx.db)
  return rows
}

export type MemberRow = { member_id: string; name: string; stage: string }

/** Who is in the branch now, in stroke order, Party members and others. */
export function listMembers(ctx: Ctx, orgId: number): Promise<MemberRow[]> {
  return ctx.db
    .selectFrom('members')
    .select(['member_id', 'name', 'stage'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('stage', '<>', 'exited')
    .orderBy('name_strokes')
    .orderBy('member_id')
    .execute()
}

export type BelowRow = { org_id: number; path: string; name: string; rule_id: number | null; points: number }

/** One organisation and those right below it, with what was earned in the whole of each, from the roll-ups of months. */
export async function listBelow(ctx: Ctx, path: string, { from, to }: Span) {
  const child = path.length + 4
  const { rows } = await sql<BelowRow>`
    select c.org_id, c.path, c.short_name as name, s.rule_id, coalesce(s.points, 0)::int as points
      from organisations c
      left join (
        select left(o.path, ${child}::int) as branch, t.rule_id, sum(t.points) as points
          from point_org_months t
          join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
          join point_rules r on r.county_id = ${ctx.county} and r.rule_id = t.rule_id and r.subject = 'member'
         where t.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`}
           and t.month between ${from}::date and ${to}::date
         group by 1, 2
        having sum(t.points) <> 0
      ) s on s.branch = c.path
     where c.county_id = ${ctx.county} and c.path >= ${path} and c.path < ${`${path}~`}
       and length(c.path) <= ${child}::int
     order by c.path, s.rule_id`.execute(ctx.db)
  return rows
}

/** Party members by organisation at and below a path, with the organisation right below it that each belongs to. */
export async function countMembersBelow(ctx: Ctx, path: string) {
  const { rows } = await sql<{ org_id: number; child: string; members: number }>`
    select m.org_id, left(o.path, ${path.length + 4}::int) as child, count(*)::int as members
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.stage in ('probationary', 'full')
       and o.path >= ${path} and o.path < ${`${path}~`}
     group by m.org_id, o.path`.execute(ctx.db)
  return rows
}

export type EntryRow = FactWords & {
  fact_id: string
  rule_id: number
  member_id: string
  day: string
  booked_on: string
  points: number
  rule_name: string
  source_kind: string
  source_id: string
  recorded_by_name: string | null
  recorded_at: Date
  under_objection: boolean
}

/** The rules that are one column: a rule and its like in the other versions of the scheme. */
function sameColumn(ctx: Ctx, ruleId: number): RawBuilder<unknown> {
  return sql`(
    select like_it.rule_id
      from point_rules asked
      join point_versions av on av.county_id = ${ctx.county} and av.version_id = asked.version_id
      join point_versions v on v.county_id = ${ctx.county} and v.scheme_id = av.scheme_id
      join point_rules like_it
        on like_it.county_id = ${ctx.county} and like_it.version_id = v.version_id and like_it.code = asked.code
     where asked.county_id = ${ctx.county} and asked.rule_id = ${ruleId}::int)`
}

export type EntryFilter = Span & { orgId: number; memberId?: string | undefined; ruleId?: number | undefined }

/** Standing entries of a branch's members, or of one, oldest first. Entries that net to nothing are counted apart. */
export async function listEntries(ctx: Ctx, filter: EntryFilter): Promise<EntryRow[]> {
  const { county } = ctx
  const { rows } = await sql<EntryRow>`
    select n.fact_id, n.rule_id, n.member_id, f.day, n.booked_on, n.points, r.name as rule_name, f.kind, f.attrs,
           f.source_kind, f.source_id, a.title as activity_title, h.title as honour_title, w.reason as hand_reason,
           rb.name as recorded_by_name, f.recorded_at,
           exists (select 1 from objections b
                     join procedures bp on bp.county_id = ${county} and bp.procedure_id = b.procedure_id
                    where b.county_id = ${county} and b.fact_id = n.fact_id and bp.closed_at is null
                      and (b.rule_id is null or b.rule_id = n.rule_id)) as under_objection
      from (
        select e.fact_id, e.rule_id, e.member_id, min(e.booked_on) as booked_on, sum(e.points)::int as points
          from point_entries e
         where e.county_id = ${county} and e.org_id = ${filter.orgId} and e.member_id is not null
           and e.booked_on between ${filter.from}::date and ${filter.to}::date
           and (${filter.memberId ?? null}::uuid is null or e.member_id = ${filter.memberId ?? null}::uuid)
           and ${filter.ruleId === undefined ? sql`true` : sql`e.rule_id in ${sameColumn(ctx, filter.ruleId)}`}
         group by e.fact_id, e.rule_id, e.member_id
      ) n
      join point_rules r on r.county_id = ${county} and r.rule_id = n.rule_id
      join facts f on f.county_id = ${county} and f.fact_id = n.fact_id
      left join accounts rb on rb.county_id = ${county} and rb.account_id = f.recorded_by
      left join activities a
        on a.county_id = ${county} and f.source_kind = 'activity' and a.activity_id = f.source_id
      left join honours h on h.county_id = ${county} and f.source_kind = 'honour' and h.honour_id = f.source_id
      left join hand_entries w
        on w.county_id = ${county} and f.source_kind = 'hand-entry' and w.hand_entry_id = f.source_id
     order by n.booked_on, f.recorded_at, n.fact_id, n.rule_id`.execute(ctx.db)
  return rows
}

export type RecordRow = FactWords & {
  source_kind: string
  source_id: string
  org_id: number
  org_name: string
  rule_name: string
  day: string
  people: number
  points: number
  total: number
}

export type RecordFilter = Span & { path: string; ruleId?: number | undefined; limit: number; offset: number }

/** What was earned at and below a path by record: how many people and points, nobody's name. */
export async function listRecords(ctx: Ctx, filter: RecordFilter): Promise<RecordRow[]> {
  const { county } = ctx
  const { rows } = await sql<RecordRow>`
    select f.source_kind, f.source_id, n.org_id, o.short_name as org_name, r.name as rule_name, f.day, f.kind, f.attrs,
           n.people, n.points, a.title as activity_title, h.title as honour_title, null as hand_reason,
           count(*) over ()::int as total
      from (
        select s.source_id, s.org_id, s.rule_id, (array_agg(s.fact_id order by s.fact_id))[1] as fact_id,
               count(distinct s.member_id)::int as people, sum(s.points)::int as points
          from (
            select e.fact_id, f.source_id, e.org_id, e.rule_id, e.member_id, sum(e.points)::int as points
              from point_entries e
              join organisations o on o.county_id = ${county} and o.org_id = e.org_id
               and o.path >= ${filter.path} and o.path < ${`${filter.path}~`}
              join facts f on f.county_id = ${county} and f.fact_id = e.fact_id
             where e.county_id = ${county} and e.member_id is not null
               and e.booked_on between ${filter.from}::date and ${filter.to}::date
               and ${filter.ruleId === undefined ? sql`true` : sql`e.rule_id in ${sameColumn(ctx, filter.ruleId)}`}
             group by e.fact_id, f.source_id, e.org_id, e.rule_id, e.member_id
            having sum(e.points) <> 0
          ) s
         group by s.source_id, s.org_id, s.rule_id
      ) n
      join point_rules r on r.county_id = ${county} and r.rule_id = n.rule_id
      join organisations o on o.county_id = ${county} and o.org_id = n.org_id
      join facts f on f.county_id = ${county} and f.fact_id = n.fact_id
      left join activities a
        on a.county_id = ${county} and f.source_kind = 'activity' and a.activity_id = f.source_id
      left join honours h on h.county_id = ${county} and f.source_kind = 'honour' and h.honour_id = f.source_id
     order by f.day, n.source_id, o.path, r.rule_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

/** Names from the county down to the organisation itself. */
export function listPlaces(ctx: Ctx, path: string) {
  const ids = (path.match(/.{4}/g) ?? []).map((step) => Number.parseInt(step, 36))
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'short_name', 'kind', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${ids}::int[])`)
    .orderBy('path')
    .execute()
}
