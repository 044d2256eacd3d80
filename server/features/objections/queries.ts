import { sql } from 'kysely'
import type { ObjectionChannel, ObjectionRecord } from '../../../contract/objections.ts'
import type { Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'

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
  await takeLock(ctx, { name: `objection ${subject}`, way: 'to-change' })
}

/** The state of this account's objection to the same thing that has not had its last word; null without one. */
export async function findOpenState(
  ctx: Ctx,
  about: { accountId: string; memberId: string; factId: string | null; ruleId: number | null },
): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('objections as b')
    .innerJoin('procedures as p', (join) =>
      join.onRef('p.procedure_id', '=', 'b.procedure_id').on('p.county_id', '=', ctx.county),
    )
    .select('p.state')
    .where('b.county_id', '=', ctx.county)
    .where('b.raised_by', '=', about.accountId)
    .where('b.member_id', '=', about.memberId)
    .where('p.closed_at', 'is', null)
    .where(sql<boolean>`b.fact_id is not distinct from ${about.factId}::uuid`)
    .where(sql<boolean>`b.rule_id is not distinct from ${about.ruleId}::int`)
    .executeTakeFirst()
  return row?.state ?? null
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
