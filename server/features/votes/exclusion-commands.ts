import type { ExclusionGround, ExclusionState } from '../../../contract/quorum.ts'
import { todayIn } from '../../core/clock/today.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './exclusion-queries.ts'
import { findMeeting } from './meeting-queries.ts'
import { lastsLongEnough, needsAssembly } from './rules.ts'

/** The branch asks. Errors: not-found, access.denied, input.invalid, state.wrong, conflict.duplicate. */
export async function proposeExclusion(
  ctx: Ctx,
  memberId: string,
  { ground, since }: { ground: ExclusionGround; since: string },
): Promise<ExclusionState> {
  const member = await q.findMember(ctx, memberId)
  demandMay(ctx.actor, 'activities.write', member && { orgId: member.org_id, path: member.path })
  demand(member, 'not-found')
  demand(member.stage === 'full', 'state.wrong', { message: '只有正式党员才算在有表决权的应到里。' })
  demand(since <= ctx.today, 'input.invalid', { field: 'body.since', message: '还没到那一天。' })
  demand(lastsLongEnough(ground, since, ctx.today), 'input.invalid', {
    field: 'body.since',
    message: '这个原因要满半年才能不计入应到。',
  })
  const isNew = await q.insertExclusion(ctx, { memberId, orgId: member.org_id, ground, since })
  demand(isNew, 'conflict.duplicate', { message: '这位同志已经提过了，没有再记一次。' })
  trace(ctx, 'proposed', { exclusion_id: ctx.requestId, org_id: member.org_id, member_id: memberId })
  return 'proposed'
}

function trace(
  ctx: Ctx,
  what: string,
  row: Pick<q.ExclusionRow, 'exclusion_id' | 'org_id' | 'member_id'>,
): void {
  const target = { kind: 'roll-exclusion', id: row.exclusion_id }
  ctx.audit({ action: `roll-exclusion.${what}`, target, orgId: row.org_id, memberId: row.member_id })
}

async function load(ctx: Ctx, exclusionId: string): Promise<q.ExclusionRow> {
  const row = await q.lockExclusion(ctx, exclusionId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  return row
}

/** Somebody above consents or not; whose rights are suspended is out at once, all others wait for their assembly. */
export async function decideExclusion(
  ctx: Ctx,
  exclusionId: string,
  { consent, note }: { consent: boolean; note: string },
): Promise<ExclusionState> {
  const row = await load(ctx, exclusionId)
  demand(mayFromAbove(ctx.actor, 'duties.decide', row), 'access.denied')
  demand(row.proposed_by !== ctx.actor.accountId, 'access.denied', {
    message: '自己提的，请上级另一位同志来定。',
  })
  demand(row.state === 'proposed', 'state.wrong', { message: '这一件已经定过了。' })
  const consented = needsAssembly(row.ground) ? 'consented' : 'in-force'
  const state: ExclusionState = consent ? consented : 'declined'
  await q.changeExclusion(ctx, exclusionId, {
    state,
    decided_by: accountOf(ctx),
    decided_at: ctx.now,
    decision_note: note,
    ...(state === 'in-force' && { counts_from: ctx.today }),
  })
  trace(ctx, consent ? 'consented' : 'declined', row)
  return state
}

/** By a recorded assembly of the branch, held on the day of the consent or after it; it counts from that day on. */
export async function approveExclusion(
  ctx: Ctx,
  exclusionId: string,
  activityId: string,
): Promise<ExclusionState> {
  const row = await load(ctx, exclusionId)
  demandMay(ctx.actor, 'activities.write', { orgId: row.org_id, path: row.path })
  demand(row.state === 'consented', 'state.wrong', { message: '要等上级同意了，党员大会才能通过。' })
  const meeting = await findMeeting(ctx, activityId)
  const field = 'body.activityId'
  const fits =
    meeting?.kind === 'members-assembly' && meeting.org_id === row.org_id && meeting.state === 'closed'
  demand(meeting && fits, 'input.invalid', { field, message: '请选本支部记好了的一次党员大会。' })
  demand(row.decided_at && meeting.day >= todayIn(row.decided_at), 'input.invalid', {
    field,
    message: '这次党员大会在上级同意以前，不算。',
  })
  await q.changeExclusion(ctx, exclusionId, {
    state: 'in-force',
    approved_in: activityId,
    counts_from: meeting.day,
  })
  trace(ctx, 'approved', row)
  return 'in-force'
}

/** From the day after `lastDay` the member is expected again; what was frozen stays. */
export async function endExclusion(
  ctx: Ctx,
  exclusionId: string,
  { lastDay, reason }: { lastDay: string; reason: string },
): Promise<ExclusionState> {
  const row = await load(ctx, exclusionId)
  const above = mayFromAbove(ctx.actor, 'duties.decide', row)
  // Rights that were suspended above are given back above.
  if (row.ground === 'rights-suspended') demand(above, 'access.denied')
  else if (!above) demandMay(ctx.actor, 'activities.write', { orgId: row.org_id, path: row.path })
  demand(row.state === 'in-force', 'state.wrong', { message: '这一件没有在生效。' })
  demand(row.counts_from && lastDay >= row.counts_from, 'input.invalid', {
    field: 'body.lastDay',
    message: '最后一天在生效以前。',
  })
  await q.changeExclusion(ctx, exclusionId, {
    state: 'ended',
    last_day: lastDay,
    ended_by: accountOf(ctx),
    ended_at: ctx.now,
    end_reason: reason,
  })
  trace(ctx, 'ended', row)
  return 'ended'
}

/** An assembly that was taken back, or held on another day, takes along what it passed: one word above is not enough. */
export async function followCorrections(ctx: Ctx): Promise<void> {
  const corrected = ctx.facts.replacements.map((one) => one.sourceId)
  if (corrected.length === 0) return
  for (const row of await q.followAssemblies(ctx, corrected))
    trace(ctx, row.stands ? 'moved-with-assembly' : 'taken-back-with-assembly', row)
}
