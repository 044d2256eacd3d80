import { sql } from 'kysely'
import type { Ctx } from '../context/context.ts'
import type { Taken } from './kernel.ts'

export type NewProcedure = {
  procedureId: string
  kind: string
  subjectId: string
  orgId: number
  memberId: string | null
  state: string
  dueOn: string | null
}

export async function insertProcedures(ctx: Ctx, rows: readonly NewProcedure[]): Promise<void> {
  await ctx.db
    .insertInto('procedures')
    .values(
      rows.map((row) => ({
        county_id: ctx.county,
        procedure_id: row.procedureId,
        kind: row.kind,
        subject_id: row.subjectId,
        org_id: row.orgId,
        member_id: row.memberId,
        state: row.state,
        opened_by: ctx.actor.accountId,
        opened_at: ctx.now,
        due_on: row.dueOn,
        version: 1,
      })),
    )
    .execute()
}

/** Locks procedures of one kind in the order of their ids, so that two requests over the same ones wait in turn. */
export function lockProcedures(ctx: Ctx, kind: string, procedureIds: readonly string[]) {
  return ctx.db
    .selectFrom('procedures')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('procedure_id', '=', sql<string>`any(${[...procedureIds]}::uuid[])`)
    .where('kind', '=', kind)
    .orderBy('procedure_id')
    .forUpdate()
    .execute()
}

export async function updateProcedures(
  ctx: Ctx,
  procedureIds: readonly string[],
  set: { state: string; dueOn: string | null; closed: boolean },
): Promise<void> {
  await ctx.db
    .updateTable('procedures')
    .set({
      state: set.state,
      due_on: set.dueOn,
      closed_at: set.closed ? ctx.now : null,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('procedure_id', '=', sql<string>`any(${[...procedureIds]}::uuid[])`)
    .execute()
}

export type NewStep = {
  procedureId: string
  stepNo: number
  orgId: number
  memberId: string | null
  kind: string
  openedBy: string | null
  step: string
  from: string
  to: string
  note: string | null
  noteSealed: Buffer | null
}

export async function insertSteps(ctx: Ctx, rows: readonly NewStep[]): Promise<void> {
  await ctx.db
    .insertInto('procedure_steps')
    .values(
      rows.map((row) => ({
        county_id: ctx.county,
        procedure_id: row.procedureId,
        step_no: row.stepNo,
        org_id: row.orgId,
        member_id: row.memberId,
        kind: row.kind,
        opened_by: row.openedBy,
        step: row.step,
        from_state: row.from,
        to_state: row.to,
        taken_by: ctx.actor.accountId,
        taken_at: ctx.now,
        note: row.note,
        note_sealed: row.noteSealed,
        detail: sql<never>`'{}'::jsonb`,
      })),
    )
    .execute()
}

export type StepTaken = Taken & {
  procedureId: string
  stepNo: number
  fromState: string
  toState: string
  takenByName: string | null
  takenAt: Date
  note: string | null
  noteSealed: Buffer | null
}

/** The history of some procedures, oldest step first, with the names of those who took the steps. */
export async function listSteps(ctx: Ctx, procedureIds: readonly string[]): Promise<StepTaken[]> {
  const rows = await ctx.db
    .selectFrom('procedure_steps as s')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 's.county_id')
        .onRef('a.account_id', '=', 's.taken_by')
        .on('a.county_id', '=', ctx.county),
    )
    .selectAll('s')
    .select(['a.name as taken_by_name', 'a.member_id as taken_by_member'])
    .where('s.county_id', '=', ctx.county)
    .where('s.procedure_id', '=', sql<string>`any(${[...procedureIds]}::uuid[])`)
    .orderBy('s.procedure_id')
    .orderBy('s.step_no')
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    stepNo: row.step_no,
    step: row.step,
    fromState: row.from_state,
    toState: row.to_state,
    takenBy: row.taken_by,
    takenByMember: row.taken_by_member,
    takenByName: row.taken_by_name,
    takenAt: row.taken_at,
    note: row.note,
    noteSealed: row.note_sealed,
  }))
}
