import type { logWork as spec } from '../../../contract/duty-logs.ts'
import type { InputOf } from '../../../contract/endpoint.ts'
import type { FactKind } from '../../../contract/facts.ts'
import { type LogMeasure, logMeasures } from '../../../contract/log-measures.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { recordCase } from '../cases/commands.ts'
import { maySeeAt, personOf } from '../posts/reach-commands.ts'
import * as q from './log-queries.ts'
import { listPeople } from './people-queries.ts'
import { findWork, isAtWork, type WorkRow } from './work-queries.ts'

const factKinds: Record<LogMeasure, FactKind> = {
  rounds: 'work-rounds',
  km: 'work-km',
  tonnes: 'work-tonnes',
  hours: 'work-hours',
}

type Wish = InputOf<typeof spec>['body']

/**
 * Writes down what was done, by who did it or for them [001-20][001-21][001-22]. What a member did is a fact, so that a
 * rule can count it; what a volunteer did is a record and nothing more.
 */
export async function logWork(ctx: Ctx, wish: Wish): Promise<void> {
  const work = await findWork(ctx, wish.work)
  demand(work && (await maySeeAt(ctx, { orgId: work.org_id, path: work.path })), 'not-found')
  demand(wish.day <= ctx.today, 'input.invalid', { field: 'body.day', message: '日期还没有到。' })
  demandNoNumbers(ctx, wish)
  const who = await (wish.personId === null
    ? memberAt(ctx, work, wish)
    : volunteerAt(ctx, work, wish.personId))
  const { day, amounts, note, finding } = wish
  await q.insertLog(ctx, { ...who, work: wish.work, orgId: work.org_id, day, amounts, note, finding })
  const { memberId } = who
  if (memberId !== null) recordFacts(ctx, { memberId, day, amounts, work: work.kind })
  const target = { kind: 'duty-log', id: ctx.requestId }
  ctx.audit({ action: 'duty-log.recorded', target, orgId: work.org_id, memberId })
}

async function memberAt(ctx: Ctx, work: WorkRow, { memberId, day }: Wish) {
  const place = { orgId: work.org_id, path: work.path }
  const person = await personOf(ctx, memberId, { place, verb: 'posts.record' })
  const isThere = await isAtWork(ctx, work, { memberId: person.member_id, day })
  demand(isThere, 'state.wrong', {
    field: 'body.day',
    message: `${person.name}那天没有担着“${work.name}”，请看看日子。`,
  })
  return { memberId: person.member_id, branchId: person.org_id, personId: null }
}

async function volunteerAt(ctx: Ctx, work: WorkRow, personId: string) {
  demand(work.kind === 'team', 'input.invalid', {
    field: 'body.personId',
    message: '志愿者的记在队伍名下。',
  })
  demand(may(ctx.actor, 'posts.record', work), 'access.denied')
  const person = (await listPeople(ctx, work.id)).find((one) => one.person_id === personId)
  demand(person && person.member_id === null, 'input.invalid', {
    field: 'body.personId',
    message: '请选队里的志愿者。',
  })
  return { memberId: null, branchId: null, personId }
}

type Done = { memberId: string; day: string; amounts: q.Amounts; work: WorkRow['kind'] }

function recordFacts(ctx: Ctx, { memberId, day, amounts, work }: Done): void {
  for (const measure of logMeasures) {
    const quantity = amounts[measure]
    if (quantity === undefined) continue
    ctx.facts.record({
      ...{ factId: newId(), kind: factKinds[measure], day, memberId, quantity },
      attrs: { work },
      source: { kind: 'duty-log', id: ctx.requestId },
    })
  }
}

/** A log is read by many and kept for years: no place for somebody's number. */
function demandNoNumbers(ctx: Ctx, { note, finding }: Wish): void {
  for (const [field, typed] of Object.entries({ note, finding })) {
    const clean = typed === null || findPersonalNumbers(typed, ctx).length === 0
    demand(clean, 'input.invalid', { field: `body.${field}`, message: '这里不要写身份证号、电话和卡号。' })
  }
}

async function demandLog(ctx: Ctx, logId: string): Promise<q.LogRow> {
  const log = await q.findLog(ctx, logId)
  const own = log !== undefined && log.member_id !== null && log.member_id === ctx.actor.memberId
  demand(log && (own || inScope(ctx.actor, { orgId: log.org_id, path: log.path })), 'not-found')
  return log
}

/** By who did it, or by who keeps the records: its facts are voided, the record stays with why. */
export async function withdrawLog(ctx: Ctx, logId: string, reason: string): Promise<void> {
  const log = await demandLog(ctx, logId)
  const own = log.member_id !== null && log.member_id === ctx.actor.memberId
  demand(own || may(ctx.actor, 'posts.record', log), 'access.denied')
  demand(await q.withdrawLog(ctx, logId, reason), 'state.wrong', { message: '这一次已经撤回了。' })
  ctx.facts.replace({ sourceId: logId, wanted: [], reason })
  const target = { kind: 'duty-log', id: logId }
  ctx.audit({ action: 'duty-log.withdrawn', target, orgId: log.org_id, memberId: log.member_id })
}

/** What a patrol found becomes an issue to be put right [000-15]; once, however many press. */
export async function raiseFinding(
  ctx: Ctx,
  logId: string,
  urgency: 'normal' | 'urgent' | 'most-urgent',
): Promise<{ caseId: string; no: number }> {
  const log = await demandLog(ctx, logId)
  demand(may(ctx.actor, 'cases.record', log), 'access.denied')
  demand(log.finding, 'state.wrong', { message: '这一次没有发现问题。' })
  demand(await q.tieCase(ctx, logId, ctx.requestId), 'state.wrong', { message: '这个问题已经立过了。' })
  const { caseId, no } = await recordCase(ctx, log.org_id, {
    ...{ kind: 'issue', sort: 'safety', urgency, channel: 'inspection' },
    ...{ body: log.finding, contact: null, recursOf: null, result: null },
  })
  const target = { kind: 'duty-log', id: logId }
  ctx.audit({ action: 'duty-log.finding-raised', target, orgId: log.org_id, detail: { caseId } })
  return { caseId, no }
}
