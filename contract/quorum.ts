import { z } from 'zod'
import type { ActivityKind } from './activity-kinds.ts'
import { day, id, instant, line, listOf, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Meetings that decide by votes. Nothing else has a quorum. */
export const votingKinds = [
  'members-assembly',
  'committee-meeting',
  'party-committee-meeting',
  'group-meeting',
  'life-meeting',
  'democratic-appraisal',
] as const satisfies readonly ActivityKind[]
export type VotingKind = (typeof votingKinds)[number]

/** `expected`: of those entitled to vote who should have come (应到会); `present`: of those who did (实到会). */
const basis = z.enum(['expected', 'present'])

/** A share of people, exact: 1/2, 4/5. `>=`: 达到; `>`: 超过. */
const share = z
  .strictObject({
    basis,
    op: z.enum(['>=', '>']),
    of: z.number().int().min(0).max(100),
    in: z.number().int().min(1).max(100),
  })
  .refine((one) => one.of <= one.in, '分子不能大于分母。')
export type Share = z.output<typeof share>

/** Posts that are voted into, and those of them for which more candidates than seats are asked (差额). */
export const electedPosts = ['secretary', 'deputy', 'committee', 'delegate'] as const
export type ElectedPost = (typeof electedPosts)[number]

export const meetingTerms = z.strictObject({
  /** How many must be there; null: no number is asked. */
  quorum: share.nullable(),
  /** How many ayes carry a motion. */
  pass: share,
})
export type MeetingTerms = z.output<typeof meetingTerms>

export const electionTerms = z.strictObject({
  quorum: share,
  pass: share,
  /** Candidates above the seats, in whole per cent of the seats, rounded up. */
  surplus: z.number().int().min(0).max(100),
  surplusOf: z.array(z.enum(electedPosts)).max(electedPosts.length),
  /** Years of a term: where the organisation is of a village or a community, and elsewhere. */
  term: z.strictObject({
    rural: z.number().int().min(1).max(10),
    others: z.number().int().min(1).max(10),
  }),
})
export type ElectionTerms = z.output<typeof electionTerms>

const source = line(120)
export const ruleKinds = [...votingKinds, 'election'] as const
export type RuleKind = (typeof ruleKinds)[number]

const ruleBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('meeting'), of: z.enum(votingKinds), terms: meetingTerms, source }),
  z.strictObject({ kind: z.literal('election'), terms: electionTerms, source }),
])
export type RuleBody = z.output<typeof ruleBody>

const ruleRow = z.object({
  /** Null: as it is shipped, not yet an organisation's own. */
  ruleId: id.nullable(),
  of: z.enum(ruleKinds),
  ofLabel: z.string(),
  /** As it is read out: 到会超过半数；赞成超过应到会的半数. */
  says: z.string(),
  terms: z.union([meetingTerms, electionTerms]),
  source: z.string(),
  orgName: z.string().nullable(),
  from: day.nullable(),
  abilities: z.object({ change: z.boolean(), end: z.boolean() }),
})

/** What is in force for an organisation on a day: its own, else the nearest above, else what is shipped. */
export const listMeetingRules = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/meeting-rules',
  summary: '到会和表决的规矩',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ day: day.optional() }),
  output: z.object({ day, rows: z.array(ruleRow), abilities: z.object({ change: z.boolean() }) }),
  errors: ['access.denied', 'not-found'],
})

export const declareMeetingRule = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/meeting-rules',
  summary: '定到会和表决的规矩',
  access: 'signed-in',
  who: 'requirements.write',
  params: z.object({ orgId }),
  body: z.strictObject({ rule: ruleBody, from: day }),
  output: z.object({ ruleId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

/** Its last day; afterwards what stands above counts again. What was frozen stays. */
export const endMeetingRule = defineEndpoint({
  method: 'POST',
  path: '/meeting-rules/:ruleId/end',
  summary: '停一条规矩',
  access: 'signed-in',
  who: 'requirements.write',
  params: z.object({ ruleId: id }),
  body: z.strictObject({ lastDay: day, reason: line(200) }),
  output: z.object({ ruleId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/**
 * Why a full member is not among those who should come. The first five need the superior's consent and the assembly's
 * approval; `rights-suspended` (detained, arrested: 中止党员权利) is decided above and needs no assembly.
 */
export const exclusionGrounds = [
  'cannot-express',
  'abroad',
  'serving-sentence',
  'bedridden',
  'should-have-transferred',
  'rights-suspended',
] as const
export type ExclusionGround = (typeof exclusionGrounds)[number]

export const exclusionGroundLabels: Record<ExclusionGround, string> = {
  'cannot-express': '因病不能表达意志',
  abroad: '自费出国（境）半年以上',
  'serving-sentence': '正在服刑',
  bedridden: '年老体弱、卧床不起',
  'should-have-transferred': '应转未转组织关系半年以上',
  'rights-suspended': '中止党员权利',
}

export const exclusionStates = ['proposed', 'consented', 'in-force', 'declined', 'ended'] as const
export type ExclusionState = (typeof exclusionStates)[number]
export const exclusionStateLabels: Record<ExclusionState, string> = {
  proposed: '等上级同意',
  consented: '上级同意了，等党员大会通过',
  'in-force': '不计入应到',
  declined: '上级没有同意',
  ended: '已经恢复',
}

const exclusionRow = z.object({
  exclusionId: id,
  memberId: id,
  name: z.string(),
  orgId,
  orgName: z.string(),
  ground: z.enum(exclusionGrounds),
  groundLabel: z.string(),
  since: day,
  state: z.enum(exclusionStates),
  stateLabel: z.string(),
  proposedByName: z.string(),
  proposedAt: instant,
  decision: z.object({ byName: z.string(), at: instant, note: z.string() }).nullable(),
  approvedOn: day.nullable(),
  endedOn: day.nullable(),
  endReason: z.string().nullable(),
  abilities: z.object({ decide: z.boolean(), approve: z.boolean(), end: z.boolean() }),
})

/** Of one branch, or of all below: those who are excluded and those about whom it is asked. */
export const listExclusions = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/roll-exclusions',
  summary: '不计入应到的党员',
  access: 'signed-in',
  who: ['activities.write', 'duties.decide'],
  params: z.object({ orgId }),
  output: listOf(exclusionRow).extend({ abilities: z.object({ propose: z.boolean() }) }),
  errors: ['access.denied', 'not-found'],
})

const ofExclusion = { access: 'signed-in', params: z.object({ exclusionId: id }) } as const
const changed = z.object({ exclusionId: id, state: z.enum(exclusionStates) })

export const proposeExclusion = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/roll-exclusions',
  summary: '提出不计入应到',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ memberId: id }),
  /** `since`: since when the ground has lasted; six months are asked where the rule says so. */
  body: z.strictObject({ ground: z.enum(exclusionGrounds), since: day }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const decideExclusion = defineEndpoint({
  ...ofExclusion,
  method: 'POST',
  path: '/roll-exclusions/:exclusionId/decision',
  who: 'duties.decide above',
  summary: '上级同意或者不同意',
  /** `note`: the number of the reply, or why not. */
  body: z.strictObject({ consent: z.boolean(), note: line(200) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** By a recorded assembly of the branch, held after the consent. */
export const approveExclusion = defineEndpoint({
  ...ofExclusion,
  method: 'POST',
  path: '/roll-exclusions/:exclusionId/approval',
  who: 'activities.write',
  summary: '党员大会通过',
  body: z.strictObject({ activityId: id }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const endExclusion = defineEndpoint({
  ...ofExclusion,
  method: 'POST',
  path: '/roll-exclusions/:exclusionId/end',
  who: ['activities.write', 'duties.decide above'],
  summary: '恢复计入应到',
  body: z.strictObject({ lastDay: day, reason: line(200) }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const quorumEndpoints = {
  listMeetingRules,
  declareMeetingRule,
  endMeetingRule,
  listExclusions,
  proposeExclusion,
  decideExclusion,
  approveExclusion,
  endExclusion,
}
