import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/enterprises.ts'
import type { Verb } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import * as q from './queries.ts'
import { contactContext } from './rules.ts'

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

export async function demandEnterprise(ctx: Ctx, enterpriseId: string): Promise<q.EnterpriseRecord> {
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
export function demandNoNumbers(ctx: Ctx, typed: string, field: string): void {
  demand(findPersonalNumbers(typed, ctx).length === 0, 'input.invalid', {
    field,
    message: '这里不要写身份证号、电话和卡号，请写在联系人里。',
  })
}

export function trace(ctx: Ctx, action: string, id: string, orgId: number): void {
  ctx.audit({ action, target: { kind: 'enterprise', id }, orgId })
}
