import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/enterprises.ts'
import { type OrderKind, orderDays, type RevisitGrade } from '../../../contract/enterprises.ts'
import type { Verb } from '../../../contract/roles.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import * as q from './queries.ts'
import { contactContext, gradeOf, ordersOf, quarterOf, questionsOf } from './rules.ts'

type Wish = InputOf<typeof contract.addEnterprise>['body']

/** The living grid, if the actor may do this there. Errors: not-found, access.denied. */
export async function demandGrid(ctx: Ctx, verb: Verb, orgId: number): Promise<q.Grid> {
  const [grid] = await q.readGrids(ctx, [''], orgId)
  demandMay(ctx.actor, verb, grid)
  return grid
}

export async function addEnterprise(ctx: Ctx, orgId: number, wish: Wish): Promise<number> {
  await demandGrid(ctx, 'households.write', orgId)
  await q.insertEnterprise(ctx, orgId, await sheetOf(ctx, ctx.requestId, wish, null))
  trace(ctx, 'enterprise.added', ctx.requestId, orgId)
  return 1
}

export async function changeEnterprise(
  ctx: Ctx,
  enterpriseId: string,
  { version, ...wish }: Wish & { version: number },
): Promise<number> {
  const enterprise = await demandEnterprise(ctx, enterpriseId)
  demand(enterprise.version === version, 'version.stale')
  trace(ctx, 'enterprise.changed', enterpriseId, enterprise.org_id)
  return q.updateEnterprise(
    ctx,
    enterpriseId,
    await sheetOf(ctx, enterpriseId, wish, enterprise.contact_sealed),
  )
}

export async function closeEnterprise(ctx: Ctx, enterpriseId: string): Promise<void> {
  const enterprise = await demandEnterprise(ctx, enterpriseId)
  await q.closeEnterprise(ctx, enterpriseId)
  trace(ctx, 'enterprise.closed', enterpriseId, enterprise.org_id)
}

type Visit = InputOf<typeof contract.recordRevisit>['body']

/** Records the revisit of a quarter and orders what follows from it. Errors: conflict.duplicate for a second one. */
export async function recordRevisit(
  ctx: Ctx,
  enterpriseId: string,
  { visitedOn, memberCount, answers, note }: Visit,
): Promise<{ grade: RevisitGrade; orders: OrderKind[] }> {
  const enterprise = await demandEnterprise(ctx, enterpriseId)
  const quarter = quarterOf(ctx.today)
  demand(visitedOn <= ctx.today && visitedOn >= quarter.from, 'input.invalid', {
    field: 'body.visitedOn',
    message: '请写本季度里、今天以前的一天。',
  })
  const questions = questionsOf(enterprise.is_organised)
  const isWhole = questions.every(({ key }) => Object.hasOwn(answers, key))
  demand(isWhole && Object.keys(answers).length === questions.length, 'input.invalid', {
    field: 'body.answers',
    message: '清单有一项没有答，或者多了。请刷新再记。',
  })
  if (note !== null) demandNoNumbers(ctx, note, 'body.note')
  const looked = { isOrganised: enterprise.is_organised, answers }
  const grade = gradeOf(looked)
  const orders = ordersOf(looked, { memberCount, isAttached: enterprise.attached_org_id !== null })
  await q.insertRevisit(ctx, {
    ...{ enterprise, quarterOn: quarter.from, visitedOn, memberCount, answers, grade, note },
  })
  if (memberCount !== enterprise.member_count) await q.setMemberCount(ctx, enterpriseId, memberCount)
  await q.insertOrders(
    ctx,
    enterprise,
    orders.map((kind) => ({ orderId: newId(), kind, dueOn: addDays(ctx.today, orderDays[kind]) })),
  )
  trace(ctx, 'enterprise.revisited', enterpriseId, enterprise.org_id)
  return { grade, orders }
}

export async function fulfilOrder(
  ctx: Ctx,
  orderId: string,
  { doneOn, note }: { doneOn: string; note: string },
): Promise<void> {
  const order = await q.lockOrder(ctx, orderId)
  demand(order, 'not-found')
  await demandGrid(ctx, 'households.write', order.org_id)
  demand(order.done_on === null, 'state.wrong', { message: '这一条已经办好了。' })
  demand(doneOn <= ctx.today && doneOn >= order.ordered_on, 'input.invalid', {
    field: 'body.doneOn',
    message: '请写提出来以后、今天以前的一天。',
  })
  demandNoNumbers(ctx, note, 'body.note')
  await q.fulfil(ctx, orderId, doneOn, note)
  trace(ctx, 'enterprise.order-done', order.enterprise_id, order.org_id)
}

async function demandEnterprise(ctx: Ctx, enterpriseId: string): Promise<q.EnterpriseRecord> {
  const enterprise = await q.lockEnterprise(ctx, enterpriseId)
  demand(enterprise, 'not-found')
  await demandGrid(ctx, 'households.write', enterprise.org_id)
  return enterprise
}

async function sheetOf(ctx: Ctx, enterpriseId: string, wish: Wish, held: Buffer | null): Promise<q.Sheet> {
  const { contact, attachedOrgId, instructorId, liaisonId } = wish
  demandNoNumbers(ctx, wish.name, 'body.name')
  demandNoNumbers(ctx, wish.address, 'body.address')
  demand(attachedOrgId === null || (await q.findBranch(ctx, attachedOrgId)), 'input.invalid', {
    field: 'body.attachedOrgId',
    message: '请选一个还在的支部。',
  })
  const named = [instructorId, liaisonId].filter((one) => one !== null)
  const known = named.length > 0 ? await q.listMembers(ctx, named) : []
  demand(instructorId === null || known.includes(instructorId), 'input.invalid', {
    field: 'body.instructorId',
    message: '这位同志不在名册里，请另选。',
  })
  demand(liaisonId === null || known.includes(liaisonId), 'input.invalid', {
    field: 'body.liaisonId',
    message: '这位同志不在名册里，请另选。',
  })
  const sealed =
    typeof contact === 'string'
      ? (await ctx.sealer()).seal(contact, contactContext(enterpriseId))
      : contact === null
        ? null
        : held
  return { ...wish, contact: sealed }
}

/** What is not sealed is no place for a number of somebody's. */
function demandNoNumbers(ctx: Ctx, typed: string, field: string): void {
  demand(findPersonalNumbers(typed, ctx).length === 0, 'input.invalid', {
    field,
    message: '这里不要写身份证号、电话和卡号，请写在联系人里。',
  })
}

function trace(ctx: Ctx, action: string, id: string, orgId: number): void {
  ctx.audit({ action, target: { kind: 'enterprise', id }, orgId })
}
