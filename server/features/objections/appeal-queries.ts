import { sql } from 'kysely'
import type { ObjectionChannel, ObjectionRecord } from '../../../contract/objections.ts'
import type { Ctx } from '../../core/context/context.ts'

export type NewAppeal = { orgId: number; channel: ObjectionChannel; text: string }

export async function markAppealed(ctx: Ctx, objectionId: string, appeal: NewAppeal): Promise<void> {
  await ctx.db
    .updateTable('objections')
    .set({
      appeal_org_id: appeal.orgId,
      appeal_channel: appeal.channel,
      appeal_body: appeal.text,
      appealed_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('objection_id', '=', objectionId)
    .execute()
}

export async function markReviewed(
  ctx: Ctx,
  objectionId: string,
  reviewed: { answer: string; correction: ObjectionRecord | null },
): Promise<void> {
  await ctx.db
    .updateTable('objections')
    .set({
      appeal_answer: reviewed.answer,
      appeal_correction_kind: reviewed.correction?.kind ?? null,
      appeal_correction_id: reviewed.correction?.id ?? null,
      appeal_answered_by: ctx.actor.accountId,
      appeal_answered_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('objection_id', '=', objectionId)
    .execute()
}

export type Unappealed = { objectionId: string; procedureId: string; path: string }

/** Answered not in favour, and the days for an appeal are over. */
export async function listUnappealed(ctx: Ctx): Promise<Unappealed[]> {
  const { rows } = await sql<Unappealed>`
    select b.objection_id as "objectionId", p.procedure_id as "procedureId", o.path
      from procedures p
      join objections b on b.county_id = ${ctx.county} and b.procedure_id = p.procedure_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = b.org_id
     where p.county_id = ${ctx.county} and p.kind = 'objection' and p.state = 'declined'
       and p.closed_at is null and p.due_on < ${ctx.today}::date
     order by p.procedure_id
     limit 1000`.execute(ctx.db)
  return rows
}
