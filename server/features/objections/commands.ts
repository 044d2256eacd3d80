import type { ObjectionChannel, ObjectionRecord } from '../../../contract/objections.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure, takeStep } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { listObjectionRows, type ObjectionRow } from './list-queries.ts'
import { objectionProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { demandOpen, publicLimits, recordOf } from './rules.ts'
import * as windows from './window-queries.ts'

/** With a list that is drawn up goes whom its rows are about; nobody can object through it before it is opened. */
export async function drawUpWindow(
  ctx: Ctx,
  window: windows.NewWindow,
  figures: readonly windows.Figure[],
): Promise<void> {
  await windows.saveWindow(ctx, window)
  await windows.replaceFigures(ctx, window, figures)
}

export async function openWindow(
  ctx: Ctx,
  windowId: string,
  { address, closesOn }: { address: string; closesOn: string },
): Promise<void> {
  await windows.setWindow(ctx, windowId, { address, opens_on: ctx.today, closes_on: closesOn })
}

export async function closeWindow(ctx: Ctx, windowId: string): Promise<void> {
  await windows.setWindow(ctx, windowId, { closed_on: ctx.today })
}

/** How many objections to a list have no last word yet: unanswered, on appeal, or within the days of an appeal. */
export function countUnsettled(ctx: Ctx, windowId: string): Promise<number> {
  return windows.countWaiting(ctx, windowId)
}

export type EntryAbout = { factId: string | null; ruleId: number | null }
export type ListAbout = { publicationId: string; row: number | null; fact: number | null }

type Subject = {
  orgId: number
  memberId: string | null
  factId: string | null
  ruleId: number | null
  window: { windowId: string; address: string; row: number | null; fact: number | null } | null
}

type Saying = { channel: ObjectionChannel; text: string; contact: string | null }

/** Somebody who is signed in objects: to what is recorded of oneself, or to a published list. */
export async function raiseObjection(
  ctx: Ctx,
  { about, text }: { about: EntryAbout | ListAbout; text: string },
): Promise<Opened> {
  const subject = 'publicationId' in about ? await figureOf(ctx, about) : await ownEntryOf(ctx, about)
  return open(ctx, subject, { channel: 'account', text, contact: null })
}

/** Somebody of the office writes down what a person came, called or wrote about. */
export async function recordObjection(
  ctx: Ctx,
  orgId: number,
  saying: Saying & { about: (EntryAbout & { memberId: string }) | ListAbout },
): Promise<Opened> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'objections.answer', place)
  const { about } = saying
  const subject =
    'publicationId' in about ? await figureOf(ctx, about) : await entryOf(ctx, about.memberId, about)
  demand(subject.orgId === orgId, 'not-found')
  return open(ctx, subject, saying)
}

/** Whoever reads the public page. What the row means is looked up when it is answered: the page cannot. */
export async function raiseFromPublic(
  ctx: Ctx,
  about: ListAbout,
  { text, contact }: { text: string; contact: string | null },
): Promise<Opened> {
  const window = await windows.findWindow(ctx, about.publicationId)
  demand(window?.address && window.address === ctx.actor.address, 'not-found')
  demandOpen(window, ctx.today)
  for (const { hours, most } of publicLimits) {
    const since = new Date(ctx.now.getTime() - hours * 3_600_000)
    const count = await windows.countMarksSince(ctx, about.publicationId, since)
    demand(count < most, 'rate.limited', { message: '今天在这里提的意见太多，请打电话，或者到支部当面说。' })
  }
  const { row, fact } = about
  const where = { windowId: about.publicationId, address: window.address, row, fact }
  const subject = { orgId: window.org_id, memberId: null, factId: null, ruleId: null, window: where }
  return open(ctx, subject, { channel: 'public-page', text, contact })
}

async function figureOf(ctx: Ctx, { publicationId, row, fact }: ListAbout): Promise<Subject> {
  const window = await windows.findWindow(ctx, publicationId)
  demand(window && inScope(ctx.actor, { orgId: window.org_id, path: window.path }), 'not-found')
  demandOpen(window, ctx.today)
  const figure = row === null ? null : await windows.findFigure(ctx, publicationId, row)
  demand(row === null || figure, 'not-found', { field: 'body.about.row' })
  const factId = fact === null ? null : (figure?.fact_ids[fact] ?? null)
  demand(fact === null || factId, 'not-found', { field: 'body.about.fact' })
  return {
    orgId: window.org_id,
    memberId: figure?.member_id ?? null,
    factId,
    ruleId: fact === null ? null : (figure?.rule_ids[fact] ?? null),
    window: { windowId: publicationId, address: window.address ?? '', row, fact },
  }
}

async function ownEntryOf(ctx: Ctx, about: EntryAbout): Promise<Subject> {
  const { memberId } = ctx.actor
  demand(memberId, 'not-found', { message: '您的账号没有对应的党员，请到支部说。' })
  const subject = await entryOf(ctx, memberId, about)
  await q.lockSubject(ctx, `${accountOf(ctx)} ${about.factId ?? memberId}`)
  const same = { accountId: accountOf(ctx), memberId, factId: about.factId, ruleId: about.ruleId }
  const state = await q.findOpenState(ctx, same)
  demand(state === null, 'conflict.duplicate', {
    message:
      state === 'declined'
        ? '这一条答复过了。不满意的，请在那一件异议里申请复议。'
        : '这一条您已经提过，正在核对，请等答复。',
  })
  return subject
}

async function entryOf(ctx: Ctx, memberId: string, { factId, ruleId }: EntryAbout): Promise<Subject> {
  const entry = factId ? await q.findEntry(ctx, { memberId, factId, ruleId }) : null
  const orgId = factId ? (entry?.orgId ?? null) : await q.findMemberOrg(ctx, memberId)
  demand(orgId !== null, 'not-found', { field: factId ? 'body.about.factId' : 'body.about.memberId' })
  const window = await windows.findOpenFigure(ctx, { memberId, factId, ruleId })
  return { orgId, memberId, factId, ruleId, window }
}

export type Opened = { objectionId: string; dueOn: string | null }

async function open(ctx: Ctx, subject: Subject, { channel, text, contact }: Saying): Promise<Opened> {
  const { orgId, memberId, window } = subject
  const { accountId } = ctx.actor
  const isOwn = channel === 'account'
  const isRecorded = !isOwn && channel !== 'public-page'
  const procedureId = newId()
  const { dueOn } = await openProcedure(ctx, objectionProcedure, {
    procedureId,
    subjectId: ctx.requestId,
    orgId,
    // Whom it is about stands in the objection alone: the member concerned does not see from it who objected.
    memberId: isOwn && memberId === ctx.actor.memberId ? memberId : null,
    step: isRecorded ? 'record' : 'raise',
  })
  await q.insertObjection(ctx, {
    objectionId: ctx.requestId,
    orgId,
    windowId: window?.windowId ?? null,
    row: window?.row ?? null,
    fact: window?.fact ?? null,
    memberId,
    factId: subject.factId,
    ruleId: subject.ruleId,
    raisedBy: isOwn ? accountId : null,
    recordedBy: isRecorded ? accountId : null,
    channel,
    address: channel === 'public-page' ? (window?.address ?? null) : null,
    contactSealed: contact ? (await ctx.sealer()).seal(contact, contactContext(ctx.requestId)) : null,
    body: text,
    procedureId,
  })
  if (window) await windows.insertMark(ctx, { ...window, objectionId: ctx.requestId, orgId })
  return { objectionId: ctx.requestId, dueOn }
}

function contactContext(objectionId: string): string {
  return `objections.contact ${objectionId}`
}

export type Answer = { upheld: boolean; answer: string; correction: ObjectionRecord | null }

/** Errors: not-found, access.denied (also for the member concerned and for who raised it), state.wrong, input.invalid. */
export async function answerObjection(
  ctx: Ctx,
  objectionId: string,
  wish: Answer,
): Promise<'upheld' | 'declined'> {
  const row = await findForOffice(ctx, objectionId)
  const { state } = await takeStep(ctx, objectionProcedure, {
    procedureId: row.procedure_id,
    place: { path: row.path },
    step: wish.upheld ? 'uphold' : 'decline',
    note: wish.answer,
    concerned: row.concerned,
  })
  const correction = wish.upheld ? await correctionOf(ctx, row, wish.correction) : null
  const { concerned: memberId, fact_id: factId, rule_id: ruleId } = row
  await q.markAnswered(ctx, objectionId, { ...wish, correction, memberId, factId, ruleId })
  await windows.settleMarks(ctx, [objectionId], wish.upheld ? 'corrected' : 'kept')
  return state === 'upheld' ? 'upheld' : 'declined'
}

/** What is upheld has been put right before it is said so: a promise to do it later is no answer. */
export async function correctionOf(
  ctx: Ctx,
  row: ObjectionRow,
  named: ObjectionRecord | null,
): Promise<ObjectionRecord | null> {
  const record = named ?? recordOf(row.source_kind, row.source_id)
  if (!record) return null
  const since = { recordId: record.id, memberId: row.concerned, since: row.raised_at }
  demand(await q.wasCorrectedSince(ctx, since), 'state.wrong', {
    field: 'body.correction',
    message: '原记录还没有改。请先把原记录更正了，再答复采纳。',
  })
  return record
}

/** The sealed contact, for who answers; that it was looked at, and why, is logged. */
export async function showContact(ctx: Ctx, objectionId: string, reason: string): Promise<string> {
  const row = await findForOffice(ctx, objectionId)
  demand(row.contact_sealed, 'not-found', { message: '提意见的人没有留联系办法。' })
  ctx.audit({
    action: 'objection.contact-shown',
    target: { kind: 'objection', id: objectionId },
    orgId: row.org_id,
    detail: { reason },
  })
  return (await ctx.sealer()).open(row.contact_sealed, contactContext(objectionId))
}

async function findForOffice(ctx: Ctx, objectionId: string): Promise<ObjectionRow> {
  const scope = { paths: ctx.actor.grants.map((grant) => grant.orgPath) }
  const [row] = await listObjectionRows(ctx, { scope, objectionId, limit: 1, offset: 0 })
  demandMay(ctx.actor, 'objections.answer', row && { orgId: row.org_id, path: row.path })
  demand(row, 'not-found')
  return row
}
