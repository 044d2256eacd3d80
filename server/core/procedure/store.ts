import { sql } from 'kysely'
import { loadCalendar } from '../clock/calendar-days.ts'
import type { Ctx } from '../context/context.ts'
import { demand } from '../errors/problem.ts'
import { deadline } from '../clock/working-days.ts'
import { demandStep, type Standing, type Taken } from './kernel.ts'
import type { ProcedureTable } from './table.ts'

export type Opening = {
  procedureId: string
  subjectId: string
  orgId: number
  memberId: string | null
  note?: string | null
}

async function dueOn(ctx: Ctx, table: ProcedureTable, state: string): Promise<string | null> {
  const within = table.states[state]?.within
  return within === undefined ? null : deadline(ctx.today, within, await loadCalendar(ctx))
}

/** Opens a procedure in its first state, its clock running. */
export async function openProcedure(ctx: Ctx, table: ProcedureTable, opening: Opening): Promise<void> {
  const { step, state } = table.opening
  await ctx.db
    .insertInto('procedures')
    .values({
      county_id: ctx.county,
      procedure_id: opening.procedureId,
      kind: table.kind,
      subject_id: opening.subjectId,
      org_id: opening.orgId,
      member_id: opening.memberId,
      state,
      opened_by: ctx.actor.accountId,
      opened_at: ctx.now,
      due_on: await dueOn(ctx, table, state),
      version: 1,
    })
    .execute()
  await insertStep(ctx, {
    procedureId: opening.procedureId,
    stepNo: 1,
    orgId: opening.orgId,
    memberId: opening.memberId,
    step,
    from: '',
    to: state,
    note: opening.note ?? null,
  })
}

/** Takes a step: checked against the table under a lock, written to the history, the clock set anew. */
export async function takeStep(
  ctx: Ctx,
  table: ProcedureTable,
  taking: { procedureId: string; step: string; place: { path: string }; note?: string | null },
): Promise<{ state: string; dueOn: string | null }> {
  const row = await ctx.db
    .selectFrom('procedures')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('procedure_id', '=', taking.procedureId)
    .where('kind', '=', table.kind)
    .forUpdate()
    .executeTakeFirst()
  demand(row, 'not-found')
  const taken = (await listSteps(ctx, [taking.procedureId])).map(({ step, takenBy }) => ({ step, takenBy }))
  const standing: Standing = { state: row.state, place: taking.place, memberId: row.member_id, taken }
  const note = taking.note ?? null
  const { to } = demandStep(table, taking.step, ctx.actor, standing, note)
  const due = await dueOn(ctx, table, to)
  await ctx.db
    .updateTable('procedures')
    .set({
      state: to,
      due_on: due,
      closed_at: table.states[to]?.closed ? ctx.now : null,
      version: row.version + 1,
    })
    .where('county_id', '=', ctx.county)
    .where('procedure_id', '=', taking.procedureId)
    .execute()
  const { org_id: orgId, member_id: memberId } = row
  const numbered = { procedureId: taking.procedureId, stepNo: taken.length + 1, orgId, memberId, note }
  await insertStep(ctx, { ...numbered, step: taking.step, from: row.state, to })
  ctx.audit({
    action: `${table.kind}.${taking.step}`,
    target: { kind: table.kind, id: row.subject_id },
    orgId,
    memberId,
  })
  return { state: to, dueOn: due }
}

type StepRow = {
  procedureId: string
  stepNo: number
  orgId: number
  memberId: string | null
  step: string
  from: string
  to: string
  note: string | null
}

async function insertStep(ctx: Ctx, row: StepRow): Promise<void> {
  await ctx.db
    .insertInto('procedure_steps')
    .values({
      county_id: ctx.county,
      procedure_id: row.procedureId,
      step_no: row.stepNo,
      org_id: row.orgId,
      member_id: row.memberId,
      step: row.step,
      from_state: row.from,
      to_state: row.to,
      taken_by: ctx.actor.accountId,
      taken_at: ctx.now,
      note: row.note,
      detail: sql<never>`'{}'::jsonb`,
    })
    .execute()
}

export type StepTaken = Taken & {
  procedureId: string
  fromState: string
  toState: string
  takenByName: string | null
  takenAt: Date
  note: string | null
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
    .select('a.name as taken_by_name')
    .where('s.county_id', '=', ctx.county)
    .where('s.procedure_id', '=', sql<string>`any(${[...procedureIds]}::uuid[])`)
    .orderBy('s.procedure_id')
    .orderBy('s.step_no')
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    step: row.step,
    fromState: row.from_state,
    toState: row.to_state,
    takenBy: row.taken_by,
    takenByName: row.taken_by_name,
    takenAt: row.taken_at,
    note: row.note,
  }))
}

export type DueProcedure = {
  procedureId: string
  kind: string
  subjectId: string
  orgId: number
  dueOn: string | null
}

/** What is open in the actor's scope, the most urgent first; row-level security holds the scope. */
export async function listOpen(ctx: Ctx, kinds: readonly string[]): Promise<DueProcedure[]> {
  const rows = await ctx.db
    .selectFrom('procedures')
    .select(['procedure_id', 'kind', 'subject_id', 'org_id', 'due_on'])
    .where('county_id', '=', ctx.county)
    .where('closed_at', 'is', null)
    .where('kind', '=', sql<string>`any(${[...kinds]}::text[])`)
    .orderBy('due_on')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    kind: row.kind,
    subjectId: row.subject_id,
    orgId: row.org_id,
    dueOn: row.due_on,
  }))
}
