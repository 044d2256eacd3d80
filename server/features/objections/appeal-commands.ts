import type { ObjectionChannel } from '../../../contract/objections.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { takeStep, takeStepForAll } from '../../core/procedure/run.ts'
import * as q from './appeal-queries.ts'
import { type Answer, correctionOf } from './commands.ts'
import { listObjectionRows, type ObjectionRow } from './list-queries.ts'
import { objectionProcedure } from './procedure.ts'
import { orgAbove } from './rules.ts'
import { reopenMark, settleMarks } from './window-queries.ts'

export type Appeal = { text: string; channel: Exclude<ObjectionChannel, 'account' | 'public-page'> | null }

/**
 * Takes an answer that was not in favour one level up: by who objected, or by the office for who has no account.
 * Errors: not-found, access.denied, state.wrong (answered in favour, the days are over, nobody above), input.invalid.
 */
export async function appealObjection(
  ctx: Ctx,
  objectionId: string,
  { text, channel }: Appeal,
): Promise<{ state: string; dueOn: string | null }> {
  const { row, isOwn } = await findForAppeal(ctx, objectionId)
  demand(isOwn || channel, 'input.invalid', { field: 'body.channel', message: '请选怎么提的。' })
  const orgId = orgAbove(row.path)
  demand(orgId !== null, 'state.wrong', { message: '上面没有党组织了，这个答复就是最后的答复。' })
  demand(row.state !== 'declined' || (row.due_on !== null && ctx.today <= row.due_on), 'state.wrong', {
    message: '申请复议的期限过了，这个答复已经生效。',
  })
  const taken = await takeStep(ctx, objectionProcedure, {
    procedureId: row.procedure_id,
    place: { path: row.path },
    step: isOwn ? 'appeal' : 'record-appeal',
    note: text,
    concerned: row.concerned,
  })
  await q.markAppealed(ctx, objectionId, { orgId, channel: (!isOwn && channel) || 'account', text })
  await reopenMark(ctx, objectionId)
  return taken
}

/** The own objection, or one that came without an account, for who answers there. */
async function findForAppeal(ctx: Ctx, objectionId: string): Promise<{ row: ObjectionRow; isOwn: boolean }> {
  const one = { objectionId, limit: 1, offset: 0 }
  const [own] = await listObjectionRows(ctx, { scope: { own: true }, ...one })
  if (own) return { row: own, isOwn: true }
  const scope = { paths: ctx.actor.grants.map((grant) => grant.orgPath) }
  const [row] = await listObjectionRows(ctx, { scope, ...one })
  demandMay(ctx.actor, 'objections.answer', row && { orgId: row.org_id, path: row.path })
  demand(row, 'not-found')
  demand(row.raised_by === null, 'access.denied', { message: '复议要由提异议的人自己申请。' })
  return { row, isOwn: false }
}

/** The last word, by somebody above who had no part in it. What is upheld has been corrected in the record. */
export async function answerAppeal(ctx: Ctx, objectionId: string, wish: Answer): Promise<string> {
  const scope = { paths: ctx.actor.grants.map((grant) => grant.orgPath) }
  const [row] = await listObjectionRows(ctx, { scope, objectionId, limit: 1, offset: 0 })
  demand(row, 'not-found')
  // How far it has come is told to who reviews there, whoever else has the organisation in scope.
  demand(row.appeal_path !== null || may(ctx.actor, 'objections.review', row), 'access.denied')
  demand(row.appeal_path !== null, 'state.wrong', { message: '这件异议没有申请复议。' })
  const { state } = await takeStep(ctx, objectionProcedure, {
    procedureId: row.procedure_id,
    place: { path: row.appeal_path },
    step: wish.upheld ? 'uphold-appeal' : 'decline-appeal',
    note: wish.answer,
    concerned: row.concerned,
  })
  demand(row.to_review, 'access.denied', { message: `复议由${row.appeal_org_name ?? '上级'}答复。` })
  const correction = wish.upheld ? await correctionOf(ctx, row, wish.correction) : null
  await q.markReviewed(ctx, objectionId, { answer: wish.answer, correction })
  await settleMarks(ctx, [objectionId], wish.upheld ? 'corrected' : 'kept')
  return state
}

/** What nobody appealed in time stands. By the system alone; answers how many were closed. */
export async function settleUnappealed(ctx: Ctx): Promise<number> {
  const due = await q.listUnappealed(ctx)
  const places = new Map(due.map(({ procedureId, path }) => [procedureId, { path }]))
  await takeStepForAll(ctx, objectionProcedure, places, { step: 'settle' })
  return due.length
}
