import type { HeldEntry } from '../../../contract/plans.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { planActivities } from '../activities/series-commands.ts'
import { openBetween, type Slot } from './occurrences.ts'
import type { Around } from './owed.ts'
import { firstDay, loadBook, loadGround, proposePlan } from './plan-view.ts'
import * as q from './queries.ts'
import { demandEntry, headingOf } from './rules.ts'
import * as w from './write-queries.ts'

export type Made = { planId: string; version: number; confirmed: number }

/** The organisation with those around it, for somebody who may write its activities. */
export async function loadAround(ctx: Ctx, orgId: number, verb: 'activities.write' | 'activities.read') {
  const around = await q.listHolders(ctx, orgId)
  demandMay(ctx.actor, verb, around?.own)
  return around as Around
}

type PlanRow = NonNullable<Awaited<ReturnType<typeof q.lockPlan>>>

/** The plan for a change. Out of scope it does not exist; who may only read it is told so. */
export async function loadPlan(ctx: Ctx, planId: string): Promise<{ plan: PlanRow; around: Around }> {
  const plan = await q.lockPlan(ctx, planId)
  demand(plan, 'not-found')
  return { plan, around: await loadAround(ctx, plan.org_id, 'activities.write') }
}

/** An entry with its plan, locked for a change. */
export async function loadItem(ctx: Ctx, itemId: string) {
  const item = await q.findItem(ctx, itemId)
  demand(item, 'not-found')
  const { plan, around } = await loadPlan(ctx, item.plan_id)
  // Whoever had the lock before may have changed it.
  const fresh = await q.findItem(ctx, itemId)
  demand(fresh, 'not-found')
  return { item: fresh, plan, around }
}

/** Makes the plan of a year from a template and what is owed; adopted at once, the year runs by itself. */
export async function makeYearPlan(
  ctx: Ctx,
  orgId: number,
  { year, templateId, adopt }: { year: number; templateId: string | null; adopt: boolean },
): Promise<Made> {
  const around = await loadAround(ctx, orgId, 'activities.write')
  const message = '过去的年份不用再做计划了。'
  demand(year >= Number(ctx.today.slice(0, 4)), 'input.invalid', { field: 'body.year', message })
  const ground = await loadGround(ctx, around, year)
  const { template, entries } = await proposePlan(ctx, ground, templateId)
  demand(templateId === null || template?.template_id === templateId, 'input.invalid', {
    field: 'body.templateId',
    message: '这个样板收回了，请另选一个。',
  })
  const planId = ctx.requestId
  const fresh = await w.insertPlan(ctx, { planId, orgId, year, templateId })
  demand(fresh, 'conflict.duplicate', { message: `${year} 年的计划已经有了。` })
  const from = firstDay(ctx.today, year)
  const to = `${year}-12-31`
  await w.insertItems(
    ctx,
    planId,
    entries.map((entry, i) => ({ ...entry, itemId: newId(), from, to, placeNo: i + 1 })),
  )
  ctx.audit({ action: 'plan.made', target: { kind: 'plan', id: planId }, orgId, detail: { year } })
  return adopt ? adoptNow(ctx, planId) : { planId, version: 1, confirmed: 0 }
}

async function adoptNow(ctx: Ctx, planId: string): Promise<Made> {
  const { plan, around } = await loadPlan(ctx, planId)
  await w.markAdopted(ctx, planId)
  ctx.audit({ action: 'plan.adopted', target: { kind: 'plan', id: planId }, orgId: plan.org_id })
  const confirmed = await confirmBetween(ctx, plan, around, `${plan.year}-01-01`, `${plan.year}-12-31`)
  return { planId, version: plan.version + (confirmed > 0 ? 2 : 1), confirmed }
}

/** Adopts a draft; everything from today on is put among the activities. */
export async function adoptYearPlan(ctx: Ctx, planId: string, version: number): Promise<Made> {
  const { plan } = await loadPlan(ctx, planId)
  demand(plan.state === 'draft', 'state.wrong', { message: '这个计划已经定下来了。' })
  demand(plan.version === version, 'version.stale', { details: { version: plan.version } })
  return adoptNow(ctx, planId)
}

/** Puts what is open between two days among the activities. Again, or by two at once: each only once. */
export async function confirmYearPlan(
  ctx: Ctx,
  planId: string,
  { from, to }: { from: string; to: string },
): Promise<Made> {
  demand(from <= to, 'input.invalid', { field: 'body.to', message: '结束的日期要在开始的日期之后。' })
  const { plan, around } = await loadPlan(ctx, planId)
  const confirmed = await confirmBetween(ctx, plan, around, from, to)
  return { planId, version: plan.version + (confirmed > 0 ? 1 : 0), confirmed }
}

async function confirmBetween(ctx: Ctx, plan: PlanRow, around: Around, from: string, to: string) {
  const items = await q.listItems(ctx, plan.plan_id)
  const ground = await loadGround(ctx, around, plan.year)
  const book = await loadBook(ctx, ground, items, plan.plan_id)
  const open = openBetween(book.slots, from > ctx.today ? from : ctx.today, to)
  const free = new Set(book.besides.filter((row) => row.state !== 'cancelled').map((row) => row.activity_id))
  const chosen = open.map((slot) => {
    // What somebody has planned already for that day is the same thing.
    const there = book.besides.find((row) => free.has(row.activity_id) && isSame(row, slot))
    if (there) free.delete(there.activity_id)
    return { slot, activityId: there?.activity_id ?? newId(), isNew: !there }
  })
  await planActivities(
    ctx,
    chosen
      .filter((one) => one.isNew)
      .map(({ slot, activityId }) => ({ activityId, orgId: slot.item.org_id, heading: headingOf(slot) })),
  )
  await w.upsertOccurrences(
    ctx,
    plan.plan_id,
    chosen.map(({ slot, activityId }) => ({ ...touchOf(slot), activityId })),
  )
  return chosen.length
}

function isSame(row: q.ActivityRecord, { item, day }: Slot): boolean {
  return row.org_id === item.org_id && row.kind === item.kind && row.day === day
}

/** An occurrence as it stands, to be written with what has changed. */
export function touchOf(slot: Slot): w.Touch {
  const isMoved = slot.moved === 'person'
  return {
    itemId: slot.item.item_id,
    slot: slot.slot,
    orgId: slot.item.org_id,
    day: isMoved ? slot.day : null,
    startsAt: isMoved ? slot.startsAt : null,
    endsAt: isMoved ? slot.endsAt : null,
    place: isMoved ? slot.place : null,
    activityId: slot.activity?.activity_id ?? null,
    cancelReason: slot.cancelReason,
  }
}

function demandHolder({ own, groups }: Around, orgId: number): void {
  const message = '只能由本单位或者下面的党小组来办。'
  demand(orgId === own.orgId || groups.some((one) => one.orgId === orgId), 'input.invalid', {
    field: 'body.orgId',
    message,
  })
}

export async function addPlanItem(ctx: Ctx, planId: string, entry: HeldEntry): Promise<string> {
  const { plan, around } = await loadPlan(ctx, planId)
  demandHolder(around, entry.orgId)
  demandEntry(entry, plan.year, 'body')
  const items = await q.listItems(ctx, planId)
  const placeNo = Math.max(0, ...items.map((item) => item.place_no)) + 1
  const days = { from: firstDay(ctx.today, plan.year), to: `${plan.year}-12-31` }
  await w.insertItems(ctx, planId, [{ ...entry, itemId: ctx.requestId, ...days, placeNo }])
  await noteChange(ctx, plan, 'plan.item-added', ctx.requestId)
  return ctx.requestId
}

export async function changePlanItem(ctx: Ctx, itemId: string, entry: HeldEntry): Promise<void> {
  const { item, plan, around } = await loadItem(ctx, itemId)
  demandHolder(around, entry.orgId)
  demandEntry(entry, plan.year, 'body')
  await demandUnconfirmed(ctx, item, '已经排进活动了，要改请从某一次起改日子，或者到那次活动里改。')
  await w.updateItem(ctx, itemId, entry)
  await noteChange(ctx, plan, 'plan.item-changed', itemId)
}

export async function removePlanItem(ctx: Ctx, itemId: string): Promise<void> {
  const { item, plan } = await loadItem(ctx, itemId)
  await demandUnconfirmed(ctx, item, '已经排进活动了，请从某一次起取消。')
  await w.markRemoved(ctx, itemId)
  await noteChange(ctx, plan, 'plan.item-removed', itemId)
}

async function demandUnconfirmed(ctx: Ctx, item: q.ItemRecord, message: string): Promise<void> {
  const touched = await q.listTouched(ctx, item.plan_id)
  const isConfirmed = touched.some((row) => row.item_id === item.item_id && row.activity_id !== null)
  demand(!isConfirmed, 'state.wrong', { message })
}

async function noteChange(ctx: Ctx, plan: PlanRow, action: string, itemId: string): Promise<void> {
  await w.raiseVersion(ctx, plan.plan_id)
  ctx.audit({ action, target: { kind: 'plan-item', id: itemId }, orgId: plan.org_id })
}
