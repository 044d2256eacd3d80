import { z } from 'zod'
import { day, id, instant, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { month } from './visit-lists.ts'
import { checkVerdicts, visitPurposes } from './visit-words.ts'
import { quartet } from './visits.ts'

const visitCheck = z.object({
  checkId: id,
  orgId,
  orgName: z.string(),
  month,
  /** Whoever orders the visits of the pool by sha256 of `seed:visitId` has this sample at the head. */
  seed: z.number().int(),
  /** How many visits it was drawn from: those of the one who drew and of their kin are not among them. */
  pool: z.number().int(),
  size: z.number().int(),
  judged: z.number().int(),
  drawnByName: z.string(),
  drawnAt: instant,
  /** Closed is what has a verdict on each visit; nobody closes it by hand. */
  state: z.enum(['open', 'closed']),
  /** Judging is for who checks there; whoever reads the log draws it again and reads nothing else. */
  abilities: z.object({ open: z.boolean() }),
})
export type VisitCheckHead = z.output<typeof visitCheck>

/** What was said of one visit, and what its visitor says to that. */
const said = {
  feedback: z.string().nullable(),
  checkedByName: z.string().nullable(),
  /** The issue that looks into what does not agree. */
  caseId: id.nullable(),
  answer: z.string().nullable(),
}

const checkedVisit = z.object({
  visitId: id,
  place: z.number().int(),
  /** Null above the village, as in the list of visits. */
  address: z.string().nullable(),
  placeName: z.string().nullable(),
  gridName: z.string(),
  visitedOn: day,
  visitorName: z.string(),
  purpose: z.enum(visitPurposes),
  purposeLabel: z.string(),
  quartet,
  /** Taken back after it was drawn; it keeps its place in the sample. */
  voided: z.boolean(),
  verdict: z.enum(checkVerdicts).nullable(),
  verdictLabel: z.string().nullable(),
  ...said,
  abilities: z.object({ judge: z.boolean() }),
})
export type CheckedVisit = z.output<typeof checkedVisit>

/** A random sample of a month's visits at and below a place, as many as asked or all there are. One at a time is open. */
export const drawVisitCheck = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/visit-checks',
  summary: '抽查一个月的走访',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ orgId }),
  body: z.strictObject({ month, size: z.number().int().min(1).max(200) }),
  output: z.object({ checkId: id, seed: z.number().int(), pool: z.number().int(), size: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** The checks of the places where this reader checks or reads the log, the newest first. */
export const listVisitChecks = defineEndpoint({
  method: 'GET',
  path: '/visit-checks',
  summary: '走访抽查',
  access: 'signed-in',
  who: ['audit.read anywhere', 'visits.check anywhere'],
  query: z.object(pageQuery),
  output: listOf(visitCheck).extend({
    /** Where this reader may draw one. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

export const getVisitCheck = defineEndpoint({
  method: 'GET',
  path: '/visit-checks/:checkId',
  summary: '一次走访抽查',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ checkId: id }),
  output: visitCheck.extend({ rows: z.array(checkedVisit) }),
  errors: ['access.denied', 'not-found'],
})

/**
 * The same sample drawn once more from the seed, for an auditor or whoever checks there: numbers and days of visits, no
 * household and no visitor. `pool`: the visits it was drawn from are not all there any more, or there are others.
 */
export const redrawVisitCheck = defineEndpoint({
  method: 'GET',
  path: '/visit-checks/:checkId/lot',
  summary: '按抽签号再抽一遍',
  access: 'signed-in',
  who: ['audit.read', 'visits.check'],
  params: z.object({ checkId: id }),
  output: visitCheck.extend({
    outcome: z.enum(['same', 'pool', 'other']),
    poolNow: z.number().int(),
    rows: z.array(
      z.object({
        place: z.number().int(),
        visitId: id,
        visitedOn: day,
        gridName: z.string(),
        /** Sixteen digits of the hash by which the visits stand in line. */
        lot: z.string(),
        /** It is in the sample that was checked. */
        drawn: z.boolean(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Said once. What does not agree is explained to the visitor, and looked into as an issue. */
export const judgeVisit = defineEndpoint({
  method: 'POST',
  path: '/visit-checks/:checkId/visits/:visitId/verdict',
  summary: '抽查一次走访的结果',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ checkId: id, visitId: id }),
  body: z.strictObject({ verdict: z.enum(checkVerdicts), feedback: text(300).nullable().default(null) }),
  output: z.object({ checkId: id, visitId: id, caseId: id.nullable() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** By the visitor, once: read, and what they say to it if they wish to say anything. */
export const answerVisitCheck = defineEndpoint({
  method: 'POST',
  path: '/visit-checks/:checkId/visits/:visitId/answer',
  summary: '对抽查结果说明情况',
  access: 'signed-in',
  who: 'own',
  params: z.object({ checkId: id, visitId: id }),
  body: z.strictObject({ text: text(300).nullable().default(null) }),
  output: z.object({ checkId: id, visitId: id }),
  errors: ['not-found', 'input.invalid', 'state.wrong'],
})

/** What checks said of the reader's own visits. */
export const listVisitFeedback = defineEndpoint({
  method: 'GET',
  path: '/visit-feedback',
  summary: '我的走访抽查的结果',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object(pageQuery),
  output: listOf(
    z.object({
      checkId: id,
      visitId: id,
      address: z.string().nullable(),
      gridName: z.string(),
      visitedOn: day,
      verdict: z.enum(checkVerdicts),
      verdictLabel: z.string(),
      ...said,
      checkedAt: instant,
      abilities: z.object({ answer: z.boolean() }),
    }),
  ),
})

export const visitCheckEndpoints = {
  drawVisitCheck,
  listVisitChecks,
  getVisitCheck,
  redrawVisitCheck,
  judgeVisit,
  answerVisitCheck,
  listVisitFeedback,
}
