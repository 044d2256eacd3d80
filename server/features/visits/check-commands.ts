import { randomInt } from 'node:crypto'
import type { CheckVerdict } from '../../../contract/visit-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { openCase } from '../cases/commands.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './check-queries.ts'
import { isNear, isToAnswer, nearMembers, needsFeedback, sayIssue } from './check-rules.ts'
import * as lots from './lot-queries.ts'
import { monthOf } from './rules.ts'

/**
 * Draws visits of a month at random. The seed is made here and kept, so that nobody chooses a sample; whoever drew one
 * finishes it before the next, so that nobody draws until it pleases.
 */
export async function drawCheck(
  ctx: Ctx,
  orgId: number,
  { month, size }: { month: string; size: number },
): Promise<{ checkId: string; seed: number; pool: number; size: number }> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'visits.check', place)
  demand(month <= ctx.today.slice(0, 7), 'input.invalid', {
    field: 'body.month',
    message: '这个月还没有到，请选已经有走访的月份。',
  })
  await takeLock(ctx, { name: `visit checks ${orgId}`, way: 'to-change' })
  demand(!(await q.hasOpenCheck(ctx, orgId)), 'state.wrong', {
    message: '这里还有一次抽查没有做完，请先把那一次的结果都写上。',
  })
  const lot = {
    ...{ ...monthOf(month), size, seed: randomInt(1, 2 ** 31) },
    grids: await lots.listGrids(ctx, place.path),
    ...{ drawnBy: accountOf(ctx), drawnAt: ctx.now, leftOut: nearMembers(ctx.actor) },
  }
  const weighed = await lots.weighPool(ctx, lot)
  demand(weighed.pool > 0, 'state.wrong', { message: '这个月没有可以抽的走访，请换一个月份。' })
  await lots.insertCheck(ctx, place, lot, weighed)
  await lots.insertSample(ctx, lot)
  const checkId = ctx.requestId
  const { seed } = lot
  // The log is sealed: seed and pool stand there as well, should anybody doubt the row.
  ctx.audit({
    action: 'visit-check.drawn',
    target: { kind: 'visit-check', id: checkId },
    orgId,
    detail: { month, seed, pool: weighed.pool, poolHash: weighed.hash },
  })
  return { checkId, seed, pool: weighed.pool, size: Math.min(size, weighed.pool) }
}

/** Errors: not-found out of scope, access.denied for who does none of these there. */
export async function demandCheck(
  ctx: Ctx,
  checkId: string,
  ...verbs: readonly ('visits.check' | 'audit.read')[]
): Promise<q.CheckRecord> {
  const [check] = await q.readChecks(ctx, { checkId })
  demand(check && inScope(ctx.actor, { orgId: check.org_id, path: check.path }), 'not-found')
  demand(
    verbs.some((verb) => may(ctx.actor, verb, check)),
    'access.denied',
  )
  return check
}

type Of = { checkId: string; visitId: string }

/** Says of one visit whether its record holds. The visitor is told; what does not agree is looked into as an issue. */
export async function judgeVisit(
  ctx: Ctx,
  of: Of,
  { verdict, feedback: typed }: { verdict: CheckVerdict; feedback: string | null },
): Promise<string | null> {
  await demandCheck(ctx, of.checkId, 'visits.check')
  const item = await q.findItem(ctx, of.checkId, of.visitId)
  demand(item, 'not-found')
  demand(!isNear(ctx.actor, item), 'access.denied', {
    message: '自己和亲属的走访由别人来查，请转给其他人。',
  })
  demand(item.checked_at === null, 'state.wrong', { message: '这次走访已经有结果了，请刷新看看。' })
  const feedback = typed || null
  demand(!needsFeedback(verdict, feedback), 'input.invalid', {
    field: 'body.feedback',
    message: '请写一句哪里对不上，走访的人会看到。',
  })
  demandPlain(ctx, 'body.feedback', feedback)
  const caseId = verdict === 'differs' ? await openIssue(ctx, item, feedback ?? '') : null
  await q.markJudged(ctx, of, { verdict, feedback, case_id: caseId })
  ctx.audit({
    action: 'visit-check.checked',
    target: { kind: 'visit-check', id: of.checkId },
    orgId: item.org_id,
    memberId: item.member_id,
    detail: { visit: of.visitId, case: caseId },
  })
  return caseId
}

type Item = NonNullable<Awaited<ReturnType<typeof q.findItem>>>

/** In place of a score: an issue of the village, with its own steps, put right by one and looked at by another. */
async function openIssue(ctx: Ctx, item: Item, said: string): Promise<string> {
  const { caseId } = await openCase(ctx, {
    ...{ kind: 'issue', sort: 'own-finding', urgency: 'normal', channel: 'spot-check', step: 'record' },
    ...{ caseId: newId(), orgId: item.org_id, atOrgId: item.village_id ?? item.org_id },
    ...{ body: sayIssue(item, said), contactSealed: null, recursOf: null },
  })
  return caseId
}

/** The visitor has read it, and says what they wish to say; once, so that what others read stays what it was. */
export async function answerCheck(ctx: Ctx, of: Of, typed: string | null): Promise<void> {
  const item = await q.findItem(ctx, of.checkId, of.visitId)
  demand(item?.checked_at && item.visited_by === ctx.actor.accountId, 'not-found')
  const answer = typed || null
  const verdict = item.verdict as CheckVerdict | null
  demand(isToAnswer({ verdict, answer: item.answer }) && !(item.seen_at && answer === null), 'state.wrong', {
    message: '这条结果不用再说明了，请刷新看看。',
  })
  demandPlain(ctx, 'body.text', answer)
  await q.markAnswered(ctx, of, answer)
  ctx.audit({
    action: 'visit-check.answered',
    target: { kind: 'visit-check', id: of.checkId },
    orgId: item.org_id,
    memberId: item.member_id,
    detail: { visit: of.visitId, said: answer !== null },
  })
}

function demandPlain(ctx: Ctx, field: string, typed: string | null): void {
  demand(typed === null || findPersonalNumbers(typed, ctx).length === 0, 'input.invalid', {
    field,
    message: '这里不要写身份证号、电话和卡号。',
  })
}
