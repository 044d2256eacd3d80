import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type PublicStanding = {
  orgId: number
  mark: 'open' | 'kept' | 'corrected'
  /** What was sent against the answer, as far as it has come. */
  appeal: 'sent' | 'taken' | 'late' | null
}

/** How far an objection is, for the reader of the page through which it came: its mark, and nothing of what it says. */
export async function findStanding(ctx: Ctx, objectionId: string): Promise<PublicStanding | null> {
  const { rows } = await sql<PublicStanding>`
    select k.org_id as "orgId", k.state as mark, p.state as appeal
      from objection_marks k
      left join public_appeals p on p.county_id = ${ctx.county} and p.objection_id = k.objection_id
     where k.county_id = ${ctx.county} and k.objection_id = ${objectionId} and k.address = ${ctx.actor.address}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** Answers whether it is the first. */
export async function insertAppeal(
  ctx: Ctx,
  appeal: { objectionId: string; orgId: number; address: string; text: string },
): Promise<void> {
  await ctx.db
    .insertInto('public_appeals')
    .values({
      county_id: ctx.county,
      objection_id: appeal.objectionId,
      org_id: appeal.orgId,
      address: appeal.address,
      body: appeal.text,
      sent_at: ctx.now,
      state: 'sent',
    })
    .execute()
}

export type Waiting = {
  objectionId: string
  procedureId: string
  path: string
  body: string
  /** Answered not in favour, and sent within the days of an appeal. */
  inTime: boolean
}

/** Locked, so that two runs take each once. */
export async function listWaiting(ctx: Ctx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select a.objection_id as "objectionId", b.procedure_id as "procedureId", o.path, a.body,
           p.state = 'declined' and p.closed_at is null and a.sent_at::date <= p.due_on as "inTime"
      from public_appeals a
      join objections b on b.county_id = ${ctx.county} and b.objection_id = a.objection_id
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = b.procedure_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = b.org_id
     where a.county_id = ${ctx.county} and a.state = 'sent'
     order by a.sent_at
     limit 500
       for no key update of a`.execute(ctx.db)
  return rows
}

export async function markTaken(ctx: Ctx, objectionId: string, state: 'taken' | 'late'): Promise<void> {
  await ctx.db
    .updateTable('public_appeals')
    .set({ state })
    .where('county_id', '=', ctx.county)
    .where('objection_id', '=', objectionId)
    .execute()
}
