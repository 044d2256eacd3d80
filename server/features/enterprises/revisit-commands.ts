import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/enterprises.ts'
import { type OrderKind, orderDays } from '../../../contract/enterprises.ts'
import type { RevisitGrade } from '../../../contract/inspection-words.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandEnterprise, demandGrid, demandNoNumbers, trace } from './commands.ts'
import * as q from './queries.ts'
import * as revisits from './revisit-queries.ts'
import { gradeOf, ordersOf, quarterOf, questionsOf, resultsOf, type Sent } from './rules.ts'

type Visit = InputOf<typeof contract.recordRevisit>['body']
type Found = { grade: RevisitGrade; orders: OrderKind[] }

/**
 * Records the revisit of a quarter, orders what follows from it and hands the results of the two who were sent there to
 * the facts about them. Errors: conflict.duplicate for a second one, access.denied for who would judge himself.
 */
export async function recordRevisit(
  ctx: Ctx,
  enterpriseId: string,
  { visitedOn, memberCount, answers, note }: Visit,
): Promise<Found> {
  const enterprise = await demandEnterprise(ctx, enterpriseId)
  demandOther(ctx, sentOf(enterprise))
  const quarter = quarterOf(ctx.today)
  demand(visitedOn <= ctx.today && visitedOn >= quarter.from, 'input.invalid', {
    field: 'body.visitedOn',
    message: '请写本季度里、今天以前的一天。',
  })
  const looked = { isOrganised: enterprise.is_organised, answers }
  demandWhole(looked)
  if (note !== null) demandNoNumbers(ctx, note, 'body.note')
  const grade = gradeOf(looked)
  const orders = ordersOf(looked, { memberCount, isAttached: enterprise.attached_org_id !== null })
  const revisit = { enterprise, quarterOn: quarter.from, visitedOn, memberCount, answers, grade, note }
  await revisits.insertRevisit(ctx, revisit)
  if (memberCount !== enterprise.member_count) await q.setMemberCount(ctx, enterpriseId, memberCount)
  await order(ctx, enterprise, ctx.requestId, orders)
  for (const fact of factsOf(ctx.requestId, { visitedOn, answers }, sentOf(enterprise)))
    ctx.facts.record(fact)
  trace(ctx, 'enterprise.revisited', enterpriseId, enterprise.org_id)
  return { grade, orders }
}

type Correction = InputOf<typeof contract.correctRevisit>['body']

/**
 * Puts right what was answered: the grade, the orders that nobody has carried out yet and the results of the two follow;
 * who was sent and how many members there were stay as they stood that day.
 */
export async function correctRevisit(
  ctx: Ctx,
  revisitId: string,
  { answers, reason, version }: Correction,
): Promise<Found> {
  const revisit = await revisits.lockRevisit(ctx, revisitId)
  demand(revisit, 'not-found')
  await demandGrid(ctx, 'households.write', revisit.org_id)
  demandOther(ctx, sentOf(revisit))
  demand(revisit.version === version, 'version.stale')
  const looked = { isOrganised: revisit.is_organised, answers }
  demandWhole(looked)
  demandNoNumbers(ctx, reason, 'body.reason')
  const grade = gradeOf(looked)
  const enterprise = await revisits.readStanding(ctx, revisit.enterprise_id)
  const isAttached = enterprise.attached_org_id !== null
  const orders = ordersOf(looked, { memberCount: revisit.member_count, isAttached })
  await revisits.correct(ctx, revisitId, { answers, grade, reason })
  await revisits.dropOrders(ctx, revisitId, orders)
  if (enterprise.closed_on === null) await order(ctx, enterprise, revisitId, orders)
  const wanted = factsOf(revisitId, { visitedOn: revisit.visited_on, answers }, sentOf(revisit))
  ctx.facts.replace({ sourceId: revisitId, wanted, reason })
  trace(ctx, 'enterprise.corrected', revisit.enterprise_id, revisit.org_id)
  return { grade, orders }
}

type Row = { instructor_id: string | null; liaison_id: string | null }

function sentOf({ instructor_id: instructorId, liaison_id: liaisonId }: Row): Sent {
  return { instructorId, liaisonId }
}

/** Nobody writes the result that enters the own year. */
function demandOther({ actor }: Ctx, { instructorId, liaisonId }: Sent): void {
  const { memberId } = actor
  demand(memberId === null || (memberId !== instructorId && memberId !== liaisonId), 'access.denied', {
    message: '您就是派到这家的两员，回查的结果记在您名下，请别的同志来记。',
  })
}

function demandWhole({ isOrganised, answers }: { isOrganised: boolean; answers: Visit['answers'] }): void {
  const questions = questionsOf(isOrganised)
  const isWhole = questions.every(({ key }) => Object.hasOwn(answers, key))
  demand(isWhole && Object.keys(answers).length === questions.length, 'input.invalid', {
    field: 'body.answers',
    message: '清单有一项没有答，或者多了。请刷新再记。',
  })
}

function order(
  ctx: Ctx,
  enterprise: q.Ordered,
  revisitId: string,
  orders: readonly OrderKind[],
): Promise<void> {
  const rows = orders.map((kind) => ({ orderId: newId(), kind, dueOn: addDays(ctx.today, orderDays[kind]) }))
  return q.insertOrders(ctx, enterprise, revisitId, rows)
}

function factsOf(
  revisitId: string,
  { visitedOn, answers }: Pick<Visit, 'visitedOn' | 'answers'>,
  sent: Sent,
): FactDraft[] {
  return resultsOf({ answers }, sent).map(({ memberId, ...attrs }) => ({
    ...{ factId: newId(), kind: 'inspection', day: visitedOn, memberId, attrs },
    source: { kind: 'revisit', id: revisitId },
  }))
}
