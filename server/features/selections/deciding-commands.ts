import type { SelectionSnapshot } from '../../../contract/selections.ts'
import { concernedAmong } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { drawUpWindow } from '../objections/commands.ts'
import * as ballots from './ballot-queries.ts'
import { type Ballot, type Count, countBallot, sayFailed } from './ballot-rules.ts'
import * as candidates from './candidate-queries.ts'
import { countVoters, listPeople } from './eligibility-queries.ts'
import { selectionProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { judge, personOf, termsOf } from './rules.ts'
import { lockSelection } from './selection.ts'
import { buildSnapshot, inStrokeOrder, sayFinding, sayHow, textsOf } from './snapshot.ts'
import * as snapshots from './snapshot-queries.ts'

export type Publishing = { activityId: string | null; contact?: SelectionSnapshot['contact'] | undefined }

type Deciding = { row: q.SelectionRow; standing: candidates.CandidateRow[] }

export type Voted = { chosen: string[]; round: number; failed: string | null }

/**
 * A ballot is kept whether it chose somebody or not. Errors: not-found, access.denied (also for a candidate),
 * state.wrong, input.invalid with what does not add up.
 */
export async function recordVote(ctx: Ctx, selectionId: string, wish: Ballot & Publishing): Promise<Voted> {
  const { row, standing, concerned } = await look(ctx, selectionId)
  const names = new Map(standing.map(({ candidate_id: id, name }) => [id, name]))
  const voters = await countVoters(ctx, row.path)
  const count = attempt(() => countBallot(wish, { names, quota: row.quota, voters }))
  const failed = 'problem' in count ? null : sayFailed(count, names)
  // What is wrong with the counts is told after the step alone: only to who may take it.
  await begin(ctx, { row, standing, concerned }, failed === null ? 'vote' : 'fail', null)
  if ('problem' in count) throw count.problem
  const { entitled, present, tallies, activityId } = wish
  const meeting = activityId ? await demandMeeting(ctx, row, activityId) : null
  const kept = { entitled, present, tallies, activityId, heldOn: meeting?.day ?? ctx.today }
  const round = await ballots.insertBallot(ctx, row, {
    ...kept,
    failed: 'failed' in count ? count.failed : null,
  })
  if (!('chosen' in count)) return { chosen: [], round, failed }
  const result = { ...wish, chosen: count.chosen, entitled, present, decision: null }
  return { chosen: await settle(ctx, { row, standing }, result), round, failed: null }
}

function attempt(run: () => Count): Count | { problem: unknown } {
  try {
    return run()
  } catch (problem) {
    return { problem }
  }
}

/** By the committee, in words; the same errors. */
export async function decideSelection(
  ctx: Ctx,
  selectionId: string,
  wish: { chosen: readonly string[]; note: string } & Publishing,
): Promise<string[]> {
  const deciding = await look(ctx, selectionId)
  await begin(ctx, deciding, 'decide', wish.note)
  const { row, standing } = deciding
  const chosen = [...new Set(wish.chosen)]
  const stands = new Set(standing.map(({ candidate_id: id }) => id))
  demand(
    chosen.every((id) => stands.has(id)),
    'input.invalid',
    { field: 'body.chosen', message: '只能从候选人里定，请刷新页面再选。' },
  )
  demand(row.quota === null || chosen.length <= row.quota, 'input.invalid', {
    field: 'body.chosen',
    message: `名额是 ${row.quota} 个，定了 ${chosen.length} 个。`,
  })
  return settle(ctx, deciding, {
    ...wish,
    chosen,
    tallies: [],
    entitled: null,
    present: null,
    decision: wish.note,
  })
}

async function look(ctx: Ctx, selectionId: string): Promise<Deciding & { concerned: string | null }> {
  const { row } = await lockSelection(ctx, selectionId)
  const all = await candidates.listCandidateRows(ctx, { selectionId })
  const standing = all.filter((one) => !one.withdrawn_at)
  const concerned = concernedAmong(
    ctx.actor,
    standing.map((one) => one.member_id),
  )
  return { row, standing, concerned }
}

/** The step is taken first: who may not take it is told nothing about the candidates. */
async function begin(
  ctx: Ctx,
  { row, standing, concerned }: Deciding & { concerned: string | null },
  step: 'vote' | 'fail' | 'decide',
  note: string | null,
): Promise<void> {
  const { procedure_id: procedureId, path } = row
  await takeStep(ctx, selectionProcedure, { procedureId, place: { path }, step, note, concerned })
  demand((row.method === 'vote') === (step !== 'decide'), 'state.wrong', {
    message: row.method === 'vote' ? '这次评选说好由投票产生。' : '这次评选说好由研究决定产生。',
  })
  await demandStillEligible(ctx, row, standing)
}

/** Who may stand is asked anew on the day that decides: points may have been corrected, people may have left. */
async function demandStillEligible(
  ctx: Ctx,
  row: q.SelectionRow,
  standing: readonly candidates.CandidateRow[],
): Promise<void> {
  const memberIds = standing.map((one) => one.member_id)
  const { selection_id: selectionId, year, path } = row
  const people = await listPeople(ctx, { selectionId, year, path, memberIds })
  const byId = new Map(people.map((person) => [person.member_id, person]))
  for (const { member_id: memberId, name } of standing) {
    const person = byId.get(memberId)
    const found = person && judge(personOf(person), termsOf(row), false)
    demand(found?.eligible, 'state.wrong', {
      message: `${name}现在不能参评：${found?.reason ?? '已经不在这里的支部'}。请先撤下这个提名，写明原因。`,
    })
  }
}

type Result = Publishing & {
  chosen: readonly string[]
  tallies: Ballot['tallies']
  entitled: number | null
  present: number | null
  decision: string | null
}

async function settle(ctx: Ctx, { row, standing }: Deciding, result: Result): Promise<string[]> {
  const { selection_id: selectionId, org_id: orgId } = row
  const { chosen, tallies, activityId, entitled, present, decision } = result
  const meeting = activityId ? await demandMeeting(ctx, row, activityId) : null
  const outcome = standing.map(({ candidate_id: candidateId }) => ({
    candidateId,
    chosen: chosen.includes(candidateId),
    tally: tallies.find((tally) => tally.candidateId === candidateId) ?? null,
  }))
  await candidates.saveOutcome(ctx, selectionId, outcome)
  await q.saveResult(ctx, selectionId, { activityId, entitled, present, decision })
  const winners = inStrokeOrder(standing.filter((one) => chosen.includes(one.candidate_id)))
  const blank = { place: '', hours: '', telephone: '' }
  const snapshot = buildSnapshot(winners, {
    title: row.title,
    year: row.year,
    orgName: row.org_full_name,
    placeName: (await q.findPlaceName(ctx, row.path)) ?? row.org_name,
    how: sayHow(row.method, row.org_full_name, meeting),
    contact: result.contact ?? (await snapshots.findLastContact(ctx, orgId)) ?? blank,
    preparedBy: ctx.actor.name,
  })
  guardList(ctx, snapshot)
  await drawUp(ctx, row, snapshot, winners)
  return winners.map((one) => one.candidate_id)
}

/** The list as it would be published, and whom an objection to a row of it would be about. */
async function drawUp(
  ctx: Ctx,
  row: q.SelectionRow,
  snapshot: SelectionSnapshot,
  winners: readonly candidates.CandidateRow[],
): Promise<void> {
  const { selection_id: selectionId, org_id: orgId, year } = row
  const listId = newId()
  await snapshots.insertList(ctx, { listId, selectionId, orgId, snapshot })
  const window = {
    windowId: listId,
    orgId,
    title: `${year} 年${snapshot.title}名单`,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    page: `/selections/${selectionId}`,
  }
  const figures = winners.map(({ member_id: memberId }) => ({ memberId, factIds: [], ruleIds: [] }))
  await drawUpWindow(ctx, window, figures)
}

async function demandMeeting(ctx: Ctx, row: q.SelectionRow, activityId: string) {
  const meeting = await q.findMeeting(ctx, activityId)
  demand(meeting && meeting.path.startsWith(row.path), 'not-found', { field: 'body.activityId' })
  demand(meeting.state !== 'cancelled' && meeting.day <= ctx.today, 'input.invalid', {
    field: 'body.activityId',
    message: '这次会还没有开，或者取消了。',
  })
  return { day: meeting.day, title: meeting.title }
}

/** Blocks a list with an ID, phone or bank number in it: what is published cannot be taken back. */
export function guardList(ctx: Ctx, snapshot: SelectionSnapshot): void {
  const options = { today: ctx.today, allowed: [snapshot.contact.telephone].filter(Boolean) }
  for (const { where, text } of textsOf(snapshot)) {
    const [found] = findPersonalNumbers(text, options)
    if (!found) continue
    throw new Problem('input.invalid', {
      message: sayFinding(where, found),
      details: { where, kind: found.kind, shown: found.shown },
    })
  }
}
