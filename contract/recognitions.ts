import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const recognitionKinds = [
  'study',
  'housing',
  'health-check',
  'media',
  'public-thanks',
  'visit',
] as const
export type RecognitionKind = (typeof recognitionKinds)[number]
const kind = z.enum(recognitionKinds)

export const recognitionKindLabels: Record<RecognitionKind, string> = {
  study: '学习培训名额',
  housing: '住房帮助',
  'health-check': '体检',
  media: '媒体报道',
  'public-thanks': '公开感谢',
  visit: '上门看望',
}

export const consentStates = ['not-needed', 'asked', 'given', 'refused', 'withdrawn'] as const
export type ConsentState = (typeof consentStates)[number]
const consent = z.enum(consentStates)

const year = z.coerce.number().int().min(1949).max(2200)

/** The record behind it. */
const record = z.strictObject({ kind: z.enum(['activity', 'honour']), id })
export type RecognitionRecord = z.output<typeof record>

const row = z.object({
  recognitionId: id,
  memberId: id,
  memberName: z.string(),
  orgId,
  orgName: z.string(),
  giverId: orgId,
  giverName: z.string(),
  kind,
  kindLabel: z.string(),
  what: z.string(),
  why: z.string(),
  /** None while a name waits for its owner's consent. */
  givenOn: day.nullable(),
  record: record.extend({ title: z.string() }).nullable(),
  consent,
  consentLabel: z.string(),
  takenDown: z.object({ at: instant, note: z.string() }).nullable(),
  recordedByName: z.string(),
  recordedAt: instant,
  withdrawn: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
  abilities: z.object({
    /** Of the member: yes, no, or not any more. */
    consent: z.boolean(),
    withdrawConsent: z.boolean(),
    /** Of the office: the member's answer on paper. */
    noteConsent: z.boolean(),
    release: z.boolean(),
    takeDown: z.boolean(),
    withdraw: z.boolean(),
  }),
})

/**
 * With names: what the reader's own branch has from anybody, and what the reader's own organisation gave; the newest
 * first, withdrawn ones among them. Above the branch there are counts for all else.
 */
export const listRecognitions = defineEndpoint({
  method: 'GET',
  path: '/recognitions',
  summary: '关爱激励',
  access: 'signed-in',
  who: 'recognitions.write anywhere',
  query: z.object({ ...pageQuery, memberId: id.optional(), year: year.optional() }),
  output: listOf(row).extend({
    /** What can be given, and whether the name goes out with it. */
    kinds: z.array(z.object({ kind, label: z.string(), asksConsent: z.boolean() })),
  }),
  errors: ['access.denied'],
})

export const getOwnRecognitions = defineEndpoint({
  method: 'GET',
  path: '/recognitions/mine',
  summary: '我得到的关爱激励',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(row) }),
})

/** For those above: how many of each kind a branch's members had in a year, never who. */
export const getRecognitionCounts = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/recognition-counts',
  summary: '各支部关爱激励的件数',
  access: 'signed-in',
  who: 'recognitions.count',
  params: z.object({ orgId }),
  query: z.object({ year: year.optional() }),
  output: z.object({
    year: z.number().int(),
    kinds: z.array(z.object({ kind, label: z.string() })),
    branches: z.array(
      z.object({
        orgId,
        name: z.string(),
        counts: z.partialRecord(kind, z.number().int()),
        total: z.number().int(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

/**
 * What one's own organisation gives to a member at or below it. A name in the media or on a public page waits for its
 * owner: it is then recorded without a day, and gets one when it is released.
 */
export const recordRecognition = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/recognitions',
  summary: '记一件关爱激励',
  access: 'signed-in',
  who: 'recognitions.write here',
  params: z.object({ orgId }),
  body: z.strictObject({
    memberId: id,
    kind,
    what: line(80),
    why: line(300),
    givenOn: day.nullable(),
    record: record.nullable().default(null),
  }),
  output: z.object({ recognitionId: id, consent }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** What a member took part in or was honoured with lately: one of these may stand behind it. Newest first. */
export const listRecognitionRecords = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/recognition-records',
  summary: '可以作为依据的记录',
  access: 'signed-in',
  who: 'recognitions.write here',
  params: z.object({ orgId }),
  query: z.object({ memberId: id }),
  output: z.object({ rows: z.array(record.extend({ title: z.string(), day })) }),
  errors: ['access.denied', 'not-found'],
})

const one = { access: 'signed-in', params: z.object({ recognitionId: id }) } as const
const answered = z.object({ recognitionId: id })
const errors = ['access.denied', 'not-found', 'input.invalid', 'state.wrong'] as const

/** The member's own answer; at the office with where the signed paper is. */
export const answerConsent = defineEndpoint({
  ...one,
  method: 'POST',
  path: '/recognitions/:recognitionId/consent',
  who: 'recognitions.write here',
  summary: '同不同意公开名字',
  body: z.strictObject({
    answer: z.enum(['given', 'refused', 'withdrawn']),
    evidence: line(100).nullable().default(null),
  }),
  output: z.object({ recognitionId: id, consent }),
  errors,
})

export const releaseRecognition = defineEndpoint({
  ...one,
  method: 'POST',
  path: '/recognitions/:recognitionId/release',
  who: 'recognitions.write here',
  summary: '本人同意后公开了',
  body: z.strictObject({ givenOn: day }),
  output: answered,
  errors,
})

/** After a consent was withdrawn: the name has been taken off again. */
export const takeDownRecognition = defineEndpoint({
  ...one,
  method: 'POST',
  path: '/recognitions/:recognitionId/take-down',
  who: 'recognitions.write here',
  summary: '本人不再同意，名字撤下了',
  body: z.strictObject({ note: line(200) }),
  output: answered,
  errors,
})

export const withdrawRecognition = defineEndpoint({
  ...one,
  method: 'POST',
  path: '/recognitions/:recognitionId/withdraw',
  who: 'recognitions.write here',
  summary: '收回一件关爱激励的记录',
  body: z.strictObject({ reason: line(200) }),
  output: answered,
  errors,
})

export const recognitionEndpoints = {
  listRecognitions,
  getOwnRecognitions,
  getRecognitionCounts,
  listRecognitionRecords,
  recordRecognition,
  answerConsent,
  releaseRecognition,
  takeDownRecognition,
  withdrawRecognition,
}
