import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { checkVerdicts, visitPurposes } from './visit-words.ts'
import { quartet } from './visits.ts'

/** `2026-11`. */
export const month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, '请写月份，如 2026-11。')

const visitRow = z.object({
  visitId: id,
  householdId: id,
  /** Null above the village: there a list says which grid and which natural village, and no address. */
  address: z.string().nullable(),
  placeName: z.string().nullable(),
  orgId,
  gridName: z.string(),
  visitedOn: day,
  visitorName: z.string(),
  isOwn: z.boolean(),
  purpose: z.enum(visitPurposes),
  purposeLabel: z.string(),
  quartet,
  /** Something is written down, or a sum was handed over for something: seen by a look of its own. */
  hasNote: z.boolean(),
  solaceFen: z.number().int().nullable(),
  caseId: id.nullable(),
  caseClosed: z.boolean(),
  voidReason: z.string().nullable(),
  /** What a spot check said of it, where it was drawn and checked. */
  verdict: z.enum(checkVerdicts).nullable(),
  feedback: z.string().nullable(),
  abilities: z.object({ look: z.boolean(), void: z.boolean() }),
})
export type VisitRow = z.output<typeof visitRow>

/**
 * Visits of one month at and below an organisation, the newest first: all, those with solace (the log of money), those at
 * which a demand was heard, or the reader's own.
 */
export const listVisits = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/visits',
  summary: '一个月的走访',
  access: 'signed-in',
  who: 'visits.read',
  params: z.object({ orgId }),
  query: z.object({
    ...pageQuery,
    month: month.optional(),
    only: z.enum(['all', 'solace', 'demand', 'own']).default('all'),
    householdId: id.optional(),
  }),
  output: listOf(visitRow).extend({
    orgName: z.string(),
    month,
    /** Of all rows, voided ones left out. */
    totals: z.object({
      visits: z.number().int(),
      households: z.number().int(),
      met: z.number().int(),
      demands: z.number().int(),
      solaceFen: z.number().int(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** What was written down on the doorstep. Whoever else than the visitor looks stands in the log. */
export const showVisit = defineEndpoint({
  method: 'POST',
  path: '/visits/:visitId/look',
  summary: '看走访记了什么',
  access: 'signed-in',
  who: { all: ['households.read', 'visits.check'] },
  params: z.object({ visitId: id }),
  body: z.strictObject({}),
  output: z.object({ note: z.string().nullable(), solaceWhat: z.string().nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Recorded wrongly: taken back with a reason, and recorded anew where there was a visit. A case that came of it stands. */
export const voidVisit = defineEndpoint({
  method: 'POST',
  path: '/visits/:visitId/voiding',
  summary: '一次走访作废',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ visitId: id }),
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ visitId: id, caseId: id.nullable() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const visitListEndpoints = { listVisits, showVisit, voidVisit }
