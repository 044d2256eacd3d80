import type { MinutesGrade, PaperForm } from '../../../contract/minutes.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { findMeeting, type MeetingRow } from './meeting-queries.ts'
import * as q from './minutes-queries.ts'
import { lockActivityRow } from './motion-queries.ts'
import { mayReview } from './policy.ts'

async function loadRecorded(ctx: Ctx, activityId: string): Promise<MeetingRow> {
  const found = await findMeeting(ctx, activityId)
  demand(found && inScope(ctx.actor, { orgId: found.org_id, path: found.path }), 'not-found')
  await lockActivityRow(ctx, activityId)
  const meeting = await findMeeting(ctx, activityId)
  demand(meeting, 'not-found')
  return meeting
}

function demandMinutes(meeting: MeetingRow): void {
  demand(meeting.state === 'closed' && meeting.minutes, 'state.wrong', {
    message: '这次会还没有写记录，等写了再评。',
  })
}

/**
 * Somebody above says in a word and a sentence whether minutes tell what was said and decided; once of each version, and
 * once more by another if the branch has asked for it. Nothing is counted: neither words nor how often.
 */
export async function reviewMinutes(
  ctx: Ctx,
  activityId: string,
  said: { grade: MinutesGrade; sentence: string },
): Promise<void> {
  const meeting = await loadRecorded(ctx, activityId)
  demand(mayReview(ctx.actor, meeting), 'access.denied', {
    message: '会议记录由上级的同志来评，自己写的自己不评。',
  })
  demandMinutes(meeting)
  const { closings: closing, org_id: orgId } = meeting
  const reviews = (await q.listReviews(ctx, activityId)).filter((one) => one.closing === closing)
  const asked = await q.findAsked(ctx, activityId, closing)
  const first = reviews.find((one) => one.view === 1)
  const again = first && asked && !reviews.some((one) => one.view === 2)
  demand(!first || again, 'conflict.duplicate', { message: '这份记录已经评过了。' })
  demand(first?.reviewed_by !== ctx.actor.accountId, 'access.denied', {
    message: '第一遍是您看的，请另一位同志再看。',
  })
  await q.insertReview(ctx, { activityId, closing, orgId, view: first ? 2 : 1, ...said })
  const target = { kind: 'activity', id: activityId }
  ctx.audit({ action: 'minutes.reviewed', target, orgId, detail: { view: first ? 2 : 1 } })
}

export async function askSecondView(ctx: Ctx, activityId: string, reason: string): Promise<void> {
  const meeting = await loadRecorded(ctx, activityId)
  demandMay(ctx.actor, 'activities.write', { orgId: meeting.org_id, path: meeting.path })
  demandMinutes(meeting)
  const { closings: closing, org_id: orgId } = meeting
  const reviews = (await q.listReviews(ctx, activityId)).filter((one) => one.closing === closing)
  demand(reviews.length === 1, 'state.wrong', {
    message: reviews.length === 0 ? '还没有人评过。' : '已经看过第二遍了。',
  })
  demand(!(await q.findAsked(ctx, activityId, closing)), 'state.wrong', { message: '已经请过了，等一等。' })
  await q.insertAsked(ctx, { activityId, closing, orgId, reason })
  ctx.audit({ action: 'minutes.second-view', target: { kind: 'activity', id: activityId }, orgId })
}

/** As offices have always had it: a red head is for outgoing papers, minutes have a plain one. */
const shipped: PaperForm = {
  title: '{org}{kind}记录',
  number: '{year} 年第 {no} 号',
  signatures: ['主持人', '记录人'],
  photo: false,
  foot: '',
}

export async function formFor(ctx: Ctx, path: string): Promise<{ form: PaperForm; row: q.FormRow | null }> {
  const row = await q.findForm(ctx, path)
  return row ? { form: row.form, row } : { form: shipped, row: null }
}

export async function setForm(ctx: Ctx, orgId: number, form: PaperForm): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'requirements.write', place)
  await q.saveForm(ctx, orgId, form)
  ctx.audit({ action: 'minutes-form.set', target: { kind: 'organisation', id: orgId }, orgId })
}
