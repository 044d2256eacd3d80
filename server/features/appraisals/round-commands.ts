import { appraisalGradeLabels, appraisalGrades } from '../../../contract/appraisal-grades.ts'
import type { AssessmentScale } from '../../../contract/assessment-terms.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure } from '../../core/procedure/run.ts'
import { demandBranch, listTakingPart, openAssessment } from '../assessments/opening-commands.ts'
import { placeOf } from '../organisations/commands.ts'
import { findBallot } from './ballot-queries.ts'
import { insertCeiling, listCeilings } from './ceiling-queries.ts'
import { lockForOffice, step } from './loading.ts'
import { savePeople, saveSelf, takesPart } from './people-queries.ts'
import { mayRun } from './policy.ts'
import { appraisalProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { type Ceiling, isWithinNational, nationalCeiling, openYears } from './rules.ts'

/** Errors: not-found, access.denied, input.invalid for a share above the national one. */
export async function setCeiling(ctx: Ctx, orgId: number, ceiling: Ceiling): Promise<void> {
  demandMay(ctx.actor, 'appraisals.confirm', await placeOf(ctx, orgId))
  demand(isWithinNational(ceiling), 'input.invalid', {
    field: 'body.parts',
    message: '“优秀”最多三分之一，只能定得更少。',
  })
  await insertCeiling(ctx, orgId, ceiling)
  const target = { kind: 'appraisal-ceiling', id: ctx.requestId }
  ctx.audit({ action: 'appraisal.ceiling-set', target, orgId, detail: { ...ceiling } })
}

/** Errors: not-found, access.denied, input.invalid, conflict.duplicate (the year has one). */
export async function openRound(ctx: Ctx, orgId: number, year: number): Promise<void> {
  const place = await demandBranch(ctx, orgId)
  demand(openYears(ctx.today).includes(year), 'input.invalid', {
    field: 'body.year',
    message: '只能办今年的，或者补办去年的。',
  })
  await q.lockYear(ctx, orgId, year)
  demand(!(await q.hasRound(ctx, orgId, year)), 'conflict.duplicate', {
    field: 'body.year',
    message: `${year} 年的民主评议党员已经开始了，没有再开一次。`,
  })
  const [ceiling] = await listCeilings(ctx, [place.path])
  const { most, parts } = ceiling?.most && ceiling.parts ? (ceiling as Ceiling) : nationalCeiling
  const [roundId, procedureId] = [ctx.requestId, newId()]
  const people = await listTakingPart(ctx, orgId)
  demand(
    people.some((one) => one.excused === null),
    'input.invalid',
    { field: 'params.orgId', message: '支部里没有要评的党员。' },
  )
  await openProcedure(ctx, appraisalProcedure, { procedureId, subjectId: roundId, orgId, memberId: null })
  await q.insertRound(ctx, { orgId, year, procedureId, most, parts })
  await savePeople(ctx, { roundId, orgId }, people)
}

function demandWriting(row: q.RoundRow): void {
  demand(row.state === 'self' || row.state === 'mutual', 'state.wrong', {
    message: '已经开始投票了，自评不再改。',
  })
}

/** By the member. Errors: not-found (also for who takes no part), state.wrong. */
export async function writeOwnSelf(ctx: Ctx, roundId: string, words: string): Promise<void> {
  const { memberId } = ctx.actor
  demand(memberId, 'not-found')
  await q.lockRound(ctx, roundId)
  const row = await q.findRound(ctx, roundId)
  demand(row && inScope(ctx.actor, { orgId: row.org_id, path: row.path }), 'not-found')
  demand(await takesPart(ctx, roundId, memberId), 'not-found')
  demandWriting(row)
  await keepSelf(ctx, row, { memberId, words, onPaper: false })
}

/** From the member's own sheet. Errors: not-found, access.denied, state.wrong. */
export async function writeSelfFor(
  ctx: Ctx,
  roundId: string,
  { memberId, words }: { memberId: string; words: string },
): Promise<void> {
  const row = await lockForOffice(ctx, roundId)
  demand(mayRun(ctx.actor, row), 'access.denied')
  demand(await takesPart(ctx, roundId, memberId), 'not-found', { field: 'body.memberId' })
  demandWriting(row)
  await keepSelf(ctx, row, { memberId, words, onPaper: true })
}

async function keepSelf(
  ctx: Ctx,
  { round_id: roundId, org_id: orgId }: q.RoundRow,
  { memberId, ...self }: { memberId: string; words: string; onPaper: boolean },
): Promise<void> {
  await saveSelf(ctx, { roundId, orgId, memberId }, self)
  const target = { kind: 'appraisal', id: roundId }
  ctx.audit({ action: 'appraisal.self-written', target, orgId, memberId, detail: { onPaper: self.onPaper } })
}

/** The meeting at which the members spoke of each other. Errors: not-found, access.denied, state.wrong, input.invalid. */
export async function noteMutual(ctx: Ctx, roundId: string, day: string) {
  const row = await lockForOffice(ctx, roundId)
  const state = await step(ctx, row, { step: 'mutual' })
  const sound = day <= ctx.today && day >= `${row.year}-01-01`
  demand(sound, 'input.invalid', { field: 'body.day', message: '请写开会的那一天，不能是以后的日子。' })
  await q.updateRound(ctx, roundId, { met_on: day })
  return state
}

/**
 * What stands on the ballot. The grades need marks that fall, for an assessment knows no others; of a ballot of this
 * purpose no mark is ever told, and none becomes a fact.
 */
const grades: AssessmentScale = {
  kind: 'grades',
  grades: appraisalGrades.map((grade, at) => ({
    label: appraisalGradeLabels[grade],
    mark: (appraisalGrades.length - at) * 100,
  })),
}

/** Answers fewer than this give no result; a small branch has no more people. */
const usualMinimum = 5
const leastMinimum = 3

/** Errors: not-found, access.denied, state.wrong (one is running or counted), input.invalid of the ballot itself. */
export async function openBallot(ctx: Ctx, roundId: string, way: 'paper' | 'phone') {
  const row = await lockForOffice(ctx, roundId)
  const ballot = await findBallot(ctx, row.ballot_id)
  const state = await step(ctx, row, { step: 'ballot' })
  demand(!ballot || ballot.state === 'cancelled', 'state.wrong', { message: '投票已经开始了，请打开看。' })
  const { org_id: orgId, year } = row
  const people = await listTakingPart(ctx, orgId)
  await openAssessment(ctx, orgId, {
    title: `${year} 年民主评议党员`,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    day: row.met_on ?? ctx.today,
    assessors: 'peers',
    way,
    questions: ['总体评价'],
    scale: grades,
    minimum: Math.max(leastMinimum, Math.min(usualMinimum, people.filter((one) => one.answers).length)),
    entitled: null,
    purpose: 'appraisal',
  })
  await savePeople(ctx, { roundId, orgId }, people)
  await q.updateRound(ctx, roundId, { ballot_id: ctx.requestId })
  return state
}
