import { z } from 'zod'
import { day, hundredths, id, instant, line, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * What a scheme lays before a person: a total that comes under one of its flags, a total between two of its grades, a
 * fact for which it names a veto. And, without any scheme, a member whom the year's 民主评议 found 不合格. Worked out
 * while it is read; no verdict is written, and none follows.
 */
export const reviewKinds = ['flag', 'grade', 'veto', 'appraisal'] as const
export type ReviewKind = (typeof reviewKinds)[number]
const kind = z.enum(reviewKinds)

const place = z.object({ orgId })

/** That somebody looked: what came of it and what is next, a line each. */
const look = z.object({
  reviewId: id,
  outcome: z.string(),
  next: z.string(),
  byName: z.string(),
  at: instant,
})

const reviewCase = z.object({
  kind,
  memberId: id,
  name: z.string(),
  /** Of the scheme; none lays an appraisal before a person. */
  versionId: smallNumber.nullable(),
  schemeName: z.string(),
  /** Of a flag: its place among those of the version. */
  flagNo: z.number().int().nullable(),
  /** Of a veto and of an appraisal: the fact. */
  factId: id.nullable(),
  /** Why it is here, in a sentence. */
  sentence: z.string(),
  /** What the scheme asks for: 谈心谈话, 提请支部研究 … */
  asks: z.string(),
  /** The total, which opens to the entries of the cycle since `from`; an appraisal has none. */
  points: z.number().int().nullable(),
  from: day,
  entries: z.number().int(),
  looks: z.array(look),
  abilities: z.object({ look: z.boolean() }),
})

/** A fact for which the scheme names no points: nothing is given until a person says what. */
const silentCase = z.object({
  factId: id,
  ruleId: smallNumber,
  memberId: id,
  name: z.string(),
  day,
  ruleName: z.string(),
  schemeName: z.string(),
  sentence: z.string(),
  answer: z
    .object({
      /** Null: none are given. */
      points: hundredths.nullable(),
      /** How far the entry by hand is, that it was put forward as. */
      stateLabel: z.string().nullable(),
      reason: z.string(),
      byName: z.string(),
      at: instant,
    })
    .nullable(),
  abilities: z.object({ answer: z.boolean() }),
})

/** For the branch's secretary alone, in the order of names; what above it stands sees counts. */
export const getReviews = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/reviews',
  summary: '待人研究',
  access: 'signed-in',
  who: { all: ['talks.hold', 'points.names here'] },
  params: place,
  output: z.object({
    orgId,
    orgName: z.string(),
    cases: z.array(reviewCase),
    silent: z.array(silentCase),
  }),
  errors: ['access.denied', 'not-found'],
})

const named = {
  memberId: id,
  kind,
  versionId: smallNumber.nullable().default(null),
  flagNo: z.number().int().min(0).max(100).nullable().default(null),
  factId: id.nullable().default(null),
}

export const recordReview = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/reviews',
  summary: '记下研究过了',
  access: 'signed-in',
  who: { all: ['talks.hold', 'points.names here'] },
  params: place,
  body: z.strictObject({ ...named, outcome: line(200), next: line(200) }),
  output: z.object({ reviewId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Points go forward as an entry by hand, on which others decide; null says that none are given. */
export const answerSilence = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/silent-answers',
  summary: '方案没有写的，由人来定',
  access: 'signed-in',
  who: { all: ['talks.hold', 'points.names here'] },
  params: place,
  body: z.strictObject({
    factId: id,
    ruleId: smallNumber,
    points: hundredths.refine((points) => points !== 0, '不给分请选“不给分”').nullable(),
    reason: line(200),
  }),
  output: z.object({ answerId: id, handEntryId: id.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

/** What was noted about oneself. */
export const getOwnReviews = defineEndpoint({
  method: 'GET',
  path: '/reviews/mine',
  summary: '支部研究过我的事',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(look.extend({ orgName: z.string(), schemeName: z.string() })) }),
})

/** For those above: how many, never who. */
export const getReviewCounts = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/review-counts',
  summary: '各支部待人研究的件数',
  access: 'signed-in',
  who: 'points.totals',
  params: place,
  output: z.object({
    branches: z.array(
      z.object({ orgId, name: z.string(), waiting: z.number().int(), looked: z.number().int() }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

export const reviewEndpoints = { getReviews, recordReview, answerSilence, getOwnReviews, getReviewCounts }
