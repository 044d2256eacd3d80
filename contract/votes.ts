import { z } from 'zod'
import { day, id, instant, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { exclusionGrounds } from './quorum.ts'

/** `hands`: raised hands are counted. `ballot`: slips without a name; only sums are kept, no slip is a row. */
export const voteWays = ['hands', 'ballot'] as const
export const voteWayLabels = { hands: '举手', ballot: '无记名投票' } as const

export const motionResults = ['passed', 'rejected', 'no-quorum'] as const
export type MotionResult = (typeof motionResults)[number]
export const motionResultLabels: Record<MotionResult, string> = {
  passed: '通过',
  rejected: '没有通过',
  'no-quorum': '到会人数不够，表决不作数',
}

export const motionStates = ['put', 'counted', 'withdrawn'] as const

const count = z.number().int().min(0).max(10_000)
const ofActivity = { access: 'signed-in', params: z.object({ activityId: id }) } as const
const ofMotion = { access: 'signed-in', params: z.object({ motionId: id }) } as const

export const whyNoVote = ['probationary', 'retained', 'suspended'] as const
export type WhyNoVote = (typeof whyNoVote)[number]
export const whyNoVoteLabels: Record<WhyNoVote, string> = {
  probationary: '预备党员',
  retained: '留党察看',
  suspended: '停止党籍',
}

/** Who counts at a meeting, as the register and the roll say it; frozen when the meeting is recorded. */
export const meetingCount = z.object({
  /** Full members with the right to vote, those not counted among them. */
  entitled: z.number().int(),
  /** Of them, who should come (应到会有表决权). */
  expected: z.number().int(),
  present: z.number().int(),
  /** Null: no number is asked of this kind of meeting. */
  reached: z.boolean().nullable(),
  /** One sentence for the minutes. */
  says: z.string(),
  rule: z.string(),
  source: z.string(),
  frozenAt: instant.nullable(),
  excludedCount: z.number().int(),
  withoutVoteCount: z.number().int(),
  /** By name only to those who call the roll. */
  excluded: z.array(
    z.object({ memberId: id, name: z.string(), ground: z.enum(exclusionGrounds), groundLabel: z.string() }),
  ),
  withoutVote: z.array(
    z.object({ memberId: id, name: z.string(), why: z.enum(whyNoVote), whyLabel: z.string() }),
  ),
})

const motion = z.object({
  motionId: id,
  title: z.string(),
  way: z.enum(voteWays),
  wayLabel: z.string(),
  state: z.enum(motionStates),
  /** Null until it is counted. */
  counted: z
    .object({
      expected: z.number().int(),
      present: z.number().int(),
      issued: z.number().int().nullable(),
      returned: z.number().int().nullable(),
      ayes: z.number().int(),
      noes: z.number().int(),
      abstain: z.number().int(),
      invalid: z.number().int(),
      tellers: z.array(z.string()),
      result: z.enum(motionResults),
      resultLabel: z.string(),
      says: z.string(),
      rule: z.string(),
      /** With the recorded meeting; before that the roll may still change. */
      frozen: z.boolean(),
      byName: z.string(),
      at: instant,
    })
    .nullable(),
  history: z.array(z.object({ reason: z.string(), byName: z.string(), at: instant, was: z.string() })),
  withdrawnReason: z.string().nullable(),
  abilities: z.object({ count: z.boolean(), reopen: z.boolean(), withdraw: z.boolean() }),
})

const electionLine = z.object({
  electionId: id,
  title: z.string(),
  seats: z.number().int(),
  stateLabel: z.string(),
  elected: z.array(z.string()),
})

/** The part of an activity's page that tells of its votes. */
export const getMeeting = defineEndpoint({
  ...ofActivity,
  method: 'GET',
  path: '/activities/:activityId/votes',
  who: 'activities.read',
  summary: '到会、表决、选举',
  output: z.object({
    activityId: id,
    title: z.string(),
    day,
    orgName: z.string(),
    /** Null where this kind of activity decides nothing. */
    count: meetingCount.nullable(),
    motions: z.array(motion),
    elections: z.array(electionLine),
    /** Of whom tellers are chosen: who is on the roll. */
    people: z.array(z.object({ memberId: id, name: z.string(), canVote: z.boolean() })),
    /** `papers`: to read what is said of the minutes, and to print them. */
    abilities: z.object({ put: z.boolean(), elect: z.boolean(), papers: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const putMotion = defineEndpoint({
  ...ofActivity,
  method: 'POST',
  path: '/activities/:activityId/motions',
  who: 'activities.write',
  summary: '提交表决',
  body: z.strictObject({ title: line(120), way: z.enum(voteWays) }),
  output: z.object({ motionId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

const motionCount = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('hands'),
    /** Only where some had left, or came later: else as the roll says. */
    present: count.nullable().default(null),
    ayes: count,
    noes: count,
    abstain: count,
  }),
  z.strictObject({
    way: z.literal('ballot'),
    present: count.nullable().default(null),
    issued: count,
    returned: count,
    ayes: count,
    noes: count,
    abstain: count,
    invalid: count,
    tellerIds: z.array(id).min(1).max(5),
  }),
])
export type MotionCount = z.output<typeof motionCount>

export const countMotion = defineEndpoint({
  ...ofMotion,
  method: 'POST',
  path: '/motions/:motionId/count',
  who: 'activities.write',
  summary: '记票数',
  body: motionCount,
  output: z.object({ motionId: id, result: z.enum(motionResults), says: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** What was counted is kept; it is counted again. */
export const reopenMotion = defineEndpoint({
  ...ofMotion,
  method: 'POST',
  path: '/motions/:motionId/reopen',
  who: 'activities.write',
  summary: '重新记票数',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ motionId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const withdrawMotion = defineEndpoint({
  ...ofMotion,
  method: 'POST',
  path: '/motions/:motionId/withdraw',
  who: 'activities.write',
  summary: '不表决了',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ motionId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const voteEndpoints = { getMeeting, putMotion, countMotion, reopenMotion, withdrawMotion }
