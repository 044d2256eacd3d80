import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { codeValues, profileChanges, profileKeys } from './member-profile.ts'
import { registerCodes } from './register-codes.ts'

/** The way in: 入党申请人 → 入党积极分子 → 发展对象 → 预备党员 → 正式党员. */
export const stages = ['applicant', 'activist', 'target', 'probationary', 'full'] as const
export type Stage = (typeof stages)[number]
export const stageLabels: Record<Stage | 'exited', string> = {
  applicant: '入党申请人',
  activist: '入党积极分子',
  target: '发展对象',
  probationary: '预备党员',
  full: '正式党员',
  exited: '已离开',
}

/** The ways out. Who may take which is in the members feature's rules. */
export const exitKinds = [
  'withdrawn',
  'stopped',
  'cancelled',
  'removed',
  'persuaded-out',
  'expelled',
  'transferred',
  'died',
] as const
export type ExitKind = (typeof exitKinds)[number]
export const exitKindLabels: Record<ExitKind, string> = {
  withdrawn: '本人退出',
  stopped: '停止培养',
  cancelled: '取消预备党员资格',
  removed: '除名',
  'persuaded-out': '劝退',
  expelled: '开除党籍',
  transferred: '组织关系转出',
  died: '去世',
}

/** 党籍状态, domain-rules §10. */
export const standings = ['normal', 'retained', 'restored', 'suspended', 'expelled'] as const
export type Standing = (typeof standings)[number]

export const eventKinds = [
  'entered',
  'stage',
  'extended',
  'branch',
  'grid',
  'group',
  'standing',
  'lost',
  'found',
  'floating',
  'returned',
  'post',
  'corrected',
  'exited',
  'readmitted',
  'import-undone',
] as const
export type MemberEventKind = (typeof eventKinds)[number]

const memberParams = z.object({ memberId: id })
const dated = { happenedOn: day, reason: line(200) }
const stage = z.enum(stages)
const anyStage = z.enum([...stages, 'exited'])

/** Something that was taken but should be looked at: a local limit, a check digit. Never stops anything. */
const warning = z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })
export type MemberWarning = z.output<typeof warning>
const changed = z.object({ memberId: id, version: z.number().int(), warnings: z.array(warning) })

const memberRow = z.object({
  memberId: id,
  name: z.string(),
  orgId,
  orgName: z.string(),
  gridId: orgId.nullable(),
  gridName: z.string().nullable(),
  groupId: orgId.nullable(),
  groupName: z.string().nullable(),
  stage: anyStage,
  stageLabel: z.string(),
  exitKind: z.enum(exitKinds).nullable(),
  exitedOn: day.nullable(),
  standing: z.enum(standings),
  sex: z.enum(['male', 'female']).nullable(),
  joinedOn: day.nullable(),
  fullOn: day.nullable(),
  partyPost: z.string().nullable(),
  /** Masked by the server; the number itself never travels in a list. */
  idNumber: z.string().nullable(),
  mobile: z.string().nullable(),
  isLost: z.boolean(),
  isFloating: z.boolean(),
  floatingTo: z.string().nullable(),
  version: z.number().int(),
  abilities: z.object({ write: z.boolean(), reveal: z.boolean(), readmit: z.boolean() }),
})

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** `search`: part of a name, first letters of the pinyin, or the last four of an ID number or telephone. */
export const listMembers = defineEndpoint({
  method: 'GET',
  path: '/members',
  summary: '花名册',
  access: 'signed-in',
  query: z.object({
    ...pageQuery,
    search: z.string().trim().max(50).optional(),
    /** An organisation with everything below it; a grid or a group by its own members. */
    orgId: orgId.optional(),
    /** Absent: everybody who has not left. */
    stage: anyStage.optional(),
    floating: flag.optional(),
    lost: flag.optional(),
  }),
  output: listOf(memberRow).extend({
    abilities: z.object({ create: z.boolean(), import: z.boolean(), export: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

const eventRow = z.object({
  eventId: id,
  kind: z.enum(eventKinds),
  happenedOn: day,
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
  detail: z.record(z.string(), z.unknown()),
  recordedBy: z.string().nullable(),
  recordedAt: instant,
})

const postRow = z.object({
  postId: id,
  kind: z.enum(['party', 'service']),
  title: z.string(),
  validFrom: day,
  validTo: day.nullable(),
})

const profileValue = z.union([z.string(), z.number(), z.boolean()])

const memberDetail = memberRow.extend({
  ethnic: z.string().nullable(),
  ethnicLabel: z.string().nullable(),
  birthOn: day.nullable(),
  education: z.string().nullable(),
  educationLabel: z.string().nullable(),
  /** The first day of the present stage, where it is known. */
  stageOn: day.nullable(),
  extendedTo: day.nullable(),
  job: z.string().nullable(),
  landline: z.string().nullable(),
  homeAddress: z.string().nullable(),
  householdPlace: z.string().nullable(),
  lostOn: day.nullable(),
  profile: z.partialRecord(z.enum(profileKeys), profileValue),
  /** 党龄: from the conversion, or from the end of an extended probation; the probation does not count. */
  partyAge: z.object({ since: day, years: z.number().int(), months: z.number().int() }).nullable(),
  nextStage: stage.nullable(),
  /** The grid that the natural village of the registration leads to, when it is another than the present one. */
  gridProposal: z.object({ gridId: orgId, gridName: z.string(), village: z.string() }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  events: z.array(eventRow),
  posts: z.array(postRow),
})

export const getMember = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId',
  summary: '一名党员的登记和经历',
  access: 'signed-in',
  params: memberParams,
  output: memberDetail,
  errors: ['access.denied', 'not-found'],
})

const optionalLine = (max: number) => line(max).nullable()
const number = z.string().trim().min(1).max(40).nullable()

/** The columns that an office types in, besides the profile. */
const columns = {
  name: line(50),
  idNumber: number,
  sex: z.enum(['male', 'female']).nullable(),
  ethnic: z.enum(codeValues(registerCodes.ethnic)).nullable(),
  birthOn: day.nullable(),
  education: z.enum(codeValues(registerCodes.education)).nullable(),
  joinedOn: day.nullable(),
  fullOn: day.nullable(),
  stageOn: day.nullable(),
  job: optionalLine(100),
  partyPost: optionalLine(50),
  mobile: number,
  landline: number,
  homeAddress: optionalLine(200),
  householdPlace: optionalLine(200),
}

/** Puts a person in the register. Without `gridId` the natural village of the registration decides the grid. */
export const createMember = defineEndpoint({
  method: 'POST',
  path: '/members',
  summary: '登记一个人',
  access: 'signed-in',
  body: z.strictObject({
    ...z.strictObject(columns).partial().shape,
    name: columns.name,
    orgId,
    stage,
    gridId: orgId.nullable().optional(),
    groupId: orgId.nullable().optional(),
    profile: profileChanges.optional(),
    ...dated,
  }),
  output: changed.extend({
    gridId: orgId.nullable(),
    gridName: z.string().nullable(),
    /** The natural village that the grid follows from; null when the grid was chosen by hand. */
    gridVillage: z.string().nullable(),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/**
 * Corrects columns; only those that are sent. `version`: the one that was on the page. A column that somebody else has
 * changed since answers `version.stale` with `details.fields.<column>` = { yours, theirs }.
 */
export const updateMember = defineEndpoint({
  method: 'PUT',
  path: '/members/:memberId',
  summary: '更正登记',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({
    version: z.number().int().min(1),
    changes: z.strictObject({
      ...z.strictObject(columns).partial().shape,
      profile: profileChanges.optional(),
    }),
    reason: line(200).default('更正登记'),
  }),
  output: changed,
  errors: [
    'access.denied',
    'not-found',
    'input.invalid',
    'state.wrong',
    'conflict.duplicate',
    'version.stale',
  ],
})

const headcount = z.number().int().min(0).max(100_000)
const vote = z.strictObject({ entitled: headcount.min(1), present: headcount, ayes: headcount })

/**
 * One step on the way in. What §3 of the rules demands must be given: two introducers, the training and the vote to
 * become probationary, the vote to become full.
 */
export const changeStage = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/stage',
  summary: '发展党员：进入下一阶段',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({
    stage,
    ...dated,
    introducers: z.array(id).length(2).optional(),
    training: z
      .strictObject({
        days: z.number().min(0).max(365).default(0),
        hours: z.number().min(0).max(2000).default(0),
      })
      .optional(),
    vote: vote.optional(),
    /** Of a conversion: the day it counts from, if that is not the day of the meeting. */
    fullOn: day.optional(),
  }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const extendProbation = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/probation-extension',
  summary: '延长预备期',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({ extendedTo: day, vote, ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const exitMember = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/exit',
  summary: '离开：退出、出党、转出、去世',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({ kind: z.enum(exitKinds), ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Back in the register: who came back, who applies again, who was struck off by mistake. */
export const readmitMember = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/readmission',
  summary: '重新登记',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({ stage, ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const changeStanding = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/standing',
  summary: '党籍状态',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({ standing: z.enum(['normal', 'retained', 'restored', 'suspended']), ...dated }),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Lost and found, away and back. `happenedOn` of `lost` is the day of the last contact. */
export const changeContact = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/contact',
  summary: '失联、找到、流出、流回',
  access: 'signed-in',
  params: memberParams,
  body: z.discriminatedUnion('change', [
    z.strictObject({ change: z.literal('lost'), ...dated }),
    z.strictObject({ change: z.literal('found'), ...dated }),
    z.strictObject({ change: z.literal('floating'), floatingTo: line(100), ...dated }),
    z.strictObject({ change: z.literal('returned'), ...dated }),
  ]),
  output: changed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Puts members into a grid, a group, or out of them (null). What is absent stays. */
export const assignMembers = defineEndpoint({
  method: 'POST',
  path: '/members/assignments',
  summary: '编入网格和党小组',
  access: 'signed-in',
  body: z.strictObject({
    memberIds: z.array(id).min(1).max(500),
    gridId: orgId.nullable().optional(),
    groupId: orgId.nullable().optional(),
    ...dated,
  }),
  output: z.object({ changed: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const addPost = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/posts',
  summary: '任职、设岗',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({
    kind: z.enum(['party', 'service']),
    title: line(50),
    validFrom: day,
    reason: line(200).default('任职'),
  }),
  output: z.object({ postId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endPost = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/posts/:postId/end',
  summary: '免职、撤岗',
  access: 'signed-in',
  params: z.object({ memberId: id, postId: id }),
  body: z.strictObject({ validTo: day, reason: line(200) }),
  output: z.object({ postId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Shows one number in clear. It is logged, and the member sees who looked and why. */
export const revealNumber = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/reveal',
  summary: '看全号，要写理由',
  access: 'signed-in',
  params: memberParams,
  body: z.strictObject({ field: z.enum(['idNumber', 'mobile', 'landline']), reason: line(100) }),
  output: z.object({ value: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** What is recorded about oneself, numbers masked as everywhere; no role is needed. */
export const getOwnMember = defineEndpoint({
  method: 'GET',
  path: '/me/member',
  summary: '我的登记',
  access: 'signed-in',
  output: memberDetail,
  errors: ['not-found'],
})

/** Who looked at one's own numbers, when and why; the latest first. */
export const listLooks = defineEndpoint({
  method: 'GET',
  path: '/me/looks',
  summary: '谁看过我的号码',
  access: 'signed-in',
  query: z.object(pageQuery),
  output: listOf(
    z.object({
      lookId: id,
      at: instant,
      by: z.string().nullable(),
      field: z.enum(['idNumber', 'mobile', 'landline']),
      reason: z.string(),
    }),
  ),
  errors: ['not-found'],
})

export const memberEndpoints = {
  listMembers,
  getMember,
  createMember,
  updateMember,
  changeStage,
  extendProbation,
  exitMember,
  readmitMember,
  changeStanding,
  changeContact,
  assignMembers,
  addPost,
  endPost,
  revealNumber,
  getOwnMember,
  listLooks,
}
