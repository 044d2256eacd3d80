import type { WorklistWish } from '../../../contract/worklist-shapes.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { nextNumber } from '../../core/context/next-number.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { insertBudget } from './burden-queries.ts'
import { costOf, isOver } from './cost.ts'
import { isWaiting, maySee } from './policy.ts'
import * as q from './queries.ts'
import { findFlaw, weekEnd } from './rules.ts'
import * as w from './write-queries.ts'

function auditList(ctx: Ctx, list: q.WorklistRow, action: string, detail = {}): void {
  const target = { kind: 'worklist', id: list.worklist_id }
  ctx.audit({ action: `worklist.${action}`, target, orgId: list.org_id, detail })
}

function demandSound(ctx: Ctx, wish: WorklistWish): void {
  const flaw = findFlaw(wish, ctx.today)
  demand(!flaw, 'input.invalid', flaw ?? {})
}

export async function draftWorklist(ctx: Ctx, orgId: number, wish: WorklistWish): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.send', place)
  demandSound(ctx, wish)
  await w.insertWorklist(ctx, orgId, wish)
  const target = { kind: 'worklist', id: ctx.requestId }
  ctx.audit({ action: 'worklist.drafted', target, orgId, detail: { items: wish.items.length } })
}

/** A list, locked, for who sends in its issuer's name. */
async function lockOwn(ctx: Ctx, worklistId: string): Promise<q.WorklistRow> {
  const list = await q.lockWorklist(ctx, worklistId)
  demand(list && maySee(ctx.actor, list, []), 'not-found')
  demand(may(ctx.actor, 'worklists.send', list), 'access.denied')
  return list
}

async function lockDraft(ctx: Ctx, worklistId: string): Promise<q.WorklistRow> {
  const list = await lockOwn(ctx, worklistId)
  demand(list.state === 'draft', 'state.wrong', { message: '已经下发了，改不了。要改请先收回，再另写一份。' })
  return list
}

export async function changeWorklist(
  ctx: Ctx,
  worklistId: string,
  { version, ...wish }: WorklistWish & { version: number },
): Promise<void> {
  const list = await lockDraft(ctx, worklistId)
  demand(list.version === version, 'version.stale')
  demandSound(ctx, wish)
  await w.replaceWorklist(ctx, list, wish)
  auditList(ctx, list, 'changed', { items: wish.items.length })
}

export async function discardWorklist(ctx: Ctx, worklistId: string): Promise<void> {
  const list = await lockDraft(ctx, worklistId)
  await w.deleteWorklist(ctx, worklistId)
  auditList(ctx, list, 'discarded')
}

/**
 * Hands a list down. The county's counter is taken first: of two lists to the same branches at once the second sees
 * what the first has asked of their week.
 */
export async function sendWorklist(ctx: Ctx, worklistId: string): Promise<void> {
  const no = await nextNumber(ctx, 'worklist')
  const list = await lockDraft(ctx, worklistId)
  demand(weekEnd(list.week_from) >= ctx.today, 'state.wrong', { message: '这一周已经过了，请改成别的一周。' })
  const cost = await costOf(ctx, list)
  demand(cost.receivers > 0, 'state.wrong', { message: '下面没有这一类组织，没有下发。' })
  const approved = list.over_approved === true && list.minutes <= (list.over_minutes ?? 0)
  demand(!isOver(cost) || approved, 'state.wrong', {
    message: `这一周最多的一家要花 ${cost.week} 分钟填报，县里定的是 ${cost.budget} 分钟，没有下发。请减几件，或者说明理由请县里批。`,
  })
  await w.addReceivers(ctx, list, await q.listTargets(ctx, list))
  const change = { no, state: 'sent', sent_by: accountOf(ctx), sent_at: ctx.now } as const
  await w.updateWorklist(ctx, worklistId, { ...change, version: list.version + 1 })
  auditList(ctx, list, 'sent', { receivers: cost.receivers, minutes: cost.minutes })
}

export async function withdrawWorklist(ctx: Ctx, worklistId: string, reason: string): Promise<void> {
  const list = await lockOwn(ctx, worklistId)
  demand(list.state === 'sent', 'state.wrong')
  await w.updateWorklist(ctx, worklistId, { state: 'withdrawn', withdraw_reason: reason })
  auditList(ctx, list, 'withdrawn')
}

export async function askOverBudget(ctx: Ctx, worklistId: string, reason: string): Promise<void> {
  const list = await lockDraft(ctx, worklistId)
  demand(isOver(await costOf(ctx, list)), 'state.wrong', { message: '没有超过，可以直接下发。' })
  demand(!isWaiting(list), 'state.wrong', { message: '已经报到县里了，等答复。' })
  await w.updateWorklist(ctx, worklistId, {
    over_asked_by: accountOf(ctx),
    over_ask_reason: reason,
    over_minutes: list.minutes,
    over_approved: null,
    over_decided_by: null,
    over_decided_at: null,
    over_reason: null,
  })
  auditList(ctx, list, 'over-budget-asked', { minutes: list.minutes })
}

export async function decideOverBudget(
  ctx: Ctx,
  worklistId: string,
  { approved, reason }: { approved: boolean; reason: string },
): Promise<void> {
  const list = await q.lockWorklist(ctx, worklistId)
  demand(list && maySee(ctx.actor, list, []), 'not-found')
  demand(may(ctx.actor, 'worklists.budget', list), 'access.denied')
  demand(isWaiting(list), 'state.wrong')
  await w.updateWorklist(ctx, worklistId, {
    over_approved: approved,
    over_decided_by: accountOf(ctx),
    over_decided_at: ctx.now,
    over_reason: reason,
  })
  auditList(ctx, list, 'over-budget-decided', { approved, minutes: list.over_minutes })
}

/** Only who stands for the whole county. */
export function maySetBudget({ actor }: Ctx): boolean {
  return (
    actor.orgs === 'county' &&
    actor.grants.some((grant) => may(actor, 'worklists.budget', { path: grant.orgPath }))
  )
}

export async function setBudget(ctx: Ctx, minutes: number, reason: string): Promise<void> {
  demand(maySetBudget(ctx), 'access.denied')
  await insertBudget(ctx, minutes, reason)
  const target = { kind: 'week-budget', id: ctx.requestId }
  ctx.audit({ action: 'week-budget.set', target, detail: { minutes } })
}

/** The clock's own step, once a night: pages go by the week's last day even before. */
export async function closeOverWorklists(ctx: Ctx): Promise<void> {
  const closed = await w.closeOver(ctx)
  if (closed > 0)
    ctx.audit({
      action: 'worklist.weeks-closed',
      target: { kind: 'county', id: ctx.county },
      detail: { closed },
    })
}
