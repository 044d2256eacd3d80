import { sql } from 'kysely'
import type { ObjectionChannel, ObjectionRecord } from '../../../contract/objections.ts'
import type { Ctx } from '../../core/context/context.ts'

/** An entry of a member, if it is theirs. */
export async function findEntry(
  ctx: Ctx,
  entry: { memberId: string; factId: string; ruleId: number | null },
): Promise<{ orgId: number } | null> {
  const { rows } = await sql<{ orgId: number }>`
    select f.org_id as "orgId"
      from facts f
     where f.county_id = ${ctx.county} and f.fact_id = ${entry.factId} and f.member_id = ${entry.memberId}
       and (${entry.ruleId}::int is null or exists (
             select 1 from point_entries e
              where e.county_id = ${ctx.county} and e.fact_id = f.fact_id and e.rule_id = ${entry.ruleId}::int))`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function findMemberOrg(ctx: Ctx, memberId: string): Promise<number | null> {
  const row = await ctx.db
    .selectFrom('members')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.org_id ?? null
}

/** The same person objecting twice at once to one thing waits here for the first to be done. */
export async function lockSubject(ctx: Ctx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ctx.county}::int, hashtext(${`objection ${subject}`}))`.execute(
    ctx.db,
  )
}

/** Has this account an unanswered objection to the same thing? */
export async function hasOpenOne(
  ctx: Ctx,
  about: { accountId: string; memberId: string; factId: string | null; ruleId: number | null },
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('objections')
    .select('objection_id')
    .where('county_id', '=', ctx.county)
    .where('raised_by', '=', about.accountId)
    .where('member_id', '=', about.memberId)
    .where('answered_at', 'is', null)
    .where(sql<boolean>`fact_id is not distinct from ${about.factId}::uuid`)
    .where(sql<boolean>`rule_id is not distinct from ${about.ruleId}::int`)
    .executeTakeFirst()
  return row !== undefined
}

export type NewObjection = {
  objectionId: string
  orgId: number
  windowId: string | null
  row: number | null
  fact: number | null
  memberId: string | null
  factId: string | null
  ruleId: number | null
  raisedBy: string | null
  recordedBy: string | null
  channel: ObjectionChannel
  address: string | null
  contactSealed: Buffer | null
  body: string
  procedureId: string
}

export async function insertObjection(ctx: Ctx, row: NewObjection): Promise<void> {
  await ctx.db
    .insertInto('objections')
    .values({
      county_id: ctx.county,
      objection_id: row.objectionId,
      org_id: row.orgId,
      window_id: row.windowId,
      row_no: row.row,
      fact_no: row.fact,
      member_id: row.memberId,
      fact_id: row.factId,
      rule_id: row.ruleId,
      raised_by: row.raisedBy,
      recorded_by: row.recordedBy,
      channel: row.channel,
      address: row.address,
      contact_sealed: row.contactSealed,
      body: row.body,
      raised_at: ctx.now,
      procedure_id: row.procedureId,
    })
    .execute()
}

export type Answered = {
  answer: string
  upheld: boolean
  correction: ObjectionRecord | null
  memberId: string | null
  factId: string | null
  ruleId: number | null
}

/** With it the row and entry of the page become the member and fact that they meant. */
export async function markAnswered(ctx: Ctx, objectionId: string, answered: Answered): Promise<void> {
  await ctx.db
    .updateTable('objections')
    .set({
      answer: answered.answer,
      upheld: answered.upheld,
      correction_kind: answered.correction?.kind ?? null,
      correction_id: answered.correction?.id ?? null,
      member_id: answered.memberId,
      fact_id: answered.factId,
      rule_id: answered.ruleId,
      answered_by: ctx.actor.accountId,
      answered_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('objection_id', '=', objectionId)
    .execute()
}

/** Were facts of this record recorded or voided since, about this member if one is named? */
export async function wasCorrectedSince(
  ctx: Ctx,
  correction: { recordId: string; memberId: string | null; since: Date },
): Promise<boolean> {
  const { rows } = await sql<{ corrected: boolean }>`
    select exists (
      select 1
        from facts f
        left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
       where f.county_id = ${ctx.county} and f.source_id = ${correction.recordId}
         and (${correction.memberId}::uuid is null or f.member_id = ${correction.memberId}::uuid)
         and (f.recorded_at > ${correction.since} or v.voided_at > ${correction.since})
    ) as corrected`.execute(ctx.db)
  return rows[0]?.corrected ?? false
}

export type ObjectionRow = {
  objection_id: string
  org_id: number
  org_name: string
  path: string
  state: string
  due_on: string | null
  procedure_id: string
  channel: ObjectionChannel
  concerned: string | null
  member_name: string | null
  window_id: string | null
  window_title: string | null
  window_page: string | null
  source_kind: string | null
  source_id: string | null
  fact_id: string | null
  rule_id: number | null
  body: string
  raised_by_name: string | null
  raised_at: Date
  answer: string | null
  correction_kind: ObjectionRecord['kind'] | null
  correction_id: string | null
  answered_by_name: string | null
  answered_at: Date | null
  contact_sealed: Buffer | null
  total: number
}

export type ObjectionFilter = {
  /** Those that an account raised, or those at and below these paths. */
  scope: { raisedBy: string } | { paths: readonly string[] }
  objectionId?: string | undefined
  orgId?: number | undefined
  windowId?: string | undefined
  open?: boolean | undefined
  limit: number
  offset: number
}

/** Open ones first by their last day, then the answered, newest first. What a row of a page meant is looked up here. */
export async function listObjectionRows(ctx: Ctx, filter: ObjectionFilter): Promise<ObjectionRow[]> {
  const { county } = ctx
  const within =
    'raisedBy' in filter.scope
      ? sql`b.raised_by = ${filter.scope.raisedBy}::uuid`
      : sql`exists (select 1 from unnest(${[...filter.scope.paths]}::text[]) as granted(path)
                     where starts_with(o.path, granted.path))`
  const { rows } = await sql<ObjectionRow>`
    select b.objection_id, b.org_id, o.short_name as org_name, o.path, p.state, p.due_on, b.procedure_id, b.channel,
           coalesce(b.member_id, g.member_id) as concerned, m.name as member_name, b.window_id,
           w.title as window_title, w.page as window_page, f.source_kind, f.source_id, f.fact_id,
           coalesce(b.rule_id, g.rule_ids[b.fact_no + 1]) as rule_id, b.body, ra.name as raised_by_name, b.raised_at,
           b.answer, b.correction_kind, b.correction_id, aa.name as answered_by_name, b.answered_at,
           b.contact_sealed, count(*) over ()::int as total
      from objections b
      join organisations o on o.county_id = ${county} and o.org_id = b.org_id
      join procedures p on p.county_id = ${county} and p.procedure_id = b.procedure_id
      left join objection_windows w on w.county_id = ${county} and w.window_id = b.window_id
      left join objection_figures g
        on g.county_id = ${county} and g.window_id = b.window_id and g.row_no = b.row_no
      left join members m on m.county_id = ${county} and m.member_id = coalesce(b.member_id, g.member_id)
      left join facts f on f.county_id = ${county} and f.fact_id = coalesce(b.fact_id, g.fact_ids[b.fact_no + 1])
      left join accounts ra on ra.county_id = ${county} and ra.account_id = b.raised_by
      left join accounts aa on aa.county_id = ${county} and aa.account_id = b.answered_by
     where b.county_id = ${county} and ${within}
       and (${filter.objectionId ?? null}::uuid is null or b.objection_id = ${filter.objectionId ?? null}::uuid)
       and (${filter.orgId ?? null}::int is null or b.org_id = ${filter.orgId ?? null}::int)
       and (${filter.windowId ?? null}::uuid is null or b.window_id = ${filter.windowId ?? null}::uuid)
       and (${filter.open ?? null}::boolean is null or (b.answered_at is null) = ${filter.open ?? null}::boolean)
     order by b.answered_at is not null, p.due_on, b.answered_at desc, b.objection_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}
