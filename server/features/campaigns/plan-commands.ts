import { addMonths } from '../../core/clock/days.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './plan-queries.ts'
import { monthOf } from './rules.ts'

type Wish = { month: string; visitorId?: string | undefined; householdIds: readonly string[] }

/** Whoever visits plans the own visits; who looks after the grids plans for those who visit there. */
export async function planVisits(ctx: Ctx, orgId: number, wish: Wish): Promise<number> {
  const place = await placeOf(ctx, orgId)
  const visitorId = wish.visitorId ?? accountOf(ctx)
  demandMay(ctx.actor, visitorId === ctx.actor.accountId ? 'visits.write' : 'grids.write', place)
  const month = monthOf(wish.month, ctx.today)
  demand(month.last >= ctx.today && month.first <= addMonths(ctx.today, 12), 'input.invalid', {
    field: 'body.month',
    message: '过去的月份不能再排，请选这个月或以后的月份。',
  })
  await demandVisitor(ctx, place, visitorId)
  const wanted = new Set(wish.householdIds.map((id) => id.toLowerCase()))
  const households = await q.readPlannable(ctx, place.path, [...wanted])
  demand(households.length === wanted.size, 'not-found', {
    message: '有一户不在这里的住户册上，请刷新再选。',
  })
  const planned = await q.insertPlans(
    ctx,
    visitorId,
    month.first,
    households.map((row) => ({ ...row, plan_id: newId() })),
  )
  ctx.audit({
    action: 'visits.planned',
    target: { kind: 'organisation', id: orgId },
    orgId,
    detail: { visitor: visitorId, month: wish.month, households: [...wanted] },
  })
  return planned
}

async function demandVisitor(ctx: Ctx, { path }: Place, visitorId: string): Promise<void> {
  if (visitorId === ctx.actor.accountId) return
  const visitors = await q.readVisitors(ctx, path)
  demand(
    visitors.some((one) => one.account_id === visitorId),
    'input.invalid',
    { field: 'body.visitorId', message: '这个人不在这里走访，请另选。' },
  )
}

export async function dropPlannedVisit(ctx: Ctx, planId: string): Promise<void> {
  const plan = await q.findPlan(ctx, planId)
  const place = plan && { orgId: plan.org_id, path: plan.path }
  demandMay(ctx.actor, 'visits.read', place)
  demand(plan, 'not-found')
  demand(plan.account_id === ctx.actor.accountId || may(ctx.actor, 'grids.write', place), 'access.denied')
  demand(plan.dropped_at === null, 'state.wrong', { message: '这一户已经拿掉了。' })
  await q.dropPlan(ctx, planId)
  const target = { kind: 'visit-plan', id: planId }
  ctx.audit({ action: 'visit-plan.dropped', target, orgId: plan.org_id })
}
