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

export const memberParams = z.object({ memberId: id })
export const dated = { happenedOn: day, reason: line(200) }
export const stage = z.enum(stages)
const anyStage = z.enum([...stages, 'exited'])

/** Something that was taken but should be looked at: a local limit, a check digit. Never stops anything. */
const warning = z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })
export type MemberWarning = z.output<typeof warning>
export const changed = z.object({ memberId: id, version: z.number().int(), warnings: z.array(warning) })

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
  /** `booklet`: to open the member's points; `looks`: to see who looked at the numbers; `invite`: to open the member's own account. */
  abilities: z.object({
    write: z.boolean(),
    invite: z.boolean(),
    reveal: z.boolean(),
    booklet: z.boolean(),
    looks: z.boolean(),
    readmit: z.boolean(),
  }),
})

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** `search`: part of a name, first letters of the pinyin, or the last four of an ID number or telephone. */
export const listMembers = defineEndpoint({
  method: 'GET',
  path: '/members',
  summary: '花名册',
  access: 'signed-in',
  who: 'members.read anywhere',
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
  who: 'members.read',
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
  who: 'members.write',
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
  who: 'members.write',
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

/** What is recorded about oneself, numbers masked as everywhere; no role is needed. */
export const getOwnMember = defineEndpoint({
  method: 'GET',
  path: '/me/member',
  summary: '我的登记',
  access: 'signed-in',
  who: 'own',
  output: memberDetail,
  errors: ['not-found'],
})

export const memberEndpoints = {
  listMembers,
  getMember,
  createMember,
  updateMember,
  getOwnMember,
}
