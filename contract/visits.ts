import { z } from 'zod'
import { type CaseSort, caseSorts, caseUrgencies } from './case-words.ts'
import { day, id, line, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 四步入户: door opened, person met, card handed, talk had; as far as it came. */
export const quartet = z.strictObject({
  door: z.boolean(),
  met: z.boolean(),
  card: z.boolean(),
  talk: z.boolean(),
})

/** A demand that was heard becomes a case; the household is the one that was visited. */
const demand = z.strictObject({
  caseId: id,
  sort: z.enum(Object.keys(caseSorts.request) as [CaseSort, ...CaseSort[]]),
  urgency: z.enum(caseUrgencies).default('normal'),
  text: text(500),
})

const visit = z.strictObject({
  /** Made on the phone: however often it is sent, it is one visit. */
  visitId: id,
  householdId: id,
  visitedOn: day,
  quartet,
  /** What was heard and seen, as one types it; sealed. */
  note: text(2_000).nullable(),
  demand: demand.nullable().default(null),
  /** Money or goods of solace that were handed over, in fen, and what for. */
  solace: z
    .strictObject({ fen: z.number().int().min(0).max(100_000_000), what: line(60) })
    .nullable()
    .default(null),
})
export type VisitWish = z.output<typeof visit>

/**
 * Visits as they come from a phone, those of a morning in one request. Each stands for itself: what cannot be taken is
 * said beside its number, the others are on record. One that is on record already is answered as the first time.
 */
export const submitVisits = defineEndpoint({
  method: 'POST',
  path: '/visits',
  summary: '交走访记录',
  access: 'signed-in',
  who: 'visits.write anywhere',
  body: z.strictObject({ visits: z.array(visit).min(1).max(50) }),
  output: z.object({
    results: z.array(
      z.discriminatedUnion('is', [
        z.object({ is: z.literal('recorded'), visitId: id, caseId: id.nullable() }),
        z.object({ is: z.literal('refused'), visitId: id, code: z.string(), message: z.string() }),
      ]),
    ),
  }),
  errors: ['access.denied', 'input.invalid'],
})

export const visitEndpoints = { submitVisits }
