import * as contract from '../../../contract/votes-elections.ts'
import { electedPostLabels } from '../../../contract/votes-elections.ts'
import { daysBetween } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { countOf } from './counting-commands.ts'
import * as commands from './election-commands.ts'
import * as q from './election-queries.ts'
import { standingOf } from './election-rules.ts'
import { findMeeting, listNames } from './meeting-queries.ts'
import { sightOf } from './policy.ts'
import { presentElection, presentRound } from './present.ts'
import { electionRule } from './rule-commands.ts'

function abilitiesOf(
  row: q.ElectionRow,
  { writes, held, valid, elected, recorded }: Record<string, boolean>,
) {
  const { state } = row
  const undecided = Boolean(writes && state === 'undecided' && valid)
  return {
    count: Boolean(writes && held && state === 'open'),
    again: undecided,
    leaveEmpty: undecided && Boolean(elected),
    reopen: Boolean(writes && (state === 'undecided' || state === 'counted')),
    confirm: Boolean(writes && recorded && state === 'counted'),
    void: Boolean(writes && state !== 'voided'),
  }
}

async function loadElection(ctx: Ctx, electionId: string) {
  const row = await q.findElection(ctx, electionId)
  const meeting = row && (await findMeeting(ctx, row.activity_id))
  demand(row && meeting, 'not-found')
  const sight = sightOf(ctx.actor, meeting)
  const rounds = await q.listRounds(ctx, electionId)
  const standing = standingOf(row, rounds)
  const count = await countOf(ctx, meeting)
  const given = await q.listPostsGiven(ctx, electionId)
  const all = [
    ...row.candidates,
    ...rounds.flatMap((one) => [...one.tellers, ...one.votes.map((v) => v.memberId)]),
  ]
  const names = await listNames(ctx, [...new Set(all)])
  const person = (memberId: string) => ({ memberId, name: names.get(memberId) ?? '不在本支部的党员' })
  const valid = rounds.findLast((one) => one.voided_at === null)?.valid === true
  const recorded = meeting.state === 'closed'
  const facts = { writes: sight.writes, held: meeting.day <= ctx.today, valid, recorded }
  const abilities = abilitiesOf(row, { ...facts, elected: standing.elected.length > 0 })
  const entersPost = row.state === 'confirmed' && row.post !== 'delegate'
  const givePost = entersPost && may(ctx.actor, 'members.write', meeting) && sight.writes
  return {
    election: {
      ...presentElection(row, standing),
      activityTitle: meeting.title,
      day: meeting.day,
      orgId: meeting.org_id,
      orgName: meeting.org_name,
      expected: count?.expected ?? 0,
      present: count?.present ?? 0,
    },
    next: row.state === 'open' ? { seats: standing.open, candidates: row.candidates.map(person) } : null,
    rounds: rounds.map((one) => presentRound(one, row.seats, names)),
    elected: standing.elected.map((memberId) => ({
      ...person(memberId),
      postTitle: electedPostLabels[row.post],
      postGiven: given.includes(memberId),
    })),
    tied: row.state === 'undecided' ? standing.tied : [],
    left: row.state === 'undecided' ? standing.left.map(person) : [],
    people: sight.names && sight.writes ? await q.listNominees(ctx, meeting.path) : [],
    abilities: { ...abilities, givePost },
  }
}

async function loadTerms(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  const { terms } = await electionRule(ctx, place.path, ctx.today)
  const rows = await q.listTermRows(ctx, place.path)
  return {
    rows: rows.map((row) => ({
      orgId: row.org_id,
      orgName: row.org_name,
      years: row.is_rural ? terms.term.rural : terms.term.others,
      electedOn: row.term_from,
      endsOn: row.term_to,
      electionId: row.election_id,
      daysLeft: row.term_to === null ? null : daysBetween(ctx.today, row.term_to),
    })),
  }
}

export const electionRoutes: Route[] = [
  endpoint(contract.getElection, (ctx, { params }) => loadElection(ctx, params.electionId)),
  endpoint(contract.openElection, async (ctx, { params, body }) => {
    await commands.openElection(ctx, params.activityId, body)
    return { electionId: ctx.requestId }
  }),
  endpoint(contract.countBallot, (ctx, { params, body }) =>
    commands.countBallot(ctx, params.electionId, body),
  ),
  endpoint(contract.ballotAgain, (ctx, { params, body }) =>
    commands.ballotAgain(ctx, params.electionId, body.candidateIds),
  ),
  endpoint(contract.leaveSeatsEmpty, (ctx, { params, body }) =>
    commands.leaveSeatsEmpty(ctx, params.electionId, body.reason),
  ),
  endpoint(contract.reopenBallot, (ctx, { params, body }) =>
    commands.reopenBallot(ctx, params.electionId, body.reason),
  ),
  endpoint(contract.confirmElection, (ctx, { params }) => commands.confirmElection(ctx, params.electionId)),
  endpoint(contract.giveElectedPost, async (ctx, { params, body }) => ({
    postId: await commands.giveElectedPost(ctx, params.electionId, body.memberId),
  })),
  endpoint(contract.voidElection, (ctx, { params, body }) =>
    commands.voidElection(ctx, params.electionId, body.reason),
  ),
  endpoint(contract.listTerms, (ctx, { params }) => loadTerms(ctx, params.orgId)),
]
