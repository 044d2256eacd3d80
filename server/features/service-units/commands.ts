import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/service-units.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandPerson } from '../posts/reach-commands.ts'
import * as logs from './log-queries.ts'
import * as people from './people-queries.ts'
import { mayRecordFor, maySeeUnit, maySignUp } from './policy.ts'
import * as q from './queries.ts'

/** The unit, if the actor may see it. Errors: not-found. */
export async function demandUnit(ctx: Ctx, unitId: string): Promise<q.UnitRow> {
  const unit = await q.findUnit(ctx, unitId)
  demand(unit && maySeeUnit(ctx.actor, unit), 'not-found')
  return unit
}

async function demandLiving(ctx: Ctx, unitId: string): Promise<q.UnitRow> {
  const unit = await demandUnit(ctx, unitId)
  demand(unit.ended_on === null, 'state.wrong', { message: '这个单位已经不在这里报到了。' })
  return unit
}

type Units = InputOf<typeof contract.registerServiceUnits>['body']['rows']

/** Writes down which units have reported [002-42]: all of a list or none. */
export async function registerUnits(ctx: Ctx, orgId: number, rows: Units): Promise<void> {
  demandMay(ctx.actor, 'posts.write', await placeOf(ctx, orgId))
  const late = rows.findIndex((row) => row.registeredOn > ctx.today)
  demand(late < 0, 'input.invalid', {
    field: `body.rows.${late}.registeredOn`,
    message: '日期还没有到。',
  })
  const branchIds = [...new Set(rows.flatMap((row) => row.branchId ?? []))]
  demand((await q.countBranches(ctx, branchIds)) === branchIds.length, 'input.invalid', {
    field: 'body.rows',
    message: '有一个单位的支部没有找到，请另选，或者只写单位名称。',
  })
  await q.insertUnits(
    ctx,
    orgId,
    rows.map((row) => ({ ...row, unitId: newId() })),
  )
  const target = { kind: 'organisation', id: orgId }
  ctx.audit({ action: 'service-units.registered', target, orgId, detail: { count: rows.length } })
}

export async function endUnit(ctx: Ctx, unitId: string, reason: string): Promise<void> {
  const unit = await demandUnit(ctx, unitId)
  demand(may(ctx.actor, 'posts.write', unit), 'access.denied')
  demand(await q.endUnit(ctx, unitId, reason), 'state.wrong', { message: '这个单位已经不在这里报到了。' })
  ctx.audit({
    action: 'service-unit.ended',
    target: { kind: 'service-unit', id: unitId },
    orgId: unit.org_id,
  })
}

/** Oneself, or a member of the unit's branch by who keeps its records. */
export async function signUp(
  ctx: Ctx,
  unitId: string,
  { memberId, skill }: { memberId: string | null; skill: string },
): Promise<void> {
  const unit = await demandLiving(ctx, unitId)
  const id = memberId ?? ctx.actor.memberId
  demand(id, 'input.invalid', { field: 'body.memberId', message: '请选是哪位党员。' })
  const own = id === ctx.actor.memberId
  demand(own ? maySignUp(ctx.actor, unit) : mayRecordFor(ctx.actor, unit), 'access.denied')
  const person = await demandPerson(ctx, id, 'body.memberId')
  demand(unit.branch_id === null || person.org_id === unit.branch_id, 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志不在这个单位的支部里。',
  })
  await people.insertSignUp(ctx, {
    ...{ unitId, orgId: unit.org_id, branchId: person.org_id, memberId: id, name: person.name, skill },
  })
  const target = { kind: 'service-unit', id: unitId }
  ctx.audit({ action: 'service.signed-up', target, orgId: unit.org_id, memberId: id })
}

export async function leaveService(ctx: Ctx, unitId: string, signUpId: string): Promise<void> {
  const unit = await demandUnit(ctx, unitId)
  const row = await people.findSignUp(ctx, signUpId)
  demand(row?.unit_id === unitId, 'not-found')
  demand(row.member_id === ctx.actor.memberId || mayRecordFor(ctx.actor, unit), 'access.denied')
  demand(await people.leave(ctx, signUpId), 'state.wrong', { message: '已经不在报名里了。' })
  const target = { kind: 'service-unit', id: unitId }
  ctx.audit({ action: 'service.left', target, orgId: unit.org_id, memberId: row.member_id })
}

type Log = InputOf<typeof contract.logService>['body']

/** What somebody who signed up has done, for whom, and how many problems it ended; a fact of that member. */
export async function logService(ctx: Ctx, unitId: string, wish: Log): Promise<void> {
  const unit = await demandUnit(ctx, unitId)
  demand(wish.day <= ctx.today, 'input.invalid', { field: 'body.day', message: '日期还没有到。' })
  demand(findPersonalNumbers(wish.what, ctx).length === 0, 'input.invalid', {
    field: 'body.what',
    message: '这里不要写身份证号、电话和卡号。',
  })
  const signed = await signUpOf(ctx, unit, wish.signUpId)
  const { day, what, matter, problems } = wish
  await logs.insertLog(ctx, { unitId, orgId: unit.org_id, signUp: signed, day, what, matter, problems })
  const memberId = signed.member_id
  ctx.facts.record({
    ...{ factId: newId(), kind: 'community-service', day, memberId, quantity: problems * 100 },
    attrs: { matter },
    source: { kind: 'service-log', id: ctx.requestId },
  })
  const target = { kind: 'service-log', id: ctx.requestId }
  ctx.audit({ action: 'service.logged', target, orgId: unit.org_id, memberId })
}

async function signUpOf(ctx: Ctx, unit: q.UnitRow, signUpId: string | null): Promise<people.SignUpRow> {
  const signed = await people.listSignUps(ctx, unit.unit_id)
  const mine = signed.find((row) =>
    signUpId === null ? row.member_id === ctx.actor.memberId : row.sign_up_id === signUpId,
  )
  demand(mine, 'state.wrong', { message: '还没有在这个单位报名，先报名再记。' })
  demand(mine.member_id === ctx.actor.memberId || mayRecordFor(ctx.actor, unit), 'access.denied')
  return mine
}

export async function withdrawService(ctx: Ctx, logId: string, reason: string): Promise<void> {
  const log = await logs.findServiceLog(ctx, logId)
  const own = log !== undefined && log.member_id === ctx.actor.memberId
  const records = log && [log.path, log.branch_path].some((path) => may(ctx.actor, 'posts.record', { path }))
  const sees =
    log && [log.path, log.branch_path].some((path) => inScope(ctx.actor, { orgId: log.org_id, path }))
  demand(log && (own || sees), 'not-found')
  demand(own || records, 'access.denied')
  demand(await logs.withdrawLog(ctx, logId, reason), 'state.wrong', { message: '这一次已经撤回了。' })
  ctx.facts.replace({ sourceId: logId, wanted: [], reason })
  const target = { kind: 'service-log', id: logId }
  ctx.audit({ action: 'service.withdrawn', target, orgId: log.org_id, memberId: log.member_id })
}
