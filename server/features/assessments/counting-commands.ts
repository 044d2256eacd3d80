import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { listHistory, takeStep } from '../../core/procedure/run.ts'
import { lockForOffice } from './loading.ts'
import { demandUnconcerned } from './policy.ts'
import { assessmentProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { listRegister } from './register-queries.ts'
import { insertResults, listResults } from './result-queries.ts'
import { addCounts, findFiguresFlaw, findSheetFlaw, minimumOf, type Outcome, outcomeOf } from './rules.ts'
import { type Figures, listSubjects, listTallies, setTallies } from './tally-queries.ts'

export type Count = {
  issued: number | null
  returned: number
  invalid: number
  tellerIds: readonly string[]
  rows: readonly Figures[]
  note: string | null
}

function step(ctx: Ctx, row: q.AssessmentRow, taking: { step: string; note: string | null }) {
  const { procedure_id: procedureId, path } = row
  return takeStep(ctx, assessmentProcedure, { procedureId, place: { path }, ...taking })
}

/**
 * Writes down what two tellers counted on the sheets; of a result that stands, anew and with a reason. Errors: not-found,
 * access.denied, state.wrong, input.invalid with what does not add up.
 */
export async function recordCount(ctx: Ctx, assessmentId: string, count: Count): Promise<void> {
  const row = await lockForOffice(ctx, assessmentId)
  await step(ctx, row, { step: row.state === 'confirmed' ? 'recount' : 'count', note: count.note })
  demand(row.day <= ctx.today, 'state.wrong', { message: '评议的日子还没有到。' })
  const issued = demandIssued(row, count.issued)
  const flaw = findSheetFlaw({ ...count, issued }, limitsOf(row))
  demand(!flaw, 'input.invalid', flaw ?? {})
  await demandTellers(ctx, row, count.tellerIds)
  await demandFigures(ctx, row, count)
  if (row.revision > 0) {
    const before = await listTallies(ctx, assessmentId, 'paper')
    const changed = count.rows.filter(
      ({ memberId, counts }) => JSON.stringify(before.get(memberId)) !== JSON.stringify(counts),
    )
    demandUnconcerned(
      ctx.actor,
      changed.map((one) => one.memberId),
      '改',
    )
  }
  await setTallies(ctx, assessmentId, 'paper', count.rows)
  const { returned, invalid, tellerIds } = count
  await q.updateAssessment(ctx, assessmentId, { issued, returned, invalid, tellers: [...tellerIds] })
}

function limitsOf({ entitled, by_phone: byPhone, minimum }: q.AssessmentRow) {
  return { entitled, byPhone, minimum }
}

/** Where sheets are handed out by name their number is known and not asked. */
function demandIssued(row: q.AssessmentRow, issued: number | null): number {
  if (row.way === 'phone') return row.handed_out
  const what = row.way === 'hands' ? '请写到会几个人。' : '请写发出几张票。'
  demand(issued !== null, 'input.invalid', { field: 'body.issued', message: what })
  return issued
}

async function demandTellers(ctx: Ctx, row: q.AssessmentRow, tellerIds: readonly string[]): Promise<void> {
  const field = 'body.tellerIds'
  demand(new Set(tellerIds).size === 2, 'input.invalid', { field, message: '计票要两个人。' })
  const register = new Set((await listRegister(ctx, row.org_id, ctx.today)).map((one) => one.member_id))
  demand(
    tellerIds.every((one) => register.has(one)),
    'not-found',
    { field },
  )
}

/** Everybody assessed has a row, and each adds up to no more than the valid sheets. */
async function demandFigures(ctx: Ctx, row: q.AssessmentRow, count: Count): Promise<void> {
  const people = (await listSubjects(ctx, row.assessment_id)).filter((one) => one.excused === null)
  const names = new Map(people.map((one) => [one.member_id, one.name]))
  const counted = new Set(count.rows.map((one) => one.memberId))
  const isWhole = counted.size === count.rows.length && counted.size === names.size
  demand(isWhole && [...counted].every((one) => names.has(one)), 'input.invalid', {
    field: 'body.rows',
    message: '要评的人每人一行，请刷新页面再填。',
  })
  const valid = count.returned - count.invalid
  for (const [at, { memberId, counts }] of count.rows.entries()) {
    const flaw = findFiguresFlaw(row.scale, row.questions, counts, valid)
    demand(!flaw, 'input.invalid', {
      field: `body.rows.${at}.counts`,
      message: `${names.get(memberId)}：${flaw}`,
    })
  }
}

/** The second person: from here on the marks are facts, one a member, and points follow by the branch's scheme. */
async function confirm(ctx: Ctx, row: q.AssessmentRow): Promise<void> {
  const { assessment_id: assessmentId, org_id: orgId } = row
  const outcomes = await outcomesOf(ctx, row)
  if (row.revision > 0) {
    const standing = await listResults(ctx, { assessmentId, revision: row.revision })
    const changed = outcomes.filter(
      ({ memberId, outcome }) => (standing.get(memberId)?.mark ?? null) !== (outcome?.mark ?? null),
    )
    demandUnconcerned(
      ctx.actor,
      changed.map((one) => one.memberId),
      '核对',
    )
  }
  const revision = row.revision + 1
  await insertResults(ctx, { assessmentId, orgId, revision }, outcomes)
  await q.updateAssessment(ctx, assessmentId, { revision })
  ctx.facts.replace({
    sourceId: assessmentId,
    reason: await reasonOf(ctx, row),
    wanted: outcomes.flatMap(({ memberId, outcome }) =>
      outcome && row.purpose === 'marks' ? [factOf(row, memberId, outcome)] : [],
    ),
  })
}

/** Of a recount what was written about it. */
async function reasonOf(ctx: Ctx, { procedure_id: id }: q.AssessmentRow): Promise<string> {
  const history = (await listHistory(ctx, [id])).get(id) ?? []
  return history.findLast((taken) => taken.step === 'recount')?.note ?? '核对计票结果'
}

function factOf(row: q.AssessmentRow, memberId: string, { mark }: Outcome) {
  return {
    factId: newId(),
    kind: 'assessment' as const,
    day: row.day,
    memberId,
    quantity: mark,
    attrs: { by: row.assessors },
    source: { kind: 'assessment', id: row.assessment_id },
  }
}

/** Both ways together, and never by themselves. */
async function outcomesOf(ctx: Ctx, row: q.AssessmentRow) {
  const byPhone = await listTallies(ctx, row.assessment_id, 'phone')
  const byPaper = await listTallies(ctx, row.assessment_id, 'paper')
  return [...byPaper].map(([memberId, counts]) => ({
    memberId,
    outcome: outcomeOf(row.scale, addCounts(counts, byPhone.get(memberId) ?? []), minimumOf(row)),
  }))
}

export type AssessmentStep = { step: 'confirm' | 'return' | 'cancel'; note: string | null }

/** Errors: not-found, access.denied (also for who has counted), state.wrong, input.invalid without a reason. */
export async function takeAssessmentStep(ctx: Ctx, assessmentId: string, taking: AssessmentStep) {
  const row = await lockForOffice(ctx, assessmentId)
  const { state } = await step(ctx, row, taking)
  if (taking.step === 'confirm') await confirm(ctx, row)
  if (taking.step === 'cancel' && row.revision > 0)
    ctx.facts.replace({ sourceId: assessmentId, reason: taking.note ?? '', wanted: [] })
  return state as q.AssessmentRow['state']
}
