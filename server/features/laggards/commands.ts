import type { TalkMeasure, TalkState } from '../../../contract/laggards.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure, takeStep } from '../../core/procedure/run.ts'
import { recordObjection } from '../objections/commands.ts'
import { placeOf } from '../organisations/commands.ts'
import * as cases from './case-queries.ts'
import * as leftOut from './left-out-queries.ts'
import { isOwn, maySeeBasis, maySeeTalk } from './policy.ts'
import { talkProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { findHurtfulWord, spanOf } from './rules.ts'

export type ThresholdWish = { measure: TalkMeasure; points: number | null; firstDay: string }

/** The branch's own number, or its end; another is set for another day, none is ever changed. */
export async function setThreshold(ctx: Ctx, orgId: number, wish: ThresholdWish): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'talks.threshold', place)
  demand(place.kind === 'branch', 'state.wrong', { message: '谈心提醒由党支部自己定。' })
  await q.insertThreshold(ctx, { orgId, ...wish })
  ctx.audit({
    action: 'talk.threshold-set',
    target: { kind: 'talk-threshold', id: ctx.requestId },
    orgId,
    detail: { measure: wish.measure, points: wish.points, firstDay: wish.firstDay },
  })
}

/** The place of a branch for who holds conversations there and may see its points by name. */
export async function demandBranch(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'talks.hold', place)
  demand(may(ctx.actor, 'points.names', place), 'access.denied')
  return place
}

function demandUnconcerned(ctx: Ctx, memberId: string): void {
  const concern = concernOf(ctx.actor, memberId)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, '办') } : {})
}

export type LeavingOut = { memberId: string; reason: string; until: string }

export async function leaveOut(ctx: Ctx, orgId: number, wish: LeavingOut): Promise<void> {
  await demandBranch(ctx, orgId)
  const member = await q.lockMember(ctx, wish.memberId)
  demand(member && member.org_id === orgId, 'not-found', { field: 'body.memberId' })
  demand(wish.until > ctx.today, 'input.invalid', {
    field: 'body.until',
    message: '到哪一天要写以后的日子。',
  })
  demandUnconcerned(ctx, wish.memberId)
  demand(!(await leftOut.isLeftOut(ctx, wish.memberId)), 'conflict.duplicate', {
    message: '这位同志已经写过先不谈，没有再记一次。',
  })
  await leftOut.insertLeftOut(ctx, { orgId, ...wish })
  ctx.audit({
    action: 'talk.left-out',
    target: { kind: 'talk-left-out', id: ctx.requestId },
    orgId,
    memberId: wish.memberId,
  })
}

export async function takeBackIn(ctx: Ctx, leftOutId: string): Promise<void> {
  const row = await leftOut.lockLeftOut(ctx, leftOutId)
  // Whether somebody was left out is not for others to find out.
  demand(row && may(ctx.actor, 'talks.hold', row), 'not-found')
  demandUnconcerned(ctx, row.member_id)
  demand(!row.ended_at, 'state.wrong', { message: '这一条已经结束了。' })
  await leftOut.endLeftOut(ctx, leftOutId)
  ctx.audit({
    action: 'talk.taken-back-in',
    target: { kind: 'talk-left-out', id: leftOutId },
    orgId: row.org_id,
    memberId: row.member_id,
  })
}

/** Begins a conversation with somebody who stands below the number now; with nobody else, and one at a time. */
export async function beginTalk(
  ctx: Ctx,
  orgId: number,
  { memberId, measure }: { memberId: string; measure: TalkMeasure },
): Promise<void> {
  await demandBranch(ctx, orgId)
  demandUnconcerned(ctx, memberId)
  await q.lockMember(ctx, memberId)
  const threshold = (await q.listThresholds(ctx, [orgId], ctx.today)).find((one) => one.measure === measure)
  demand(threshold && threshold.points !== null, 'state.wrong', { message: '支部没有定这个数，不用谈。' })
  const span = spanOf(measure, ctx.today)
  const look = { orgId, span, threshold: threshold.points, memberId }
  const [row] = await q.listBelow(ctx, look)
  demand(row, 'state.wrong', { message: '这位同志现在不在提醒的名单里，请刷新看看。' })
  demand(!row.left_out_id, 'state.wrong', { message: '这位同志写过先不谈。要谈，请先取消。' })
  const procedureId = newId()
  await openProcedure(ctx, talkProcedure, { procedureId, subjectId: ctx.requestId, orgId, memberId })
  const kept = { ...span, points: row.points, threshold: threshold.points }
  await cases.insertCase(ctx, { procedureId, orgId, memberId, measure, ...kept })
}

async function findCase(ctx: Ctx, caseId: string): Promise<cases.CaseRow> {
  const [row] = await cases.listCases(ctx, { scope: { paths: [''] }, caseId, limit: 1, offset: 0 })
  demand(row && maySeeTalk(ctx.actor, row), 'not-found')
  return row
}

async function step(
  ctx: Ctx,
  caseId: string,
  wish: { step: string; note?: string },
): Promise<cases.CaseRow & { next: TalkState }> {
  const row = await findCase(ctx, caseId)
  const { procedure_id: procedureId, path } = row
  const { state } = await takeStep(ctx, talkProcedure, { procedureId, place: { path }, ...wish })
  return { ...row, next: state as TalkState }
}

function aboutOf(row: cases.CaseRow) {
  return { caseId: row.case_id, orgId: row.org_id, memberId: row.member_id }
}

export async function writeLetter(ctx: Ctx, caseId: string, words: string): Promise<TalkState> {
  const hurtful = findHurtfulWord(words)
  demand(!hurtful, 'input.invalid', {
    field: 'body.words',
    message: `信里有“${hurtful}”，会伤人。请换成做了什么、可以做什么。`,
  })
  const { next } = await step(ctx, caseId, { step: 'letter' })
  await cases.updateCase(ctx, caseId, { letter: words })
  return next
}

export async function recordTalk(ctx: Ctx, caseId: string, talk: cases.Talk): Promise<TalkState> {
  demand(talk.heldOn <= ctx.today, 'input.invalid', { field: 'body.heldOn', message: '谈心的日子还没有到。' })
  demandLater(talk.followUpOn, talk.heldOn)
  const row = await step(ctx, caseId, { step: 'talk' })
  await cases.insertTalk(ctx, aboutOf(row), talk)
  await cases.updateCase(ctx, caseId, { followUpOn: talk.followUpOn })
  return row.next
}

export type Outcome =
  | { outcome: 'improved'; note: string }
  | { outcome: 'more-help'; note: string; followUpOn: string }

export async function settleTalk(ctx: Ctx, caseId: string, wish: Outcome): Promise<TalkState> {
  if (wish.outcome === 'more-help') demandLater(wish.followUpOn, ctx.today)
  const name = wish.outcome === 'improved' ? 'improve' : 'help'
  const { next } = await step(ctx, caseId, { step: name, ...(wish.note && { note: wish.note }) })
  const change = wish.outcome === 'improved' ? { closed: true } : { followUpOn: wish.followUpOn }
  await cases.updateCase(ctx, caseId, change)
  return next
}

/**
 * Ends the conversation and objects in the member's name, in one step; for who is told what was counted of the member.
 * Answers the state it ends in.
 */
export async function reportMistake(ctx: Ctx, caseId: string, text: string): Promise<TalkState> {
  demand(maySeeBasis(ctx.actor, await findCase(ctx, caseId)), 'access.denied')
  const row = await step(ctx, caseId, { step: 'mistake', note: text })
  const about = { memberId: row.member_id, factId: null, ruleId: null }
  const { objectionId } = await recordObjection(ctx, row.org_id, {
    channel: 'in-person',
    about,
    text,
    contact: null,
  })
  await cases.updateCase(ctx, caseId, { objectionId, closed: true })
  return row.next
}

export async function closeTalk(ctx: Ctx, caseId: string, note: string): Promise<TalkState> {
  const { next } = await step(ctx, caseId, { step: 'close', note })
  await cases.updateCase(ctx, caseId, { closed: true })
  return next
}

/** By the member alone, while it is open or after. */
export async function addWords(ctx: Ctx, caseId: string, text: string): Promise<void> {
  const row = await findCase(ctx, caseId)
  demand(isOwn(ctx.actor, row), 'access.denied', { message: '这里写的是本人的话，请本人来写。' })
  await cases.insertWords(ctx, aboutOf(row), text)
  const { case_id: id, org_id: orgId, member_id: memberId } = row
  ctx.audit({ action: 'talk.words-added', target: { kind: 'talk', id }, orgId, memberId })
}

function demandLater(followUpOn: string | null, day: string): void {
  demand(followUpOn === null || followUpOn > day, 'input.invalid', {
    field: 'body.followUpOn',
    message: '回访的日子要在后面。',
  })
}
