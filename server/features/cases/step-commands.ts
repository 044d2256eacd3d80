import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { followOnPages } from './page-commands.ts'
import { homeOf, maySeeCase, maySelf, placeNow } from './policy.ts'
import { caseTables } from './procedures.ts'
import { demandNoNames, demandNoNumbers, demandSeen } from './public-text.ts'
import * as q from './queries.ts'
import { limitAfter, untilAfter } from './rules.ts'
import { type CaseStep, isPublic } from './table.ts'

export type StepWish = {
  step: string
  note?: string | null
  text?: string | null
  /** That the words of `text` were looked at as the public will see them. */
  seen?: string | null
  memberId?: string | null
  day?: string | null
  caseNo?: number | null
}

export type Stepped = { state: string; dueOn: string | null }

/** A person's step. Errors: not-found, access.denied, state.wrong, input.invalid. */
export async function takeCaseStep(ctx: Ctx, caseId: string, wish: StepWish): Promise<Stepped> {
  const row = await q.findCase(ctx, caseId)
  demand(row && maySeeCase(ctx.actor, row), 'not-found')
  return takeStepOf(ctx, caseId, wish)
}

/** The step itself: by the table, with what it does to the case, its pages and the facts. */
export async function takeStepOf(ctx: Ctx, caseId: string, wish: StepWish): Promise<Stepped> {
  await q.lockCase(ctx, caseId)
  const row = await q.findCase(ctx, caseId)
  demand(row, 'not-found')
  const table = caseTables[row.kind]
  const step = Object.hasOwn(table.steps, wish.step) ? table.steps[wish.step] : undefined
  demand(step, 'input.invalid', { field: 'body.step', message: '这件事没有这一步，请刷新再试。' })
  demand(maySelf(ctx.actor, row, wish.step), 'access.denied', { message: '党员本人才能领，请用自己的账号。' })
  const clocked = { raisedOn: row.raised_on, limitOn: row.limit_on, dueOn: row.due_on }
  const around = { today: ctx.today, calendar: await loadCalendar(ctx), asked: wish.day ?? null }
  const isOpen = step.from.includes(row.state)
  const limitOn = isOpen ? limitAfter(step, clocked, around) : row.limit_on
  const until = untilAfter(table, step, { dueOn: row.due_on, limitOn })
  const taken = await takeStep(ctx, table, {
    procedureId: row.procedure_id,
    place: placeNow(row),
    step: wish.step,
    note: wish.note ?? null,
    concerned: row.taker_id,
    ...(until !== undefined && { until }),
  })
  const change = await changeOf(ctx, row, step, wish)
  const closed = table.states[taken.state]?.closed ?? false
  const day = { state: taken.state, due_on: taken.dueOn, limit_on: limitOn }
  await q.updateCase(ctx, caseId, { ...day, closed_on: closed ? ctx.today : null, ...change })
  if (step.done && row.taker_id) recordDone(ctx, row, row.taker_id)
  await followOnPages(ctx, caseId)
  return taken
}

async function changeOf(
  ctx: Ctx,
  row: q.CaseRow,
  step: CaseStep,
  wish: StepWish,
): Promise<Partial<q.CaseChange>> {
  return {
    ...(step.writes && (await writtenBy(ctx, row, step, wish))),
    ...(step.taker && { taker_id: await takerBy(ctx, row, step, wish) }),
    ...(step.climbs && { at_org_id: await aboveOf(ctx, row) }),
    ...(step.asks?.includes('case') && { merged_into: await doubleOf(ctx, row, wish) }),
    ...(step.publishes && { published_on: ctx.today }),
    ...(step.nextRound && { round: row.round + 1 }),
  }
}

const columns = { measures: 'measures', result: 'result', publicText: 'public_text' } as const

async function writtenBy(
  ctx: Ctx,
  row: q.CaseRow,
  step: CaseStep,
  { text, seen }: StepWish,
): Promise<Partial<q.CaseChange>> {
  demand(text, 'input.invalid', { field: 'body.text', message: '请写明。' })
  if (isPublic(step)) {
    demandNoNumbers(ctx, text, 'body.text')
    await demandSeen(ctx, homeOf(row), text, seen ?? null)
  }
  return { [columns[step.writes ?? 'result']]: text }
}

/** With the county in scope: no public word names somebody who is registered around there. */
export async function demandNamelessStep(ctx: Ctx, caseId: string, wish: StepWish): Promise<void> {
  const row = await q.findCase(ctx, caseId)
  const step = row && caseTables[row.kind].steps[wish.step]
  if (row && step && isPublic(step) && wish.text)
    await demandNoNames(ctx, homeOf(row), wish.text, 'body.text')
}

async function takerBy(ctx: Ctx, row: q.CaseRow, step: CaseStep, { memberId }: StepWish) {
  if (step.taker === 'nobody') return null
  if (step.taker === 'self') return ctx.actor.memberId
  demand(memberId, 'input.invalid', { field: 'body.memberId', message: '请选一位党员。' })
  const member = await q.findMemberOf(ctx, memberId)
  const isNear = member && (member.path.startsWith(row.at_path) || row.path.startsWith(member.path))
  demand(isNear && member.stage !== 'exited', 'input.invalid', {
    field: 'body.memberId',
    message: '这个人不在这里的名册上，请重选。',
  })
  return memberId
}

async function aboveOf(ctx: Ctx, row: q.CaseRow): Promise<number> {
  const orgId = await q.findAbove(ctx, row.at_path)
  demand(orgId !== null, 'state.wrong', { message: '上面没有可以报的党组织了。' })
  return orgId
}

/** The case into which a double goes: of the same kind and still open. */
async function doubleOf(ctx: Ctx, row: q.CaseRow, { caseNo }: StepWish): Promise<string> {
  const into = caseNo ? await q.findByNo(ctx, row.kind, caseNo) : undefined
  demand(into && into.case_id !== row.case_id && into.closed_on === null, 'input.invalid', {
    field: 'body.caseNo',
    message: '没有这个编号的事，或者已经办结，请核对编号。',
  })
  return into.case_id
}

/** Who brought it to its end has a fact of it, from the day on which that was confirmed. */
function recordDone(ctx: Ctx, row: q.CaseRow, memberId: string): void {
  ctx.facts.record({
    factId: newId(),
    kind: 'case-done',
    day: ctx.today,
    memberId,
    attrs: { case: row.kind, sort: row.sort },
    source: { kind: 'case', id: row.case_id },
  })
}
