import { z } from 'zod'
import { allCaseSorts, caseAsks, caseChannels, caseKinds, caseUrgencies } from './case-words.ts'
import { day, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const kind = z.enum(caseKinds)
const sort = z.enum(allCaseSorts)
const urgency = z.enum(caseUrgencies)

/** In the words of who raised it. */
export const caseBody = text(1000).min(1, '请写明是什么事')

/** What the preview of public words gave when nothing was found in them: these very words, looked at by this account. */
const seen = z.string().max(400).nullable().default(null)

/** For who called, came, wrote or dropped a slip: whoever has no phone raises as well as anyone. */
export const recordCase = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/cases',
  summary: '记下一件群众的事',
  access: 'signed-in',
  who: 'cases.record',
  params: z.object({ orgId }),
  body: z.strictObject({
    kind,
    sort,
    urgency: urgency.default('normal'),
    channel: z.enum(caseChannels).exclude(['public-page']),
    body: caseBody,
    /** Who it is and how to reach them; sealed, and gone half a year after. */
    contact: line(100).nullable().default(null),
    /** Found again: the issue of which this is one more. */
    recursOf: id.nullable().default(null),
    /** Done on the spot: what came of it. */
    result: text(1000).min(1).nullable().default(null),
    seen,
  }),
  output: z.object({ caseId: id, no: z.number().int(), dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

const caseRow = z.object({
  caseId: id,
  no: z.number().int(),
  kind,
  sort,
  sortLabel: z.string(),
  urgency,
  urgencyLabel: z.string(),
  channelLabel: z.string(),
  orgId,
  orgName: z.string(),
  /** Where it lies now; another than `orgName` once it was taken up a level. */
  atOrgName: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  title: z.string(),
  raisedOn: day,
  dueOn: day.nullable(),
  late: z.boolean(),
  closedOn: day.nullable(),
  takerName: z.string().nullable(),
})

const filter = {
  orgId: orgId.optional(),
  kind: kind.optional(),
  state: z.string().max(40).optional(),
  sort: sort.optional(),
  urgency: urgency.optional(),
  /** Past the last day of the step that is due. */
  overdue: z.stringbool().optional(),
  /** Found again after it had been put right. */
  recurring: z.stringbool().optional(),
}

/** Open ones by their last day; closed ones, the newest first. Without a verb: what may be taken, and the own. */
export const listCases = defineEndpoint({
  method: 'GET',
  path: '/cases',
  summary: '群众的事',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({ ...pageQuery, ...filter, show: z.enum(['open', 'closed']).default('open') }),
  output: listOf(caseRow),
})

/** Exact counts by kind and state, closed ones among them. */
export const countCases = defineEndpoint({
  method: 'GET',
  path: '/cases/counts',
  summary: '群众的事有多少',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({ orgId: orgId.optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        kind,
        state: z.string(),
        stateLabel: z.string(),
        sort,
        sortLabel: z.string(),
        closed: z.boolean(),
        count: z.number().int(),
        late: z.number().int(),
      }),
    ),
  }),
})

export const getCase = defineEndpoint({
  method: 'GET',
  path: '/cases/:caseId',
  summary: '一件群众的事',
  access: 'signed-in',
  who: 'cases.record',
  params: z.object({ caseId: id }),
  output: caseRow.extend({
    body: z.string(),
    measures: z.string().nullable(),
    result: z.string().nullable(),
    publicText: z.string().nullable(),
    publishedOn: day.nullable(),
    round: z.number().int(),
    mergedInto: id.nullable(),
    recursOf: id.nullable(),
    hasContact: z.boolean(),
    /** The page of who raised it, once there is one. */
    page: z.string().nullable(),
    history: z.array(
      z.object({
        step: z.string(),
        label: z.string(),
        stateLabel: z.string(),
        by: z.string().nullable(),
        at: instant,
        note: z.string().nullable(),
      }),
    ),
    /** What this reader may do next, the usual step first. */
    steps: z.array(
      z.object({
        step: z.string(),
        label: z.string(),
        asks: z.array(z.enum(caseAsks)),
        textLabel: z.string().nullable(),
        /** Its words are read by the public: they are looked at before. */
        toPublic: z.boolean(),
      }),
    ),
    abilities: z.object({ showContact: z.boolean(), givePage: z.boolean() }),
  }),
  errors: ['not-found'],
})

/** One step of its procedure; which fields it asks for stands with the step. */
export const takeCaseStep = defineEndpoint({
  method: 'POST',
  path: '/cases/:caseId/steps',
  summary: '办一步',
  access: 'signed-in',
  who: 'cases.read',
  params: z.object({ caseId: id }),
  body: z.strictObject({
    step: z.string().max(40),
    note: text(1000).nullable().default(null),
    /** Measures, result or the words for the wall, by the step. */
    text: text(1000).nullable().default(null),
    /** Of public words: from their preview, else the step is refused. */
    seen,
    memberId: id.nullable().default(null),
    day: day.nullable().default(null),
    /** The number of the case of which this is a double. */
    caseNo: z.number().int().positive().max(2_000_000_000).nullable().default(null),
  }),
  output: z.object({ caseId: id, state: z.string(), dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

const preview = z.object({
  /** As it would be read, numbers and names masked. */
  text: z.string(),
  /** Numbers of persons in it, masked. */
  found: z.array(z.string()),
  /** Names of persons on the registers around the place, and which character of the text they begin at. */
  names: z.array(z.object({ name: z.string(), position: z.number().int(), instead: z.string() })),
  /** The text with these names replaced. */
  suggested: z.string().nullable(),
  /** To be sent with these very words; null where something was found. */
  seen: z.string().nullable(),
})

/** What a text would show if it were published, and what keeps it from that. No public word is written without. */
export const previewCaseText = defineEndpoint({
  method: 'POST',
  path: '/cases/:caseId/preview',
  summary: '公开以前先看',
  access: 'signed-in',
  who: 'cases.handle here',
  params: z.object({ caseId: id }),
  body: z.strictObject({ text: text(1000).min(1) }),
  output: preview,
  errors: ['access.denied', 'not-found'],
})

/** The same for the result of what is done on the spot, before there is a case. */
export const previewCaseResult = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/case-result-preview',
  summary: '当场办结的，公开以前先看',
  access: 'signed-in',
  who: 'cases.record',
  params: z.object({ orgId }),
  body: z.strictObject({ text: text(1000).min(1) }),
  output: preview,
  errors: ['access.denied', 'not-found'],
})

/** Who raised it. For the place where it was raised, with a reason that is logged; never from above. */
export const showCaseContact = defineEndpoint({
  method: 'POST',
  path: '/cases/:caseId/contact',
  summary: '看提的人怎么联系',
  access: 'signed-in',
  who: 'cases.handle here',
  params: z.object({ caseId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ contact: z.string() }),
  errors: ['access.denied', 'not-found'],
})

/** An address of its own for who raised it, to follow it and to say whether it is done. */
export const giveCasePage = defineEndpoint({
  method: 'POST',
  path: '/cases/:caseId/page',
  summary: '给提的人一个地址',
  access: 'signed-in',
  who: 'cases.record',
  params: z.object({ caseId: id }),
  body: z.strictObject({}),
  output: z.object({ page: z.string() }),
  errors: ['access.denied', 'not-found'],
})

/** The address by which residents of a place raise something; one a place, the same until it is closed. */
export const openCaseDoor = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/case-door',
  summary: '开一个群众提事的页面',
  access: 'signed-in',
  who: 'cases.handle here',
  params: z.object({ orgId }),
  body: z.strictObject({}),
  output: z.object({ page: z.string() }),
  errors: ['access.denied', 'not-found'],
})

export const caseEndpoints = {
  recordCase,
  listCases,
  countCases,
  getCase,
  takeCaseStep,
  previewCaseText,
  previewCaseResult,
  showCaseContact,
  giveCasePage,
  openCaseDoor,
}
