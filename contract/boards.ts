import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Points of one column, in hundredths. */
const points = z.number().int()

/**
 * A column of a board. `rule`: what one rule gave, over all versions of its scheme; it opens to its facts by `ruleId`.
 * `start`: the value that a cycle begins with.
 */
const column = z.object({
  kind: z.enum(['rule', 'start']),
  ruleId: z.number().int().nullable(),
  name: z.string(),
})

/** Points by column, in the order of the columns, and their sum. */
const cells = z.array(points)
const sums = { cells, points }

export const boardPeriod = z.object({ from: day, to: day, label: z.string() })
export type BoardPeriod = z.output<typeof boardPeriod>

const boardQuery = z.object({
  /** Whole months: first day of one, last day of the same or a later one. This quarter unless stated. */
  from: day.optional(),
  to: day.optional(),
})

export const getBoard = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/board',
  summary: '一个组织一段时间的积分榜',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: boardQuery,
  output: z.object({
    organisation: z.object({ orgId, name: z.string() }),
    period: boardPeriod,
    columns: z.array(column),
    /** Names are told in the members' own branch alone; above it a row is 党员 01 and holds no id. */
    named: z.boolean(),
    /** By name in stroke order, or by label. Never by points. */
    members: z.array(
      z.object({
        memberId: id.nullable(),
        label: z.string(),
        ...sums,
        /** Of exactly this total; only with the name, and where the period begins with the scheme's cycle. */
        grade: z.string().nullable(),
      }),
    ),
    /** What was earned here by people who have since left the branch: together, without names. */
    moved: z.object({ count: z.number().int(), ...sums }).nullable(),
    /** Of an organisation above branches: what stands below it, in the order of the tree. */
    below: z.array(z.object({ orgId, name: z.string(), members: z.number().int(), ...sums })),
    totals: z.object({ members: z.number().int(), ...sums }),
    abilities: z.object({ prepare: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

const recordKind = z.enum(['activity', 'honour', 'hand-entry', 'assessment'])

const boardEntry = z.object({
  factId: id,
  ruleId: z.number().int(),
  ruleName: z.string(),
  day,
  /** What was done, in a few words. */
  text: z.string(),
  points,
  source: z.object({ kind: recordKind, id }).nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: instant,
  underObjection: z.boolean(),
})

/** What one figure of the board is made of: one member's entries. */
export const getBoardEntries = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/board/members/:memberId',
  summary: '一个数是哪几次记的',
  access: 'signed-in',
  who: 'points.names here',
  params: z.object({ orgId, memberId: id }),
  query: boardQuery.extend({ ruleId: smallNumber.optional() }),
  output: z.object({
    period: boardPeriod,
    entries: z.array(boardEntry),
    points,
    /** Entries that were reversed whole and count for nothing. */
    reversed: z.number().int(),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** What the figures of a column are made of, by record and without names: for those above the branch. */
export const getBoardRecords = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/board/records',
  summary: '一栏的分是哪几次活动记的',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: boardQuery.extend({ ruleId: smallNumber.optional(), ...pageQuery }),
  output: listOf(
    z.object({
      source: z.object({ kind: recordKind, id }).nullable(),
      orgId,
      orgName: z.string(),
      ruleName: z.string(),
      day,
      text: z.string(),
      people: z.number().int(),
      points,
    }),
  ),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** Exactly what is public, frozen when the list is prepared: no number, no birthday, no id, no reason of an absence. */
export const boardSnapshot = z.object({
  version: z.literal(1),
  title: z.string(),
  orgName: z.string(),
  /** Whose notice board it hangs on: the village, or the township. */
  placeName: z.string(),
  period: boardPeriod,
  /** The day on which the figures were drawn up. */
  asOf: day,
  columns: z.array(z.object({ kind: z.enum(['rule', 'start']), name: z.string() })),
  /** In stroke order of the names. */
  rows: z.array(
    z.object({
      name: z.string(),
      ...sums,
      facts: z.array(z.object({ day, text: z.string(), points })),
    }),
  ),
  moved: z.object({ count: z.number().int(), ...sums }).nullable(),
  totals: z.object(sums),
  /** All of them members of the Party (applicants may be on a board as well). */
  allMembers: z.boolean(),
  rules: z.array(z.object({ name: z.string(), points: z.string(), how: z.string() })),
  contact: z.object({ place: z.string(), hours: z.string(), telephone: z.string() }),
  preparedBy: z.string(),
})
export type BoardSnapshot = z.output<typeof boardSnapshot>

export const publicationStates = [
  'prepared',
  'returned',
  'published',
  'ended',
  'expired',
  'withdrawn',
] as const
export type PublicationState = (typeof publicationStates)[number]
const state = z.enum(publicationStates)

const publicationRow = z.object({
  publicationId: id,
  orgId,
  orgName: z.string(),
  title: z.string(),
  period: boardPeriod,
  state,
  stateLabel: z.string(),
  preparedBy: z.string().nullable(),
  preparedAt: instant,
  reviewedBy: z.string().nullable(),
  /** By when it is to be reviewed, of one that waits; the last day of publication, of one that is published. */
  dueOn: day.nullable(),
  publishedOn: day.nullable(),
  closesOn: day.nullable(),
  expiresOn: day.nullable(),
  /** Of the page that anyone may read, while it stands. */
  path: z.string().nullable(),
  openObjections: z.number().int(),
})

export const listPublications = defineEndpoint({
  method: 'GET',
  path: '/publications',
  summary: '公示',
  access: 'signed-in',
  who: 'boards.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), state: state.optional() }),
  output: listOf(publicationRow),
  errors: ['access.denied'],
})

/** What the page says beside a row or an entry of it (counted from 0); both null: about the list as a whole. */
export const objectionMark = z.object({
  row: z.number().int().nullable(),
  fact: z.number().int().nullable(),
  state: z.enum(['open', 'kept', 'corrected']),
  /** By how much the row's total has changed since, in hundredths. */
  change: points.nullable(),
})
export type ObjectionMark = z.output<typeof objectionMark>

export const getPublication = defineEndpoint({
  method: 'GET',
  path: '/publications/:publicationId',
  summary: '一次公示',
  access: 'signed-in',
  who: 'boards.read',
  params: z.object({ publicationId: id }),
  output: publicationRow.extend({
    /** Null for whoever may not see names with points when the list is not before the public. */
    snapshot: boardSnapshot.nullable(),
    marks: z.array(objectionMark),
    /** The figures have changed since the list was prepared. */
    stale: z.boolean(),
    /** Working days used of those allowed, while a step or the publication itself has a clock. */
    days: z.object({ used: z.number().int(), allowed: z.number().int() }).nullable(),
    steps: z.array(
      z.object({
        label: z.string(),
        by: z.string().nullable(),
        at: instant,
        note: z.string().nullable(),
      }),
    ),
    /** Of the printed list, for the office. */
    printPath: z.string().nullable(),
    abilities: z.object({
      publish: z.boolean(),
      return: z.boolean(),
      prepareAgain: z.boolean(),
      withdraw: z.boolean(),
    }),
  }),
  errors: ['not-found', 'access.denied'],
})

/** A telephone of an office: a landline or a short number. A mobile number is somebody's own. */
const officePhone = z
  .string()
  .trim()
  .max(30)
  .refine((typed) => typed === '' || isOfficePhone(typed), '请写固定电话或短号，不要写个人手机号')

function isOfficePhone(typed: string): boolean {
  const digits = typed.normalize('NFKC').replace(/[\s()-]/g, '')
  return /^(0(10|2\d|[3-9]\d{2}))?[2-9]\d{6,7}$/.test(digits) || /^\d{3,6}$/.test(digits)
}

/** Where and when people are heard about what was published. */
export const officeContact = z.strictObject({
  /** Where one may come in person; empty: not offered. */
  place: z.string().trim().max(60),
  hours: z.string().trim().max(40),
  telephone: officePhone,
})

export const preparePublication = defineEndpoint({
  method: 'POST',
  path: '/publications',
  summary: '制表，交另一个人复核',
  access: 'signed-in',
  who: 'boards.prepare',
  body: z.strictObject({
    orgId,
    from: day,
    to: day,
    /** 石桥支部党员积分公示 unless stated. */
    title: line(60).optional(),
    /** As it was in the branch's last publication unless stated. */
    contact: officeContact.optional(),
  }),
  output: z.object({ publicationId: id, dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const onePublication = z.object({ publicationId: id })

/** The same list drawn up anew, after it was sent back. */
export const prepareAgain = defineEndpoint({
  method: 'POST',
  path: '/publications/:publicationId/prepare',
  summary: '改好以后重新制表',
  access: 'signed-in',
  who: 'boards.prepare',
  params: onePublication,
  body: z.strictObject({ title: line(60).optional(), contact: officeContact.optional() }),
  output: z.object({ publicationId: id, dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** By a second person: from now on anyone who has the address may read it, for five working days. */
export const publishPublication = defineEndpoint({
  method: 'POST',
  path: '/publications/:publicationId/publish',
  summary: '复核并公示五个工作日',
  access: 'signed-in',
  who: 'boards.review',
  params: onePublication,
  body: z.strictObject({}),
  output: z.object({ publicationId: id, path: z.string(), closesOn: day, expiresOn: day }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

const reasoned = z.strictObject({ note: line(200) })

export const returnPublication = defineEndpoint({
  method: 'POST',
  path: '/publications/:publicationId/return',
  summary: '退回制表人',
  access: 'signed-in',
  who: 'boards.review',
  params: onePublication,
  body: reasoned,
  output: z.object({ publicationId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const withdrawPublication = defineEndpoint({
  method: 'POST',
  path: '/publications/:publicationId/withdraw',
  summary: '撤回公示',
  access: 'signed-in',
  who: 'boards.review',
  params: onePublication,
  body: reasoned,
  output: z.object({ publicationId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const boardEndpoints = {
  getBoard,
  getBoardEntries,
  getBoardRecords,
  listPublications,
  getPublication,
  preparePublication,
  prepareAgain,
  publishPublication,
  returnPublication,
  withdrawPublication,
}
