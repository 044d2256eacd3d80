import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const objectionChannels = ['account', 'public-page', 'in-person', 'telephone', 'paper'] as const
export type ObjectionChannel = (typeof objectionChannels)[number]

export const objectionChannelLabels: Record<ObjectionChannel, string> = {
  account: '登录后写的',
  'public-page': '公示页上写的',
  'in-person': '当面说的',
  telephone: '打电话说的',
  paper: '写在纸上的',
}

/** Declined may be appealed; settled: it was not, in time. The last two are the last word of the organisation above. */
export const objectionStates = [
  'raised',
  'upheld',
  'declined',
  'settled',
  'appealed',
  'appeal-upheld',
  'appeal-declined',
] as const
export type ObjectionState = (typeof objectionStates)[number]
const state = z.enum(objectionStates)

/** What is objected to and why, in the objector's own words. */
export const objectionText = text(1000).min(1, '请写明是哪一条、为什么不对')

/** A row of a published list and an entry of it, as they stand on the page, counted from 0. */
const figure = {
  row: z.number().int().min(0).max(10_000),
  fact: z.number().int().min(0).max(10_000),
}

const publication = z.strictObject({
  publicationId: id,
  row: figure.row.nullable().default(null),
  fact: figure.fact.nullable().default(null),
})

/** An entry of a booklet; without one it is about something that was left out. */
const entry = z.strictObject({
  factId: id.nullable(),
  ruleId: z.number().int().positive().nullable().default(null),
})

/**
 * By somebody who is signed in: about what is recorded of oneself, at any time, or about anything on a published list,
 * while its days last.
 */
export const raiseObjection = defineEndpoint({
  method: 'POST',
  path: '/objections',
  summary: '提出异议',
  access: 'signed-in',
  who: 'own',
  body: z.strictObject({
    about: z.union([entry, publication]),
    text: objectionText,
  }),
  output: z.object({ objectionId: id, dueOn: day.nullable() }),
  errors: ['not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

/** For somebody who came, called or wrote: whoever has no phone objects as well as anyone. */
export const recordObjection = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/objections',
  summary: '替人记下异议',
  access: 'signed-in',
  who: 'objections.answer',
  params: z.object({ orgId }),
  body: z.strictObject({
    channel: z.enum(['in-person', 'telephone', 'paper']),
    about: z.union([entry.extend({ memberId: id }), publication]),
    text: objectionText,
    /** Who it was and how the answer reaches them; sealed, shown to who answers and only with a reason. */
    contact: line(100).nullable().default(null),
  }),
  output: z.object({ objectionId: id, dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

const record = z.object({ kind: z.enum(['activity', 'honour', 'hand-entry', 'appraisal', 'revisit']), id })
export type ObjectionRecord = z.output<typeof record>

const objectionRow = z.object({
  objectionId: id,
  orgId,
  orgName: z.string(),
  state,
  stateLabel: z.string(),
  channel: z.enum(objectionChannels),
  channelLabel: z.string(),
  /** Whose entry it is about; null when it is about a list as a whole. */
  memberName: z.string().nullable(),
  /** The published list that it is about; `page` is where the office looks at it. */
  publication: z.object({ publicationId: id, title: z.string(), page: z.string() }).nullable(),
  /** The record behind the entry, to look at and to correct. */
  record: record.nullable(),
  text: z.string(),
  raisedBy: z.string().nullable(),
  raisedAt: instant,
  dueOn: day.nullable(),
  /** Working days used of those allowed: 2 of 3. */
  daysUsed: z.number().int(),
  daysAllowed: z.number().int(),
  late: z.boolean(),
  answer: z.string().nullable(),
  /** The record that was corrected. */
  correction: record.nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  /** The last day on which the answer may be taken one level up; null when it may not. */
  appealBy: day.nullable(),
  /** The second instance, one level up; its answer is the last. */
  appeal: z
    .object({
      orgName: z.string(),
      channelLabel: z.string(),
      text: z.string(),
      at: instant,
      daysUsed: z.number().int(),
      daysAllowed: z.number().int(),
      answer: z.string().nullable(),
      correction: record.nullable(),
      answeredBy: z.string().nullable(),
      answeredAt: instant.nullable(),
    })
    .nullable(),
  hasContact: z.boolean(),
  abilities: z.object({
    answer: z.boolean(),
    /** One's own may be appealed; for somebody without an account the office does it. */
    appeal: z.boolean(),
    recordAppeal: z.boolean(),
    answerAppeal: z.boolean(),
    showContact: z.boolean(),
  }),
})

/** What waits for an answer first, by its last day; answered ones after, the newest first. */
export const listObjections = defineEndpoint({
  method: 'GET',
  path: '/objections',
  summary: '异议',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    publicationId: id.optional(),
    state: z.enum(['open', 'answered']).optional(),
    /** Those that oneself has raised; whoever answers nobody sees only these. */
    mine: z.stringbool().default(false),
  }),
  output: listOf(objectionRow),
})

export const getObjection = defineEndpoint({
  method: 'GET',
  path: '/objections/:objectionId',
  summary: '一件异议',
  access: 'signed-in',
  who: 'objections.answer',
  params: z.object({ objectionId: id }),
  output: objectionRow,
  errors: ['not-found'],
})

/**
 * Never by the member concerned, nor by who raised it. What is upheld has been corrected in the record itself before
 * it is answered so: `correction` names the record, the one behind the entry unless stated.
 */
export const answerObjection = defineEndpoint({
  method: 'POST',
  path: '/objections/:objectionId/answer',
  summary: '答复异议',
  access: 'signed-in',
  who: 'objections.answer',
  params: z.object({ objectionId: id }),
  body: z.strictObject({
    upheld: z.boolean(),
    /** The reasons, as the objector reads them. */
    answer: text(1000).min(1, '请写明理由'),
    correction: record.strict().nullable().default(null),
  }),
  output: z.object({ objectionId: id, state }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/**
 * Takes an answer that was not in favour to the organisation above, once, within five working days: by who objected;
 * `channel` is for the office, on behalf of somebody who objected without an account.
 */
export const appealObjection = defineEndpoint({
  method: 'POST',
  path: '/objections/:objectionId/appeal',
  summary: '申请复议',
  access: 'signed-in',
  who: 'objections.answer',
  params: z.object({ objectionId: id }),
  body: z.strictObject({
    text: text(1000).min(1, '请写明对答复哪里不满意'),
    channel: z.enum(['in-person', 'telephone', 'paper']).nullable().default(null),
  }),
  output: z.object({ objectionId: id, dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** The last word, by the organisation above: never by who answered first, who is concerned, or their kin. */
export const answerAppeal = defineEndpoint({
  method: 'POST',
  path: '/objections/:objectionId/appeal/answer',
  summary: '答复复议',
  access: 'signed-in',
  who: 'objections.review',
  params: z.object({ objectionId: id }),
  body: z.strictObject({
    upheld: z.boolean(),
    answer: text(1000).min(1, '请写明理由'),
    correction: record.strict().nullable().default(null),
  }),
  output: z.object({ objectionId: id, state }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** How to reach who objected. Logged with its reason. */
export const showObjectionContact = defineEndpoint({
  method: 'POST',
  path: '/objections/:objectionId/contact',
  summary: '看提意见的人怎么联系',
  access: 'signed-in',
  who: 'objections.answer',
  params: z.object({ objectionId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ contact: z.string() }),
  errors: ['access.denied', 'not-found'],
})

export const objectionEndpoints = {
  raiseObjection,
  recordObjection,
  listObjections,
  getObjection,
  answerObjection,
  appealObjection,
  answerAppeal,
  showObjectionContact,
}
