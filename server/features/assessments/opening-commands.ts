import type { Assessors } from '../../../contract/assessment-terms.ts'
import { exemptionCauseLabels } from '../../../contract/exemptions.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { assessmentProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { listRegister, type RegisterRow } from './register-queries.ts'
import { blankCounts, excuseOf, findSurveyFlaw, mayAnswer } from './rules.ts'
import { insertSubjects, insertTallies } from './tally-queries.ts'
import { insertVoters } from './voter-queries.ts'

/** The branch, for who runs assessments in it. Errors: not-found, access.denied, input.invalid. */
export async function demandBranch(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'assessments.run', place)
  demand(place.kind === 'branch', 'input.invalid', {
    field: 'params.orgId',
    message: '评议由支部来办。',
  })
  return place
}

/** Who is assessed and who is not, in the order of the register. */
export function subjectsOf(register: readonly RegisterRow[]) {
  return register.map((person) => ({
    memberId: person.member_id,
    name: person.name,
    excused: excuseOf(person, exemptionCauseLabels),
  }))
}

/** Who answers, where the register knows it; null where it does not. */
export function votersOf(register: readonly RegisterRow[], assessors: Assessors): string[] | null {
  if (assessors !== 'peers' && assessors !== 'committee') return null
  return register
    .filter((person) => mayAnswer(person) && (assessors === 'peers' || person.on_committee))
    .map((person) => person.member_id)
}

/** Who takes part in a yearly appraisal today, and who of them has no grade and why; `answers`: may vote by the register. */
export async function listTakingPart(ctx: Ctx, orgId: number) {
  const register = await listRegister(ctx, orgId, ctx.today)
  const voters = new Set(votersOf(register, 'peers'))
  return subjectsOf(register).map((one) => ({ ...one, answers: voters.has(one.memberId) }))
}

/** Errors: not-found, access.denied, input.invalid with the field, conflict.duplicate (the same one under way or done). */
export async function openAssessment(ctx: Ctx, orgId: number, wish: q.Opening): Promise<void> {
  await demandBranch(ctx, orgId)
  demandDays(wish)
  const flaw = findSurveyFlaw(wish.questions, wish.scale)
  demand(!flaw, 'input.invalid', flaw ?? {})
  const register = await listRegister(ctx, orgId, ctx.today)
  const subjects = subjectsOf(register)
  const assessed = subjects.filter(({ excused }) => excused === null)
  demand(assessed.length > 0, 'input.invalid', { field: 'params.orgId', message: '支部里没有要评的党员。' })
  const voters = votersOf(register, wish.assessors)
  const entitled = demandEntitled(wish, voters)
  const row = { ...wish, orgId, entitled }
  await q.lockBranch(ctx, orgId)
  demand(!(await q.hasSuchOne(ctx, row)), 'conflict.duplicate', {
    field: 'body.title',
    message: `这一段的“${wish.title}”已经开过了，没有再开一次。`,
  })
  const [assessmentId, procedureId] = [ctx.requestId, newId()]
  await openProcedure(ctx, assessmentProcedure, {
    procedureId,
    subjectId: assessmentId,
    orgId,
    memberId: null,
  })
  await q.insertAssessment(ctx, { ...row, procedureId })
  await insertSubjects(ctx, assessmentId, orgId, subjects)
  if (voters) await insertVoters(ctx, { assessmentId, orgId, memberIds: voters })
  const counts = blankCounts(wish.scale, wish.questions)
  await insertTallies(
    ctx,
    assessmentId,
    orgId,
    assessed.map(({ memberId }) => ({ memberId, counts })),
  )
}

function demandDays({ from, to, day }: q.Opening): void {
  demand(from <= to, 'input.invalid', { field: 'body.to', message: '结束的日子要在开始之后。' })
  demand(day >= from, 'input.invalid', { field: 'body.day', message: '评议的日子不能早于要评的那一段。' })
}

/** Known from the register; else typed. By phone only who is in the register, and openly nothing is hidden. */
function demandEntitled({ way, entitled, minimum }: q.Opening, voters: readonly string[] | null): number {
  demand(way !== 'phone' || voters, 'input.invalid', {
    field: 'body.way',
    message: '用手机评的只有党员自己，这里请用纸票。',
  })
  const known = voters?.length ?? entitled
  demand(known !== null, 'input.invalid', { field: 'body.entitled', message: '请写有几个人来评。' })
  demand(way === 'hands' || known >= minimum, 'input.invalid', {
    field: 'body.minimum',
    message: `能评的只有 ${known} 人，定了最少 ${minimum} 人，出不了结果。`,
  })
  return known
}
