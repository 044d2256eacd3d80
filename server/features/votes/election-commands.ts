import type { ElectedPost } from '../../../contract/quorum.ts'
import { type BallotCount, type ElectionState, electedPostLabels } from '../../../contract/votes-elections.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { addPost } from '../members/post-commands.ts'
import { demandCount, demandTellers, loadForWrite } from './counting-commands.ts'
import * as q from './election-queries.ts'
import { sayStanding, standingOf } from './election-rules.ts'
import { findMeeting, type MeetingRow } from './meeting-queries.ts'
import { electionRule } from './rule-commands.ts'
import { decideBallot, endOfTerm, fewestCandidates, findSlipFlaw, isReached } from './rules.ts'

export type Changed = { electionId: string; state: ElectionState; says: string }

const target = (id: string) => ({ kind: 'election', id })
const electing = ['members-assembly', 'committee-meeting', 'party-committee-meeting']

/** Errors: not-found, access.denied, input.invalid (too few candidates, not full members), state.wrong, conflict.duplicate. */
export async function openElection(
  ctx: Ctx,
  activityId: string,
  wish: { post: ElectedPost; seats: number; candidateIds: readonly string[] },
): Promise<void> {
  const meeting = await loadForWrite(ctx, activityId)
  demand(electing.includes(meeting.kind), 'state.wrong', { message: '选举要在党员大会或者支委会上办。' })
  const { post, seats } = wish
  const same = (await q.listElections(ctx, [activityId])).some(
    (one) => one.post === post && one.state !== 'voided',
  )
  demand(!same, 'conflict.duplicate', { field: 'body.post', message: '这次会上已经有这一项选举了。' })
  const { terms, source } = await electionRule(ctx, meeting.path, meeting.day)
  await demandCandidates(ctx, meeting.path, wish.candidateIds)
  const fewest = fewestCandidates(terms, post, seats)
  demand(wish.candidateIds.length >= fewest, 'input.invalid', {
    field: 'body.candidateIds',
    message: `选 ${seats} 人，候选人至少要 ${fewest} 人。`,
  })
  const candidates = [...wish.candidateIds]
  const row = { activity_id: activityId, org_id: meeting.org_id, post, seats, terms, source, candidates }
  await q.insertElection(ctx, row)
  ctx.audit({ action: 'election.opened', target: target(ctx.requestId), orgId: meeting.org_id })
}

async function demandCandidates(ctx: Ctx, path: string, memberIds: readonly string[]): Promise<void> {
  const known = await q.listFull(ctx, path, memberIds)
  const once = new Set(memberIds).size === memberIds.length
  demand(once && memberIds.every((one) => known.has(one)), 'input.invalid', {
    field: 'body.candidateIds',
    message: '候选人要是这里有表决权的正式党员，一个人只写一次。',
  })
}

async function load(ctx: Ctx, electionId: string) {
  const found = await q.findElection(ctx, electionId)
  const at = found && (await findMeeting(ctx, found.activity_id))
  demandMay(ctx.actor, 'activities.write', at && { orgId: at.org_id, path: at.path })
  demand(found, 'not-found')
  const meeting = await loadForWrite(ctx, found.activity_id)
  const election = await q.findElection(ctx, electionId)
  demand(election, 'not-found')
  const rounds = await q.listRounds(ctx, electionId)
  return { election, meeting, rounds, standing: standingOf(election, rounds) }
}

/** The sums of one ballot, decided by the rule that was in force on the day of the meeting. */
export async function countBallot(ctx: Ctx, electionId: string, said: BallotCount): Promise<Changed> {
  const { election, meeting, rounds, standing } = await load(ctx, electionId)
  demand(election.state === 'open', 'state.wrong', {
    message: '这一次的票数已经记了，要改请点“重新计票”，写明原因。',
  })
  const { expected, present } = await demandCount(ctx, meeting)
  const seats = standing.open
  const flaw = findSlipFlaw({ ...said, seats }, present)
  demand(!flaw, 'input.invalid', flaw ?? {})
  await demandRows(ctx, meeting, election, said)
  await demandTellers(ctx, meeting, said.tellerIds, election.candidates)
  const ballot = { kind: election.next_kind, seats, rows: said.rows }
  const result = decideBallot(election.terms, ballot, { expected, present })
  const { issued, returned, invalid, rows: votes } = said
  const round = {
    ...{ round: rounds.length + 1, kind: election.next_kind, seats, candidates: election.candidates },
    ...{ expected, present, issued, returned, invalid, votes, tellers: [...said.tellerIds] },
    ...result,
    orgId: election.org_id,
  }
  await q.insertRound(ctx, electionId, round)
  const after = { ...standing, elected: [...standing.elected, ...result.elected], tied: result.tied }
  const open = seats - result.elected.length
  const state: ElectionState = result.valid && open === 0 ? 'counted' : 'undecided'
  await q.changeElection(ctx, electionId, { state })
  ctx.audit({ action: 'election.counted', target: target(electionId), orgId: election.org_id })
  return { electionId, state, says: sayStanding({ ...after, open }, result.valid) }
}

/** Every candidate has a row; who was written in has one more, and only in a ballot that is open to it. */
async function demandRows(
  ctx: Ctx,
  { path }: MeetingRow,
  election: q.ElectionRow,
  { rows }: BallotCount,
): Promise<void> {
  const ids = rows.map((row) => row.memberId)
  const field = 'body.rows'
  demand(new Set(ids).size === ids.length, 'input.invalid', {
    field,
    message: '同一个人写了两次，请看一下。',
  })
  demand(
    election.candidates.every((one) => ids.includes(one)),
    'input.invalid',
    { field, message: '每个候选人都要有票数，没有人选的写 0。' },
  )
  const others = ids.filter((one) => !election.candidates.includes(one))
  demand(election.next_kind !== 'run-off' || others.length === 0, 'input.invalid', {
    field,
    message: '票数相等再投，只选这几个人。',
  })
  if (others.length > 0) await demandCandidates(ctx, path, others)
}

/** A tie is decided by those who are tied and by nobody else; seats that are left, by a second ballot. */
export async function ballotAgain(
  ctx: Ctx,
  electionId: string,
  candidateIds: readonly string[],
): Promise<Changed> {
  const { election, meeting, rounds, standing } = await load(ctx, electionId)
  demand(election.state === 'undecided', 'state.wrong', { message: '没有要再投的。' })
  demandValid(rounds)
  const field = 'body.candidateIds'
  const { tied } = standing
  const isRunOff = tied.length > 0
  if (isRunOff) {
    const same = candidateIds.length === tied.length && tied.every((one) => candidateIds.includes(one))
    demand(same, 'input.invalid', { field, message: '票数相等的，就这几个人再投。' })
  } else {
    await demandCandidates(ctx, meeting.path, candidateIds)
    demand(!candidateIds.some((one) => standing.elected.includes(one)), 'input.invalid', {
      field,
      message: '已经当选的不用再选。',
    })
    demand(candidateIds.length >= standing.open, 'input.invalid', {
      field,
      message: `还有 ${standing.open} 个名额，候选人不够。`,
    })
  }
  const kind: q.ElectionRow['next_kind'] = isRunOff ? 'run-off' : 'second'
  const next = { candidates: [...candidateIds], next_kind: kind }
  await q.changeElection(ctx, electionId, { state: 'open', ...next })
  ctx.audit({ action: 'election.again', target: target(electionId), orgId: election.org_id })
  return {
    electionId,
    state: 'open',
    says: isRunOff ? '就票数相等的再投一次。' : '再投一次，选还空着的名额。',
  }
}

function demandValid(rounds: readonly q.RoundRow[]): void {
  const last = rounds.findLast((one) => one.voided_at === null)
  demand(last?.valid, 'state.wrong', { message: '这次会到会的人不够，选举无效，要另开一次会再选。' })
}

export async function leaveSeatsEmpty(ctx: Ctx, electionId: string, reason: string): Promise<Changed> {
  const { election, rounds, standing } = await load(ctx, electionId)
  demand(election.state === 'undecided', 'state.wrong', { message: '没有空着的名额。' })
  demandValid(rounds)
  demand(standing.elected.length > 0, 'state.wrong', { message: '一个人也没有选出来，不能就这样结束。' })
  await q.changeElection(ctx, electionId, { state: 'counted', empty_reason: reason })
  ctx.audit({ action: 'election.seats-left', target: target(electionId), orgId: election.org_id })
  return { electionId, state: 'counted', says: `${standing.open} 个名额空着，等确认。` }
}

/** The last count is kept, voided with the reason; who stood then stands again. */
export async function reopenBallot(ctx: Ctx, electionId: string, reason: string): Promise<Changed> {
  const { election, rounds } = await load(ctx, electionId)
  const last = rounds.findLast((one) => one.voided_at === null)
  const open = election.state === 'counted' || election.state === 'undecided'
  demand(open && last, 'state.wrong', {
    message: election.state === 'confirmed' ? '结果已经确认了，要改只能作废重来。' : '还没有记过票数。',
  })
  await q.voidRound(ctx, electionId, last.round, reason)
  const next = { candidates: last.candidates, next_kind: last.kind, empty_reason: null }
  await q.changeElection(ctx, electionId, { state: 'open', ...next })
  ctx.audit({ action: 'election.reopened', target: target(electionId), orgId: election.org_id })
  return { electionId, state: 'open', says: '原来的票数留着，请重新计票。' }
}

/**
 * The result stands: a fact of everybody who was elected, and the term. Only of a meeting that is recorded, and only if
 * each ballot comes out the same by the numbers that were frozen with it.
 */
export async function confirmElection(ctx: Ctx, electionId: string): Promise<Changed> {
  const { election, meeting, rounds, standing } = await load(ctx, electionId)
  demand(election.state === 'counted', 'state.wrong', { message: '还有名额没有选完，或者已经确认了。' })
  demand(meeting.state === 'closed', 'state.wrong', { message: '请先把这次会记好，再确认选举结果。' })
  const count = await demandCount(ctx, meeting)
  const valid = rounds.filter((one) => one.voided_at === null)
  const same = valid.every((one) => one.present === count.present && one.expected === count.expected)
  demand(same && isReached(election.terms.quorum, count), 'state.wrong', {
    message: '记票以后名单改过，人数和票数对不上，请先重新计票。',
  })
  const term = await termOf(ctx, election, meeting.day)
  const confirmed = { confirmed_by: accountOf(ctx), confirmed_at: ctx.now, ...term }
  await q.changeElection(ctx, electionId, { state: 'confirmed', ...confirmed })
  for (const memberId of standing.elected) {
    const source = { kind: 'election', id: electionId }
    const attrs = { post: election.post }
    ctx.facts.record({ factId: newId(), kind: 'election', day: meeting.day, memberId, attrs, source })
  }
  ctx.audit({ action: 'election.confirmed', target: target(electionId), orgId: election.org_id })
  return { electionId, state: 'confirmed', says: `${standing.elected.length} 人当选，已经确认。` }
}

async function termOf(ctx: Ctx, { post, org_id: orgId, terms }: q.ElectionRow, day: string) {
  if (post === 'delegate') return {}
  return { term_from: day, term_to: endOfTerm(terms, day, await q.isRuralOrg(ctx, orgId)) }
}

/** What the result proposes is entered in the register by a person, who may write it. */
export async function giveElectedPost(ctx: Ctx, electionId: string, memberId: string): Promise<string> {
  const { election, meeting, standing } = await load(ctx, electionId)
  demand(election.state === 'confirmed', 'state.wrong', { message: '选举结果还没有确认。' })
  // A party post is a place in the committee, which votes there: a delegate has none.
  demand(election.post !== 'delegate', 'state.wrong', {
    message: '党代表不是支部里的职务，不用登记，选举结果就是凭据。',
  })
  demand(standing.elected.includes(memberId), 'not-found', { field: 'body.memberId' })
  const given = await q.listPostsGiven(ctx, electionId)
  demand(!given.includes(memberId), 'conflict.duplicate', { message: '职务已经登记了，没有再记一次。' })
  const title = electedPostLabels[election.post]
  const wish = { kind: 'party', title, validFrom: meeting.day, reason: `${meeting.title}选举` } as const
  const { postId } = await addPost(ctx, memberId, wish)
  await q.insertPostGiven(ctx, { electionId, memberId, orgId: election.org_id, postId })
  return postId
}

/** It did not count after all: the facts are voided. A post that was given is ended in the register, by a person. */
export async function voidElection(ctx: Ctx, electionId: string, reason: string): Promise<Changed> {
  const { election } = await load(ctx, electionId)
  demand(election.state !== 'voided', 'state.wrong', { message: '已经作废了。' })
  await q.changeElection(ctx, electionId, { state: 'voided', void_reason: reason })
  if (election.state === 'confirmed') ctx.facts.replace({ sourceId: electionId, wanted: [], reason })
  ctx.audit({ action: 'election.voided', target: target(electionId), orgId: election.org_id })
  return { electionId, state: 'voided', says: '这项选举作废了，票数和原因都留着。' }
}
