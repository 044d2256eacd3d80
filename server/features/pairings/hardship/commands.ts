import type { InputOf } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/hardship-files.ts'
import {
  type AidKind,
  type HardshipSetting,
  hardshipAnswerDays,
  hardshipMonths,
} from '../../../../contract/pairing-words.ts'
import { addDays, addMonths } from '../../../core/clock/days.ts'
import { concernOf, sayConcern } from '../../../core/context/concern.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demandMay } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandNoNumbers } from '../help-commands.ts'
import { findMember } from '../queries.ts'
import { aimsWithin } from '../rules.ts'
import * as aids from './aid-queries.ts'
import * as q from './queries.ts'
import { answerContext, situationContext, whatContext, wishContext } from './rules.ts'

const once = { limit: 1, offset: 0 }

/** A file that stands, for who keeps the files of that branch; locked to the end of a write. */
export async function demandFile(ctx: Ctx, fileId: string, locked = true): Promise<q.FileRecord> {
  if (locked) await q.lockFile(ctx, fileId)
  const [file] = await q.readFiles(ctx, { fileId }, once)
  demand(file, 'not-found')
  demandMay(ctx.actor, 'hardship.write', { orgId: file.org_id, path: file.path })
  return file
}

/** Nobody keeps the file of their own or of kin. */
function demandUnconcerned(ctx: Ctx, memberId: string, act: string): void {
  const concern = concernOf(ctx.actor, memberId)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, act) } : {})
}

type Opening = InputOf<typeof contract.openHardshipFile>['body']

/**
 * Opens a file for a member of the own branch [003-20]: with the signed paper at once, else the member is asked by phone
 * and nothing is given before the answer.
 */
export async function openFile(ctx: Ctx, wish: Opening): Promise<'asked' | 'open'> {
  const member = await findMember(ctx, wish.memberId)
  demandMay(ctx.actor, 'hardship.write', member)
  demand(member.stage !== 'exited', 'state.wrong', {
    field: 'body.memberId',
    message: '这位同志已经不在册了。',
  })
  demandUnconcerned(ctx, wish.memberId, '建')
  const { agreement, setting, expiresOn } = wish
  const aims = demandAims(setting, wish.aims)
  const isPaper = agreement.by === 'paper'
  const from = isPaper ? agreement.on : ctx.today
  demand(from <= ctx.today && from > addDays(ctx.today, -92), 'input.invalid', {
    field: 'body.agreement.on',
    message: '请写最近三个月里、今天以前签字的那一天。',
  })
  demand(expiresOn > ctx.today && expiresOn <= addMonths(from, hardshipMonths), 'input.invalid', {
    field: 'body.expiresOn',
    message: '请写今天以后、同意起一年以内的一天，到期自动抹掉。',
  })
  if (isPaper) demandNoNumbers(ctx, agreement.evidence, 'body.agreement.evidence')
  // One that is over its day and waits for the night does not stand in the way.
  await q.closeOver(ctx)
  await q.insertFile(ctx, {
    ...{ orgId: member.orgId, memberId: wish.memberId, setting, aims, expiresOn, agreedBy: agreement.by },
    situation: (await ctx.sealer()).seal(wish.situation, situationContext(ctx.requestId)),
    agreedOn: isPaper ? agreement.on : null,
    evidence: isPaper ? agreement.evidence : null,
    answerBy: isPaper ? null : earlier(addDays(ctx.today, hardshipAnswerDays), expiresOn),
  })
  trace(ctx, 'opened', { file_id: ctx.requestId, org_id: member.orgId })
  return isPaper ? 'open' : 'asked'
}

const earlier = (one: string, other: string): string => (one < other ? one : other)

function demandAims(setting: HardshipSetting, aims: readonly AidKind[]): AidKind[] {
  const within = aimsWithin(setting, aims)
  demand(within, 'input.invalid', {
    field: 'body.aims',
    message: '农村的选教技能、给资金、上项目，城镇下岗的选再就业。',
  })
  return within
}

export type Shown = {
  situation: string
  wish: string | null
  evidence: string | null
  given: { aidId: string; what: string }[]
}

/** All that is written, in clear. That somebody looked, and why, is in the log before it is shown. */
export async function showFile(ctx: Ctx, fileId: string, reason: string): Promise<Shown> {
  const file = await demandFile(ctx, fileId)
  demandUnconcerned(ctx, file.member_id, '看')
  demandNoNumbers(ctx, reason, 'body.reason')
  ctx.audit({
    action: 'hardship-file.seen',
    target: { kind: 'hardship-file', id: fileId },
    orgId: file.org_id,
    memberId: file.member_id,
    detail: { reason },
  })
  const sealer = await ctx.sealer()
  const rows = await aids.listAids(ctx, fileId)
  return {
    situation: sealer.open(file.situation_sealed, situationContext(fileId)),
    wish: file.wish_sealed && sealer.open(file.wish_sealed, wishContext(fileId)),
    evidence: file.evidence,
    given: rows.flatMap(({ aid_id: aidId, what_sealed: what }) =>
      what ? [{ aidId, what: sealer.open(what, whatContext(aidId)) }] : [],
    ),
  }
}

type Change = InputOf<typeof contract.changeHardshipFile>['body']

/** Puts a file right; what the member asked for is settled by it. */
export async function changeFile(ctx: Ctx, fileId: string, wish: Change): Promise<number> {
  const file = await demandFile(ctx, fileId)
  demandUnconcerned(ctx, file.member_id, '改')
  demand(file.version === wish.version, 'version.stale')
  const aims = demandAims(file.setting, wish.aims)
  const situation = (await ctx.sealer()).seal(wish.situation, situationContext(fileId))
  trace(ctx, 'changed', file)
  const settled = { wish_sealed: null, wished_on: null, answer_sealed: null }
  return q.updateFile(ctx, fileId, { aims, situation_sealed: situation, ...settled })
}

/** The wish is not taken up; the member reads why. */
export async function answerWish(ctx: Ctx, fileId: string, answer: string): Promise<void> {
  const file = await demandFile(ctx, fileId)
  demandUnconcerned(ctx, file.member_id, '答复')
  demand(file.wish_sealed, 'state.wrong', { message: '没有等着答复的更正请求。' })
  const sealed = (await ctx.sealer()).seal(answer, answerContext(fileId))
  await q.updateFile(ctx, fileId, { wish_sealed: null, wished_on: null, answer_sealed: sealed })
  trace(ctx, 'answered', file)
}

type Aid = InputOf<typeof contract.giveAid>['body']

/** One aid on record, of a kind that the file is for. No fact is made of it: a need must never count. */
export async function giveAid(ctx: Ctx, fileId: string, { kind, givenOn, what, fen }: Aid): Promise<void> {
  const file = await demandFile(ctx, fileId)
  demandUnconcerned(ctx, file.member_id, '记')
  const { agreed_on: agreedOn, aims } = file
  demand(file.state === 'open' && agreedOn, 'state.wrong', { message: '本人还没有同意，先等答复。' })
  demand(aims.includes(kind), 'input.invalid', {
    field: 'body.kind',
    message: '档案里没有写这一项。要给的，请先和本人商量，更正档案。',
  })
  demand(givenOn <= ctx.today && givenOn >= agreedOn, 'input.invalid', {
    field: 'body.givenOn',
    message: '请写本人同意以后、今天以前的一天。',
  })
  demand(kind !== 'funds' || fen !== null, 'input.invalid', {
    field: 'body.fen',
    message: '给资金的，请写给了多少。',
  })
  const sealed = (await ctx.sealer()).seal(what, whatContext(ctx.requestId))
  await aids.insertAid(ctx, file, { kind, givenOn, fen, what: sealed })
  trace(ctx, 'aid-given', file, { aid: ctx.requestId })
}

export async function voidAid(ctx: Ctx, aidId: string, reason: string): Promise<void> {
  const aid = await aids.lockAid(ctx, aidId)
  demand(aid, 'not-found')
  const file = await demandFile(ctx, aid.file_id, false)
  demandUnconcerned(ctx, file.member_id, '作废')
  demand(aid.voided_at === null, 'state.wrong', { message: '这一次已经作废了。' })
  demandNoNumbers(ctx, reason, 'body.reason')
  await aids.markVoided(ctx, aidId, reason)
  trace(ctx, 'aid-voided', file, { aid: aidId })
}

export async function closeFile(ctx: Ctx, fileId: string, why: 'helped' | 'not-needed'): Promise<void> {
  const file = await demandFile(ctx, fileId)
  demandUnconcerned(ctx, file.member_id, '结束')
  await q.closeFile(ctx, fileId, why)
  trace(ctx, 'closed', file)
}

/** One's own, whoever keeps it. */
async function demandOwn(ctx: Ctx, fileId: string): Promise<q.FileRecord> {
  await q.lockFile(ctx, fileId)
  const [file] = await q.readFiles(ctx, { fileId }, once)
  demand(file && file.member_id === ctx.actor.memberId, 'not-found')
  return file
}

/** The member's own yes or no; a no erases what was written at once. */
export async function answerOwn(ctx: Ctx, fileId: string, agrees: boolean): Promise<void> {
  const file = await demandOwn(ctx, fileId)
  demand(file.state === 'asked', 'state.wrong', { message: '您已经答复过了。' })
  if (agrees) await q.updateFile(ctx, fileId, { state: 'open', agreed_on: ctx.today, answer_by: null })
  else await q.closeFile(ctx, fileId, 'refused')
  trace(ctx, agrees ? 'agreed' : 'declined', file)
}

export async function wishOwn(ctx: Ctx, fileId: string, text: string): Promise<void> {
  const file = await demandOwn(ctx, fileId)
  demand(file.wish_sealed === null, 'state.wrong', { message: '上一次的请求还在等答复。' })
  const sealed = (await ctx.sealer()).seal(text, wishContext(fileId))
  await q.updateFile(ctx, fileId, { wish_sealed: sealed, wished_on: ctx.today, answer_sealed: null })
  trace(ctx, 'wish-put', file)
}

/** Consent taken back: done at once, and nobody is asked. */
export async function withdrawOwn(ctx: Ctx, fileId: string): Promise<void> {
  const file = await demandOwn(ctx, fileId)
  await q.closeFile(ctx, fileId, 'withdrawn')
  trace(ctx, 'withdrawn', file)
}

/** By night. Bears to run twice. */
export function closeOverFiles(ctx: Ctx): Promise<void> {
  return q.closeOver(ctx)
}

/** Whose file it is, only a look says in the log: that there is one about somebody is sensitive by itself. */
function trace(
  ctx: Ctx,
  deed: string,
  { file_id: id, org_id: orgId }: { file_id: string; org_id: number },
  detail?: Record<string, string>,
): void {
  ctx.audit({
    action: `hardship-file.${deed}`,
    target: { kind: 'hardship-file', id },
    orgId,
    ...(detail && { detail }),
  })
}
