import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/grids.ts'
import type { Verb } from '../../../contract/roles.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './grid-queries.ts'
import * as terms from './staff-queries.ts'

/** The living grid, if the actor may do this there. Errors: not-found, access.denied. */
export async function demandGrid(ctx: Ctx, verb: Verb, orgId: number): Promise<q.GridOrg> {
  const grid = await q.findGrid(ctx, orgId)
  demandMay(ctx.actor, verb, grid)
  return grid
}

/** A new count of a grid; what was counted before stays. */
export async function countGrid(ctx: Ctx, orgId: number, wish: q.CountWish): Promise<string> {
  await demandGrid(ctx, 'households.write', orgId)
  demandPast(ctx, wish.countedOn, 'body.countedOn')
  const { lived } = wish
  demand(!lived || lived.population >= lived.newResidents, 'input.invalid', {
    field: 'body.lived.newResidents',
    message: '新居民比总人口还多，请看看数字。',
  })
  await q.insertCount(ctx, orgId, wish)
  ctx.audit({ action: 'grid.counted', target: { kind: 'organisation', id: orgId }, orgId })
  return ctx.requestId
}

type Naming = InputOf<typeof contract.nameGridStaff>['body']

/** Names the head or one of the staff; the head before ends on the day before. Answers the id of the term. */
export async function nameGridStaff(ctx: Ctx, orgId: number, wish: Naming): Promise<string> {
  await demandGrid(ctx, 'grids.write', orgId)
  await takeLock(ctx, { name: `grid-staff/${orgId}`, way: 'to-change' })
  demandPast(ctx, wish.validFrom, 'body.validFrom')
  const name = await nameOf(ctx, wish)
  const standing = await terms.lockStaff(ctx, orgId)
  const same = standing.some(
    (one) =>
      one.duty === wish.duty &&
      (wish.memberId ? one.member_id === wish.memberId : !one.member_id && one.name === name),
  )
  demand(!same, 'conflict.duplicate', { message: `${name}已经在了，没有再记一次。` })
  const before = wish.duty === 'head' ? standing.find((one) => one.duty === 'head') : undefined
  if (before) {
    demand(wish.validFrom > before.valid_from, 'input.invalid', {
      field: 'body.validFrom',
      message: `${before.name}是从 ${before.valid_from} 起担任的，新网格长要在那以后接任。`,
    })
    await terms.closeStaff(ctx, before.staff_id, { validTo: addDays(wish.validFrom, -1), reason: '换人' })
  }
  await terms.insertStaff(ctx, {
    orgId,
    duty: wish.duty,
    memberId: wish.memberId,
    name,
    validFrom: wish.validFrom,
  })
  ctx.audit({
    action: 'grid.staff-named',
    target: { kind: 'organisation', id: orgId },
    orgId,
    memberId: wish.memberId,
    detail: { duty: wish.duty },
  })
  return ctx.requestId
}

/** The name as the wall says it: of the register where it is somebody of the register. */
async function nameOf(ctx: Ctx, { memberId, name }: Naming): Promise<string> {
  if (!memberId) {
    demand(name, 'input.invalid', { field: 'body.name', message: '请写名字，或者从名册里选人。' })
    return name
  }
  const member = await terms.findMember(ctx, memberId)
  demand(member, 'not-found')
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册，请另选。',
  })
  return member.name
}

export async function endGridStaff(
  ctx: Ctx,
  { orgId, staffId }: { orgId: number; staffId: string },
  wish: { validTo: string; reason: string },
): Promise<void> {
  await demandGrid(ctx, 'grids.write', orgId)
  await takeLock(ctx, { name: `grid-staff/${orgId}`, way: 'to-change' })
  const [known] = await terms.readTerm(ctx, orgId, staffId)
  demand(known, 'not-found')
  demand(known.valid_to === null, 'state.wrong', { message: '这位已经不担任了。' })
  demandPast(ctx, wish.validTo, 'body.validTo')
  demand(wish.validTo >= known.valid_from, 'input.invalid', {
    field: 'body.validTo',
    message: '最后一天在开始担任以前。',
  })
  await terms.closeStaff(ctx, staffId, wish)
  ctx.audit({
    action: 'grid.staff-ended',
    target: { kind: 'organisation', id: orgId },
    orgId,
    memberId: known.member_id,
  })
}

type Sketch = InputOf<typeof contract.drawGrid>['body']

/** Draws the grid anew. Dots are natural villages of this very grid. Answers the version. */
export async function drawGrid(ctx: Ctx, orgId: number, sketch: Sketch): Promise<number> {
  await demandGrid(ctx, 'grids.write', orgId)
  const own = new Set((await q.readPlaces(ctx, [orgId])).map((place) => place.place_id))
  demand(
    sketch.dots.every(({ placeId }) => own.has(placeId)),
    'input.invalid',
    { field: 'body.dots', message: '有一个自然村不在这个网格里，请刷新再画。' },
  )
  ctx.audit({ action: 'grid.drawn', target: { kind: 'organisation', id: orgId }, orgId })
  return q.saveDrawing(ctx, orgId, sketch)
}

function demandPast(ctx: Ctx, day: string, field: string): void {
  demand(day <= ctx.today, 'input.invalid', { field, message: '日期还没有到。' })
}
