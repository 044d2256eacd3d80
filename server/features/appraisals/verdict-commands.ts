import type { AppraisalGrade } from '../../../contract/appraisal-grades.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { takeAssessmentStep } from '../assessments/counting-commands.ts'
import { findBallot } from './ballot-queries.ts'
import { lockForOffice, step } from './loading.ts'
import { listPeople } from './people-queries.ts'
import { demandUnconcerned } from './policy.ts'
import * as q from './queries.ts'
import { changedAmong, dayOf, findProposalFlaw, type Verdict } from './rules.ts'
import { insertVerdicts, listVerdicts } from './verdict-queries.ts'

async function demandBallot(ctx: Ctx, row: q.RoundRow) {
  const ballot = await findBallot(ctx, row.ballot_id)
  demand(ballot?.state === 'confirmed', 'state.wrong', {
    message: '测评票还没有核对好，请先核对计票结果。',
  })
  return ballot
}

async function listStanding(ctx: Ctx, row: q.RoundRow): Promise<Map<string, AppraisalGrade | null>> {
  const verdicts = await listVerdicts(ctx, row.round_id, row.confirmed)
  return new Map([...verdicts].map(([memberId, { grade }]) => [memberId, grade]))
}

/**
 * The grades that the branch committee proposes: decided by people who have the ballot before them, worked out from
 * nothing. Errors: not-found, access.denied (also for who changes the own grade), state.wrong, input.invalid.
 */
export async function proposeGrades(
  ctx: Ctx,
  roundId: string,
  { rows, note }: { rows: readonly Verdict[]; note: string | null },
) {
  const row = await lockForOffice(ctx, roundId)
  const state = await step(ctx, row, { step: 'propose', note })
  const ballot = await demandBallot(ctx, row)
  const people = (await listPeople(ctx, roundId)).filter((one) => one.excused === null)
  const names = new Map(people.map((one) => [one.member_id, one.name]))
  const flaw = findProposalFlaw(rows, { people: names, ceiling: row })
  demand(!flaw, 'input.invalid', flaw ?? {})
  if (row.confirmed > 0) demandUnconcerned(ctx.actor, changedAmong(rows, await listStanding(ctx, row)), '改')
  const proposal = row.proposal + 1
  await insertVerdicts(ctx, { roundId, orgId: row.org_id, proposal }, rows)
  await q.updateRound(ctx, roundId, { proposal, ballot_revision: ballot.revision })
  return state
}

/** From here on the grades are facts, and that the round was held is one; what stood before is voided. */
async function confirm(ctx: Ctx, row: q.RoundRow): Promise<void> {
  const ballot = await demandBallot(ctx, row)
  demand(ballot.revision === row.ballot_revision, 'state.wrong', {
    message: '提了等次以后票数改过，请退回支委会重新提。',
  })
  const verdicts = [...(await listVerdicts(ctx, row.round_id, row.proposal)).values()]
  demandUnconcerned(
    ctx.actor,
    verdicts.map((one) => one.memberId),
    '审定',
  )
  await q.updateRound(ctx, row.round_id, { confirmed: row.proposal })
  const { round_id: id, org_id: orgId } = row
  const of = { day: dayOf(row.year, row.met_on ?? ctx.today), source: { kind: 'appraisal', id } }
  const graded = verdicts.flatMap(({ memberId, grade }) =>
    grade === null
      ? []
      : [{ ...of, factId: newId(), kind: 'appraisal' as const, memberId, attrs: { grade } }],
  )
  const held = { ...of, factId: newId(), kind: 'appraisal-held' as const, memberId: null, orgId, attrs: {} }
  ctx.facts.replace({ sourceId: id, reason: await reasonOf(ctx, row), wanted: [held, ...graded] })
}

/** Of a round that was opened again what was written about it. */
async function reasonOf(ctx: Ctx, { procedure_id: id }: q.RoundRow): Promise<string> {
  const history = (await listHistory(ctx, [id])).get(id) ?? []
  return history.findLast((taken) => taken.step === 'reopen')?.note ?? '审定等次'
}

export type AppraisalStep = {
  step: 'confirm' | 'return' | 'reopen' | 'cancel' | 'revoke'
  note: string | null
}

/** Errors: not-found, access.denied (also for who proposed, and for whom it is about), state.wrong, input.invalid. */
export async function takeAppraisalStep(ctx: Ctx, roundId: string, taking: AppraisalStep) {
  const row = await lockForOffice(ctx, roundId)
  const state = await step(ctx, row, taking)
  if (taking.step === 'confirm') await confirm(ctx, row)
  if (taking.step === 'cancel') await cancel(ctx, row, taking.note)
  if (state === 'cancelled') await q.updateRound(ctx, roundId, { cancelled_at: ctx.now })
  if (taking.step === 'revoke')
    ctx.facts.replace({ sourceId: roundId, reason: taking.note ?? '', wanted: [] })
  return state
}

/** By the branch, as long as nothing of it stands; the ballot goes with it. */
async function cancel(ctx: Ctx, row: q.RoundRow, note: string | null): Promise<void> {
  demand(row.confirmed === 0, 'state.wrong', { message: '等次审定过了，要撤销请上级来办。' })
  const ballot = await findBallot(ctx, row.ballot_id)
  if (ballot && ballot.state !== 'cancelled')
    await takeAssessmentStep(ctx, ballot.assessment_id, { step: 'cancel', note })
}
