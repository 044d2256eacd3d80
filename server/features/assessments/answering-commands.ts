import type { Ctx } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandAnswering, demandByPhone, lockForOffice } from './loading.ts'
import * as q from './queries.ts'
import { blankCounts, countsOf, isChoice } from './rules.ts'
import { addAnswer, listSubjects, setTallies } from './tally-queries.ts'
import { findVoter, freePhoneVoters, markVoter } from './voter-queries.ts'

export type Choices = { memberId: string; choices: readonly (number | null)[] }

const hadAlready = { message: '您已经评过，或者领过纸票了，没有再记一次。' }

/**
 * One secret answer, added to the tallies. The log of changes is not written on purpose: it would say who has answered
 * and when, and so who has not. Errors: not-found (also for who may not answer), state.wrong, input.invalid,
 * conflict.duplicate.
 */
export async function answer(ctx: Ctx, assessmentId: string, rows: readonly Choices[]): Promise<void> {
  const { memberId } = ctx.actor
  demand(memberId, 'not-found')
  await q.lockAssessment(ctx, assessmentId)
  const row = await q.findAssessment(ctx, assessmentId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  const voter = await findVoter(ctx, assessmentId, memberId)
  demand(voter, 'not-found')
  demand(!voter.had, 'conflict.duplicate', hadAlready)
  demandAnswering(row)
  demandByPhone(row)
  const people = (await listSubjects(ctx, assessmentId)).filter((one) => one.excused === null)
  demandChoices(row, people, { rows, ownId: memberId })
  const given = new Map(rows.map((one) => [one.memberId, one.choices]))
  const blank = blankCounts(row.scale, row.questions)
  const figures = people.map(({ member_id: id }) => {
    const choices = given.get(id)
    return { memberId: id, counts: choices ? countsOf(row.scale, choices) : blank }
  })
  demand(await markVoter(ctx, assessmentId, memberId, 'phone'), 'conflict.duplicate', hadAlready)
  await addAnswer(ctx, assessmentId, figures)
  await q.updateAssessment(ctx, assessmentId, { by_phone: row.by_phone + 1 })
}

function demandChoices(
  { scale, questions }: q.AssessmentRow,
  people: readonly { member_id: string }[],
  { rows, ownId }: { rows: readonly Choices[]; ownId: string },
): void {
  const assessed = new Set(people.map((one) => one.member_id))
  const named = new Set(rows.map((one) => one.memberId))
  demand(named.size === rows.length && [...named].every((one) => assessed.has(one)), 'input.invalid', {
    field: 'body.rows',
    message: '名单变了，请刷新页面再评。',
  })
  demand(!named.has(ownId), 'input.invalid', { field: 'body.rows', message: '自己不评自己。' })
  const choices = rows.flatMap((one) => one.choices)
  const sound = choices.every((choice) => choice === null || isChoice(scale, choice))
  demand(sound && rows.every((one) => one.choices.length === questions.length), 'input.invalid', {
    field: 'body.rows',
    message: '有一项不在能选的里面，请刷新页面再评。',
  })
  demand(
    choices.some((choice) => choice !== null),
    'input.invalid',
    { field: 'body.rows', message: '一项都还没有评。' },
  )
}

/**
 * Notes that a member takes a sheet. One at a time, and the same sentence whether it was the phone or a sheet before:
 * asking costs the person the other way, so that nobody finds out by asking who has answered.
 */
export async function handOut(ctx: Ctx, assessmentId: string, memberId: string): Promise<number> {
  const row = await lockForOffice(ctx, assessmentId)
  demandAnswering(row)
  demand(row.way === 'phone', 'state.wrong', { message: '这次评议不记谁领了票，直接发就行。' })
  demand(await findVoter(ctx, assessmentId, memberId), 'not-found', { field: 'body.memberId' })
  demand(await markVoter(ctx, assessmentId, memberId, 'paper'), 'conflict.duplicate', {
    field: 'body.memberId',
    message: '这位同志已经评过，或者领过票了，不再发票。',
  })
  const handedOut = row.handed_out + 1
  await q.updateAssessment(ctx, assessmentId, { handed_out: handedOut })
  const target = { kind: 'assessment', id: assessmentId }
  ctx.audit({ action: 'assessment.sheet-handed-out', target, orgId: row.org_id, memberId })
  return handedOut
}

/** So few that their answers could be told: they are taken out, and who gave them takes a sheet like all others. */
export async function setAside(ctx: Ctx, assessmentId: string): Promise<void> {
  const row = await lockForOffice(ctx, assessmentId)
  demandAnswering(row)
  demandByPhone(row)
  demand(row.by_phone < row.minimum, 'state.wrong', {
    message: `手机上已经有 ${row.by_phone} 人评了，够数，不用改。`,
  })
  const counts = blankCounts(row.scale, row.questions)
  const people = await listSubjects(ctx, assessmentId)
  await setTallies(
    ctx,
    assessmentId,
    'phone',
    people.map((one) => ({ memberId: one.member_id, counts })),
  )
  await freePhoneVoters(ctx, assessmentId)
  await q.updateAssessment(ctx, assessmentId, { by_phone: 0, way: 'paper' })
  const target = { kind: 'assessment', id: assessmentId }
  ctx.audit({ action: 'assessment.phone-set-aside', target, orgId: row.org_id })
}
