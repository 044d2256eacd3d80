import type { RequirementTerms } from '../../../contract/requirements.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandNameDay } from './policy.ts'
import { lockRequirements } from './queries.ts'
import * as q from './requirement-queries.ts'
import { findTermsFlaw } from './rules.ts'

export type Declaring = {
  orgId: number
  reach: 'self' | 'below'
  validFrom: string
  terms: RequirementTerms
}

/** Asks something of an organisation, or of all below it. What is owed already, also of past periods, follows at once. */
export async function declareRequirement(ctx: Ctx, wish: Declaring): Promise<string> {
  const place = await placeOf(ctx, wish.orgId)
  demandMay(ctx.actor, 'requirements.write', place)
  const flaw = findTermsFlaw(wish.terms)
  demand(!flaw, 'input.invalid', flaw ?? {})
  // Of two who ask for the same thing at once the second must see the first.
  await lockRequirements(ctx, 'to-change')
  const same = await q.findSame(ctx, {
    path: place.path,
    code: wish.terms.code,
    validFrom: wish.validFrom,
  })
  demand(!same, 'conflict.duplicate', {
    field: 'body.terms.code',
    message: `${same?.org_name ?? ''}已经要求“${same?.name ?? ''}”了，要改先把那一条停掉。`,
  })
  await q.insertRequirement(ctx, { requirementId: ctx.requestId, ...wish })
  ctx.audit({
    action: 'requirement.declared',
    target: { kind: 'requirement', id: ctx.requestId },
    orgId: wish.orgId,
    detail: { code: wish.terms.code, from: wish.validFrom },
  })
  ctx.facts.changeOrgs({ orgIds: 'all', from: wish.validFrom })
  return ctx.requestId
}

async function loadRequirement(ctx: Ctx, requirementId: string): Promise<q.RequirementRecord> {
  const row = await q.findRequirement(ctx, requirementId)
  demand(row, 'not-found')
  return row
}

/** The last day on which a period of it may begin. What was owed of the periods before stays owed. */
export async function endRequirement(
  ctx: Ctx,
  requirementId: string,
  { validTo, reason }: { validTo: string; reason: string },
): Promise<void> {
  const row = await loadRequirement(ctx, requirementId)
  demandMay(ctx.actor, 'requirements.write', { orgId: row.org_id, path: row.path })
  demand(row.valid_to === null, 'state.wrong', { message: '这一条已经停了。' })
  demand(validTo >= addDays(row.valid_from, -1), 'input.invalid', {
    field: 'body.validTo',
    message: '停的日子在开始的日子以前。',
  })
  const ended = await q.markEnded(ctx, requirementId, validTo, reason)
  demand(ended, 'state.wrong', { message: '这一条已经停了。' })
  ctx.audit({
    action: 'requirement.ended',
    target: { kind: 'requirement', id: requirementId },
    orgId: row.org_id,
    detail: { to: validTo },
  })
  ctx.facts.changeOrgs({ orgIds: 'all', from: addDays(validTo, 1) })
}

/** An organisation's own date, for itself and all below, from the periods that begin on that day or later. */
export async function setOwnDay(ctx: Ctx, wish: q.OwnDay): Promise<void> {
  const place = await placeOf(ctx, wish.orgId)
  demandNameDay(ctx.actor, place)
  const row = await loadRequirement(ctx, wish.requirementId)
  demand(place.path.startsWith(row.path), 'not-found')
  demand(row.own_day, 'state.wrong', { message: '这一项的日子是统一的，不能有自己的。' })
  demand(row.cadence !== 'week' || (wish.fixedDay ?? 1) <= 7, 'input.invalid', {
    field: 'body.fixedDay',
    message: '星期几写 1 到 7。',
  })
  await q.upsertOwnDay(ctx, wish)
  ctx.audit({
    action: 'requirement.own-day',
    target: { kind: 'requirement', id: wish.requirementId },
    orgId: wish.orgId,
    detail: { day: wish.fixedDay, from: wish.from },
  })
  ctx.facts.changeOrgs({ orgIds: 'all', from: wish.from })
}
