import type { ConsentState, RecognitionKind, RecognitionRecord } from '../../../contract/recognitions.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { isOwn, mayChange, mayNoteConsent, maySee } from './policy.ts'
import * as q from './queries.ts'
import { mayRelease, mustComeDown, needsConsent, possibleAnswers } from './rules.ts'

export type RecognitionWish = {
  memberId: string
  kind: RecognitionKind
  what: string
  why: string
  givenOn: string | null
  record: RecognitionRecord | null
}

/** A member at or below an organisation, for who gives in its name. */
export async function demandMember(ctx: Ctx, giverId: number, memberId: string) {
  const giver = await placeOf(ctx, giverId)
  demandMay(ctx.actor, 'recognitions.write', giver)
  const member = await q.findMember(ctx, memberId)
  demand(member && member.path.startsWith(giver.path), 'not-found', { field: 'body.memberId' })
  return member
}

/** Records what an organisation gives to a member at or below it. Answers whether the name waits for its owner. */
export async function recordRecognition(
  ctx: Ctx,
  giverId: number,
  wish: RecognitionWish,
): Promise<ConsentState> {
  const member = await demandMember(ctx, giverId, wish.memberId)
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册，不能再记。',
  })
  const concern = concernOf(ctx.actor, wish.memberId)
  demand(!concern, 'access.denied', concern ? { message: sayConcern(concern, '记') } : {})
  const consent = needsConsent(wish.kind) ? 'asked' : 'not-needed'
  demandGivenOn(ctx, wish.givenOn, consent)
  demand(!wish.record || (await q.isRecordOf(ctx, wish.record, wish.memberId)), 'not-found', {
    field: 'body.record',
    message: '没有找到这条记录，或者这位同志没有参加。',
  })
  await q.insertRecognition(ctx, { ...wish, orgId: member.orgId, giverId, consent })
  ctx.audit({
    action: 'recognition.recorded',
    target: { kind: 'recognition', id: ctx.requestId },
    orgId: member.orgId,
    memberId: wish.memberId,
    detail: { kind: wish.kind, giver: giverId },
  })
  return consent
}

function demandGivenOn(ctx: Ctx, givenOn: string | null, consent: ConsentState): void {
  const field = 'body.givenOn'
  if (consent === 'asked') {
    const message = '要公开名字的，先问本人同不同意。同意了再写公开的日子。'
    demand(givenOn === null, 'input.invalid', { field, message })
    return
  }
  demand(givenOn, 'input.invalid', { field, message: '请写哪天给的。' })
  demand(givenOn <= ctx.today, 'input.invalid', { field, message: '这一天还没有到。' })
}

async function lock(ctx: Ctx, recognitionId: string): Promise<q.RecognitionRow> {
  await q.lockRecognition(ctx, recognitionId)
  const all = ctx.actor.grants.map((grant) => grant.orgPath)
  const scope = { branches: all, givers: all, ownId: ctx.actor.memberId }
  const [row] = await q.listRecognitionRows(ctx, { scope, recognitionId, limit: 1, offset: 0 })
  demand(row && maySee(ctx.actor, row), 'not-found')
  return row
}

function audit(ctx: Ctx, row: q.RecognitionRow, action: string): void {
  const { recognition_id: id, org_id: orgId, member_id: memberId } = row
  ctx.audit({ action: `recognition.${action}`, target: { kind: 'recognition', id }, orgId, memberId })
}

type Answer = { answer: 'given' | 'refused' | 'withdrawn'; evidence: string | null }

/** The member's answer about the own name; with the paper's place where the office notes it for them. */
export async function answerConsent(
  ctx: Ctx,
  recognitionId: string,
  { answer, evidence }: Answer,
): Promise<ConsentState> {
  const row = await lock(ctx, recognitionId)
  const own = isOwn(ctx.actor, row)
  demand(own || mayNoteConsent(ctx.actor, row), 'access.denied')
  demand(own || evidence, 'input.invalid', {
    field: 'body.evidence',
    message: '替本人记的，请写签了字的纸在哪里。',
  })
  demand(possibleAnswers(row).includes(answer), 'state.wrong')
  await q.insertConsent(ctx, row, { answer, evidence: own ? null : evidence })
  await q.updateRecognition(ctx, recognitionId, { consent: answer })
  audit(ctx, row, `consent-${answer}`)
  return answer
}

async function lockToChange(ctx: Ctx, recognitionId: string): Promise<q.RecognitionRow> {
  const row = await lock(ctx, recognitionId)
  demand(mayChange(ctx.actor, row), 'access.denied', { message: '这是别的组织给的，请找给的组织办。' })
  return row
}

/** Says that the name has gone out: only after its owner has said yes. */
export async function releaseRecognition(ctx: Ctx, recognitionId: string, givenOn: string): Promise<void> {
  const row = await lockToChange(ctx, recognitionId)
  demand(mayRelease(row), 'state.wrong', {
    message: row.consent === 'given' ? '这一件已经公开了。' : '本人还没有同意，不能公开名字。',
  })
  demand(givenOn <= ctx.today, 'input.invalid', { field: 'body.givenOn', message: '这一天还没有到。' })
  await q.updateRecognition(ctx, recognitionId, { givenOn })
  audit(ctx, row, 'released')
}

export async function takeDown(ctx: Ctx, recognitionId: string, note: string): Promise<void> {
  const row = await lockToChange(ctx, recognitionId)
  demand(mustComeDown(row), 'state.wrong')
  await q.updateRecognition(ctx, recognitionId, { takenDown: note })
  audit(ctx, row, 'taken-down')
}

export async function withdrawRecognition(ctx: Ctx, recognitionId: string, reason: string): Promise<void> {
  const row = await lockToChange(ctx, recognitionId)
  demand(!row.withdrawn_at, 'state.wrong', { message: '这一件已经收回了。' })
  await q.updateRecognition(ctx, recognitionId, { withdrawn: reason })
  audit(ctx, row, 'withdrawn')
}
