import { sql } from 'kysely'
import type { OrderKind } from '../../../contract/enterprises.ts'
import type { RevisitGrade } from '../../../contract/inspection-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { EnterpriseRecord } from './queries.ts'

export function listRevisits(ctx: Ctx, enterpriseId: string) {
  return ctx.db
    .selectFrom('enterprise_revisits as r')
    .leftJoin('members as i', (join) =>
      join.on('i.county_id', '=', ctx.county).onRef('i.member_id', '=', 'r.instructor_id'),
    )
    .leftJoin('members as l', (join) =>
      join.on('l.county_id', '=', ctx.county).onRef('l.member_id', '=', 'r.liaison_id'),
    )
    .selectAll('r')
    .select(['i.name as instructor_name', 'l.name as liaison_name'])
    .where('r.county_id', '=', ctx.county)
    .where('r.enterprise_id', '=', enterpriseId)
    .orderBy('r.visited_on', 'desc')
    .limit(40)
    .execute()
}
export type RevisitRecord = Awaited<ReturnType<typeof listRevisits>>[number]

export function findRevisit(ctx: Ctx, revisitId: string) {
  return ctx.db
    .selectFrom('enterprise_revisits')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('revisit_id', '=', revisitId)
    .executeTakeFirst()
}
export type Revisit = NonNullable<Awaited<ReturnType<typeof findRevisit>>>

export function lockRevisit(ctx: Ctx, revisitId: string) {
  return ctx.db
    .selectFrom('enterprise_revisits')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('revisit_id', '=', revisitId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Also of one that is gone: what was found there stays, and may have been wrong. */
export function readStanding(ctx: Ctx, enterpriseId: string) {
  return ctx.db
    .selectFrom('enterprises')
    .select(['enterprise_id', 'org_id', 'attached_org_id', 'closed_on'])
    .where('county_id', '=', ctx.county)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirstOrThrow()
}

type NewRevisit = {
  enterprise: EnterpriseRecord
  quarterOn: string
  visitedOn: string
  memberCount: number
  answers: Readonly<Record<string, boolean>>
  grade: RevisitGrade
  note: string | null
}

export async function insertRevisit(ctx: Ctx, row: NewRevisit): Promise<void> {
  const { enterprise } = row
  await ctx.db
    .insertInto('enterprise_revisits')
    .values({
      county_id: ctx.county,
      revisit_id: ctx.requestId,
      enterprise_id: enterprise.enterprise_id,
      enterprise_name: enterprise.name,
      org_id: enterprise.org_id,
      quarter_on: row.quarterOn,
      visited_on: row.visitedOn,
      member_count: row.memberCount,
      is_organised: enterprise.is_organised,
      answers: sql<never>`${JSON.stringify(row.answers)}::jsonb`,
      grade: row.grade,
      note: row.note,
      instructor_id: enterprise.instructor_id,
      liaison_id: enterprise.liaison_id,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

type Corrected = Pick<NewRevisit, 'answers' | 'grade'> & { reason: string }

export async function correct(
  ctx: Ctx,
  revisitId: string,
  { answers, grade, reason }: Corrected,
): Promise<void> {
  await ctx.db
    .updateTable('enterprise_revisits')
    .set({
      answers: sql<never>`${JSON.stringify(answers)}::jsonb`,
      grade,
      correct_reason: reason,
      corrected_by: accountOf(ctx),
      corrected_at: ctx.now,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('revisit_id', '=', revisitId)
    .execute()
}

/** What the corrected revisit no longer asks for is not waited for; what was done stays done. */
export async function dropOrders(ctx: Ctx, revisitId: string, kept: readonly OrderKind[]): Promise<void> {
  await sql`
    update enterprise_orders
       set done_on = ${ctx.today}, done_by = ${accountOf(ctx)}, note = '回查更正了，不用办'
     where county_id = ${ctx.county} and revisit_id = ${revisitId} and done_on is null
       and kind <> all(${[...kept]}::text[])`.execute(ctx.db)
}
