import { isService } from '../../../contract/claim-matters.ts'
import type { HandEntryState } from '../../../contract/hand-entries.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandMayDecide } from '../../core/procedure/deciders.ts'
import { openProcedure, takeStep } from '../../core/procedure/run.ts'
import { describeMember } from '../facts/commands.ts'
import { loadAround } from '../points/approvals/around-commands.ts'
import { type Foreseen, findMatter, foreseePoints } from '../points/foresight-commands.ts'
import { pendingOf } from './pending.ts'
import { demandMayPropose } from './policy.ts'
import { claimProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { factOfClaim, mostProposals, stepsOf } from './rules.ts'

/** Quantity in hundredths of the matter's unit, points in hundredths. */
export type What = { matter: string; quantity: number } | { matter?: null; points: number }
type Wish = { memberId: string; day: string; reason: string } & What

function readWhat(wish: What): { matter: string | null; quantity: number | null; points: number | null } {
  return typeof wish.matter === 'string'
    ? { matter: wish.matter, quantity: wish.quantity, points: null }
    : { matter: null, quantity: null, points: (wish as { points: number }).points }
}

/** Puts a claim before others; nothing counts yet. Answers the id. */
export async function proposeHandEntry(ctx: Ctx, wish: Wish): Promise<string> {
  const what = readWhat(wish)
  const member = await findProposed(ctx, wish.memberId, what.matter === null ? 'points' : 'matter')
  demand(wish.day <= ctx.today, 'input.invalid', { field: 'body.day', message: '日期还没有到。' })
  await demandUnrecorded(ctx, { ...wish, matter: what.matter })
  const declined = await q.countDeclined(ctx, { ...what, memberId: wish.memberId, day: wish.day })
  demand(declined < mostProposals, 'state.wrong', {
    message: '这件事提过两次都没有批，不能再提。还有话说，请到支部当面说。',
  })
  const steps = stepsOf(await foreseeClaim(ctx, member, { ...what, day: wish.day }))
  const orgId = member.branch.orgId
  const groupId = member.group?.orgId ?? null
  const procedureId = newId()
  const { memberId } = wish
  // It runs at the group, where there is one: its leader, and everybody above, may see it.
  await openProcedure(ctx, claimProcedure, {
    procedureId,
    subjectId: ctx.requestId,
    orgId: groupId ?? orgId,
    memberId,
  })
  const place = { handEntryId: ctx.requestId, procedureId, orgId, groupId, steps }
  await q.insertHandEntry(ctx, { memberId, day: wish.day, reason: wish.reason, ...what, ...place })
  return ctx.requestId
}

export type ProposedMember = NonNullable<Awaited<ReturnType<typeof q.findMember>>>

/** The member, for who may propose for them. Errors: not-found, access.denied, input.invalid, state.wrong. */
export async function findProposed(
  ctx: Ctx,
  memberId: string,
  what: 'matter' | 'points',
): Promise<ProposedMember> {
  const member = await q.findMember(ctx, memberId)
  demandMayPropose(ctx.actor, member, what)
  demand(member, 'not-found')
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册，不能再记分。',
  })
  return member
}

type Foreseeing = { day: string; matter: string | null; quantity: number | null; points: number | null }

/** The rules in force that would count the claim. input.invalid for a matter that there is not. */
export async function foreseeClaim(ctx: Ctx, member: ProposedMember, claim: Foreseeing): Promise<Foreseen[]> {
  const { matter, day } = claim
  demand(matter === null || (await findMatter(ctx, matter)), 'input.invalid', {
    field: 'body.matter',
    message: '没有这件事，请从单子里选。',
  })
  const who = (await describeMember(ctx, member.memberId))?.who
  const { kind, quantity, attrs } = factOfClaim(claim)
  const wouldBe = { day, kind, quantity: quantity ?? 0, attrs: { ...attrs, who } }
  return foreseePoints(ctx, { orgId: member.branch.orgId, ...wouldBe })
}

/**
 * One person's yes or no. The last yes records the fact, and only it: what people declined never was a fact, so that
 * nothing that is derived from facts has to know about claims.
 */
export async function decideHandEntry(
  ctx: Ctx,
  handEntryId: string,
  { approve, note }: { approve: boolean; note: string | null },
): Promise<HandEntryState> {
  demand(await q.lockHandEntry(ctx, handEntryId), 'not-found')
  const row = await q.findHandEntry(ctx, handEntryId)
  demand(row, 'not-found')
  const pending = pendingOf(row)
  demandMayDecide(ctx.actor, pending, await loadAround(ctx, [row.group_id]))
  demand(row.state === 'proposed' || row.state === 'seconded', 'state.wrong', {
    message: '这一条已经有人批过了，请刷新看看。',
  })
  demand(approve || note, 'input.invalid', { field: 'body.note', message: '不批请写明理由。' })
  if (approve) await demandUnrecorded(ctx, { memberId: row.member_id, day: row.day, matter: row.matter })
  const last = pending.step === pending.steps ? 'approve' : 'second'
  const place = pending.group ?? pending.branch
  const taking = { procedureId: row.procedure_id, place, step: approve ? last : 'decline', note }
  const state = (await takeStep(ctx, claimProcedure, taking)).state as HandEntryState
  await q.markDecided(ctx, handEntryId, { state, note })
  if (state === 'approved') recordClaim(ctx, row)
  return state
}

/** What the branch has on record of that day as an activity is not counted a second time as a claim. */
async function demandUnrecorded(
  ctx: Ctx,
  { memberId, day, matter }: { memberId: string; day: string; matter: string | null },
): Promise<void> {
  if (matter === null || !isService(matter)) return
  demand(!(await q.hasAttended(ctx, { memberId, day, activity: matter })), 'conflict.duplicate', {
    field: 'body.day',
    message: '这一天的这件事支部已经记过了，不用再申报。',
  })
}

function recordClaim(ctx: Ctx, row: q.HandEntryRecord): void {
  const { member_id: memberId, day } = row
  ctx.facts.record({
    factId: newId(),
    ...factOfClaim(row),
    day,
    memberId,
    source: { kind: 'hand-entry', id: row.hand_entry_id },
  })
}
