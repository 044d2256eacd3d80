import { loadCalendar } from '../clock/calendar-days.ts'
import { deadline } from '../clock/working-days.ts'
import type { Ctx } from '../context/context.ts'
import { demand } from '../errors/problem.ts'
import { demandStep, type Standing } from './kernel.ts'
import * as q from './queries.ts'
import { openNotes, sealNotes } from './sealed-notes.ts'
import type { ProcedureTable } from './table.ts'

export type Opening = {
  procedureId: string
  subjectId: string
  orgId: number
  memberId: string | null
  /** Which of the opening steps; the first unless stated. */
  step?: string
  note?: string | null
  /** The last day where the matter sets it and not its state. */
  until?: string | null
}

async function dueOn(
  ctx: Ctx,
  table: ProcedureTable,
  state: string,
  until?: string | null,
): Promise<string | null> {
  if (until !== undefined) return until
  const within = table.states[state]?.within
  return within === undefined ? null : deadline(ctx.today, within, await loadCalendar(ctx))
}

/** Opens a procedure in its first state, its clock running. Who may open one is asked by the caller's policy. */
export async function openProcedure(
  ctx: Ctx,
  table: ProcedureTable,
  opening: Opening,
): Promise<{ state: string; dueOn: string | null }> {
  const [opened] = await openProcedures(ctx, table, [opening])
  if (!opened) throw new Error('a procedure was not opened')
  return opened
}

/** The same for several, by a number of statements that does not depend on how many; answers in their order. */
export async function openProcedures(
  ctx: Ctx,
  table: ProcedureTable,
  openings: readonly Opening[],
): Promise<{ state: string; dueOn: string | null }[]> {
  if (openings.length === 0) return []
  const { steps, state } = table.opening
  const rows: (q.NewProcedure & { step: string; note: string | null })[] = []
  for (const { procedureId, subjectId, orgId, memberId, step = steps[0], note = null, until } of openings) {
    if (!steps.includes(step)) throw new Error(`${table.kind} is not opened by ${step}`)
    const due = await dueOn(ctx, table, state, until)
    const of = { procedureId, subjectId, orgId, memberId, kind: table.kind }
    rows.push({ ...of, state, dueOn: due, step, note })
  }
  await q.insertProcedures(ctx, rows)
  const first = { stepNo: 1, from: '', to: state, openedBy: ctx.actor.accountId }
  await q.insertSteps(
    ctx,
    await sealNotes(
      ctx,
      table,
      rows.map((row) => ({ ...row, ...first })),
    ),
  )
  for (const { subjectId: id, orgId, memberId, step } of rows)
    ctx.audit({ action: `${table.kind}.${step}`, target: { kind: table.kind, id }, orgId, memberId })
  return rows.map(({ state: reached, dueOn: due }) => ({ state: reached, dueOn: due }))
}

export type Taking = {
  step: string
  note?: string | null
  /** The member concerned, where the procedure's own row does not name one. */
  concerned?: string | null
  /** The last day where the matter sets it and not its state. */
  until?: string | null
}

type OneTaking = Taking & { procedureId: string; place: { path: string } }

/** Takes a step: checked against the table under a lock, written to the history, the clock set anew. */
export async function takeStep(
  ctx: Ctx,
  table: ProcedureTable,
  { procedureId, place, ...taking }: OneTaking,
): Promise<{ state: string; dueOn: string | null }> {
  const taken = await takeStepForAll(ctx, table, new Map([[procedureId, place]]), taking)
  demand(taken, 'not-found')
  return taken
}

/**
 * The same step in several procedures, by a number of statements that does not depend on how many. All or nothing:
 * one that refuses the step, or is not there, refuses all. Null when `places` is empty.
 */
export async function takeStepForAll(
  ctx: Ctx,
  table: ProcedureTable,
  places: ReadonlyMap<string, { path: string }>,
  { step, note = null, concerned = null, until }: Taking,
): Promise<{ state: string; dueOn: string | null } | null> {
  const procedureIds = [...places.keys()]
  const rows = procedureIds.length > 0 ? await q.lockProcedures(ctx, table.kind, procedureIds) : []
  demand(rows.length === procedureIds.length, 'not-found')
  const history = await listHistory(ctx, procedureIds)
  const steps = rows.map((row) => {
    const taken = history.get(row.procedure_id) ?? []
    const place = places.get(row.procedure_id) ?? { path: '' }
    const standing: Standing = { state: row.state, place, memberId: row.member_id ?? concerned, taken }
    const { to } = demandStep(table, step, ctx.actor, standing, note)
    const of = {
      procedureId: row.procedure_id,
      orgId: row.org_id,
      memberId: row.member_id,
      kind: table.kind,
      openedBy: row.opened_by,
    }
    return { ...of, stepNo: taken.length + 1, step, from: row.state, to, note }
  })
  const to = steps[0]?.to
  if (to === undefined) return null
  const due = await dueOn(ctx, table, to, until)
  await q.updateProcedures(ctx, procedureIds, {
    state: to,
    dueOn: due,
    closed: table.states[to]?.closed ?? false,
  })
  await q.insertSteps(ctx, await sealNotes(ctx, table, steps))
  for (const { subject_id: id, org_id: orgId, member_id: memberId } of rows)
    ctx.audit({ action: `${table.kind}.${step}`, target: { kind: table.kind, id }, orgId, memberId })
  return { state: to, dueOn: due }
}

/** The steps taken in some procedures, by procedure, oldest first. */
export async function listHistory(
  ctx: Ctx,
  procedureIds: readonly string[],
): Promise<Map<string, q.StepTaken[]>> {
  const byProcedure = new Map<string, q.StepTaken[]>()
  const taken = procedureIds.length > 0 ? await q.listSteps(ctx, procedureIds) : []
  for (const one of await openNotes(ctx, taken)) {
    const held = byProcedure.get(one.procedureId)
    if (held) held.push(one)
    else byProcedure.set(one.procedureId, [one])
  }
  return byProcedure
}
