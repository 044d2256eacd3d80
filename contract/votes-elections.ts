import { z } from 'zod'
import { day, id, instant, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { type ElectedPost, electedPosts } from './quorum.ts'

export const electedPostLabels: Record<ElectedPost, string> = {
  secretary: '支部书记',
  deputy: '支部副书记',
  committee: '支部委员',
  delegate: '党代表',
}

/** `open`: a ballot is to be counted; `undecided`: one was, seats are left; `counted`: nothing is left to vote on. */
export const electionStates = ['open', 'undecided', 'counted', 'confirmed', 'voided'] as const
export type ElectionState = (typeof electionStates)[number]
export const electionStateLabels: Record<ElectionState, string> = {
  open: '等计票',
  undecided: '还有名额没有选出来',
  counted: '选完了，等确认',
  confirmed: '已经确认',
  voided: '作废',
}

const count = z.number().int().min(0).max(10_000)
const ofOne = { access: 'signed-in', params: z.object({ electionId: id }) } as const

const votesRow = z.strictObject({ memberId: id, ayes: count, noes: count, abstain: count })
export type VotesRow = z.output<typeof votesRow>

export const ballotOutcomes = ['elected', 'tied', 'not-elected'] as const
export type BallotOutcome = (typeof ballotOutcomes)[number]
export const ballotOutcomeLabels: Record<BallotOutcome, string> = {
  elected: '当选',
  tied: '票数相等，再投一次',
  'not-elected': '没有当选',
}

const round = z.object({
  round: z.number().int(),
  kind: z.enum(['first', 'run-off', 'second']),
  kindLabel: z.string(),
  seats: z.number().int(),
  expected: z.number().int(),
  present: z.number().int(),
  issued: z.number().int(),
  returned: z.number().int(),
  invalid: z.number().int(),
  tellers: z.array(z.string()),
  valid: z.boolean(),
  says: z.string(),
  rows: z.array(
    votesRow.extend({ name: z.string(), outcome: z.enum(ballotOutcomes), outcomeLabel: z.string() }),
  ),
  voided: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
})

export const getElection = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/elections/:electionId',
  who: 'activities.read',
  summary: '一次选举',
  output: z.object({
    election: z.object({
      electionId: id,
      activityId: id,
      activityTitle: z.string(),
      day,
      orgId,
      orgName: z.string(),
      post: z.enum(electedPosts),
      title: z.string(),
      seats: z.number().int(),
      state: z.enum(electionStates),
      stateLabel: z.string(),
      rule: z.string(),
      source: z.string(),
      expected: z.number().int(),
      present: z.number().int(),
      term: z.object({ from: day, to: day }).nullable(),
      emptySeats: z.number().int(),
      voidReason: z.string().nullable(),
    }),
    /** Who stands in the ballot that is counted next, and for how many seats. */
    next: z
      .object({
        seats: z.number().int(),
        candidates: z.array(z.object({ memberId: id, name: z.string() })),
      })
      .nullable(),
    rounds: z.array(round),
    elected: z.array(
      z.object({ memberId: id, name: z.string(), postTitle: z.string(), postGiven: z.boolean() }),
    ),
    /** Ties that a further ballot decides, and those who may stand in a second one. */
    tied: z.array(id),
    left: z.array(z.object({ memberId: id, name: z.string() })),
    people: z.array(z.object({ memberId: id, name: z.string() })),
    abilities: z.object({
      count: z.boolean(),
      again: z.boolean(),
      leaveEmpty: z.boolean(),
      reopen: z.boolean(),
      confirm: z.boolean(),
      givePost: z.boolean(),
      void: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const openElection = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/elections',
  summary: '开始一项选举',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({
    post: z.enum(electedPosts),
    seats: z.number().int().min(1).max(50),
    candidateIds: z.array(id).min(1).max(100),
  }),
  output: z.object({ electionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

const ballotCount = z.strictObject({
  issued: count,
  returned: count,
  invalid: count,
  tellerIds: z.array(id).min(1).max(5),
  rows: z.array(votesRow).min(1).max(120),
})
export type BallotCount = z.output<typeof ballotCount>

const changed = z.object({ electionId: id, state: z.enum(electionStates), says: z.string() })

/** The sums of one ballot. Somebody who was not a candidate may have been written in (另选他人): one row more. */
export const countBallot = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/count',
  who: 'activities.write',
  summary: '记选举的票数',
  body: ballotCount,
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** A tie goes to a run-off of those who are tied; too few elected, to a second ballot. */
export const ballotAgain = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/again',
  who: 'activities.write',
  summary: '再投一次',
  body: z.strictObject({ candidateIds: z.array(id).min(1).max(100) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const leaveSeatsEmpty = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/empty-seats',
  who: 'activities.write',
  summary: '名额空着',
  body: z.strictObject({ reason: line(200) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The last count was wrong: it is kept with the reason, and counted again. */
export const reopenBallot = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/reopen',
  who: 'activities.write',
  summary: '重新计票',
  body: z.strictObject({ reason: line(200) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The result becomes a fact of each who was elected; nobody gets a post by it yet. */
export const confirmElection = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/confirm',
  who: 'activities.write',
  summary: '确认选举结果',
  body: z.strictObject({}),
  output: changed,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Enters the post in the register, from the day of the election. */
export const giveElectedPost = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/posts',
  who: 'activities.write',
  summary: '登记当选的职务',
  body: z.strictObject({ memberId: id }),
  output: z.object({ postId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

export const voidElection = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/elections/:electionId/void',
  who: 'activities.write',
  summary: '选举作废',
  body: z.strictObject({ reason: line(200) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** When the term of each branch's committee ends, the soonest first; by the last confirmed election. */
export const listTerms = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/terms',
  summary: '支部任期',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  output: z.object({
    rows: z.array(
      z.object({
        orgId,
        orgName: z.string(),
        years: z.number().int(),
        electedOn: day.nullable(),
        endsOn: day.nullable(),
        electionId: id.nullable(),
        /** Days left; negative: over. */
        daysLeft: z.number().int().nullable(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

export const electionEndpoints = {
  getElection,
  openElection,
  countBallot,
  ballotAgain,
  leaveSeatsEmpty,
  reopenBallot,
  confirmElection,
  giveElectedPost,
  voidElection,
  listTerms,
}
