import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { month } from './visit-lists.ts'

const figures = {
  /** On the register there. */
  households: z.number().int(),
  /** Of these, those where somebody stood in the month; and those where somebody was at home. */
  visited: z.number().int(),
  met: z.number().int(),
  visits: z.number().int(),
}

/**
 * Exactly what is public of a month's visits: counts by place. No household, no address, no telephone and no visitor: how
 * many people visited is told, never who how often.
 */
const visitNoticeSnapshot = z.object({
  version: z.literal(1),
  orgName: z.string(),
  /** Whose notice board it hangs on. */
  placeName: z.string(),
  month,
  /** The day on which the figures were drawn up. */
  asOf: day,
  totals: z.object({
    ...figures,
    visitors: z.number().int(),
    /** Demands that were heard on the doorstep, and how many of them are done and confirmed. */
    demands: z.number().int(),
    settled: z.number().int(),
  }),
  purposes: z.array(z.object({ label: z.string(), visits: z.number().int() })),
  /** What lies right below the place: grids of a village, villages of a township. What is very small stands together. */
  rows: z.array(z.object({ name: z.string(), ...figures })),
})
export type VisitNoticeSnapshot = z.output<typeof visitNoticeSnapshot>

const notice = z.object({
  noticeId: id,
  orgId,
  orgName: z.string(),
  month,
  publishedByName: z.string(),
  publishedOn: day,
  expiresOn: day,
  state: z.enum(['standing', 'expired', 'withdrawn']),
  withdrawnOn: day.nullable(),
  withdrawReason: z.string().nullable(),
  /** Of the page that anyone may read, while it stands. */
  path: z.string().nullable(),
})
export type VisitNotice = z.output<typeof notice>

/** What would be published of a month, as it is now, beside what was published of it. */
export const previewVisitNotice = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/visit-notice',
  summary: '一个月的走访公开，先看一看',
  access: 'signed-in',
  who: 'visits.read',
  params: z.object({ orgId }),
  /** The month before this one unless stated. */
  query: z.object({ month: month.optional() }),
  output: z.object({
    month,
    snapshot: visitNoticeSnapshot,
    /** What keeps it from being published, in a sentence: a number in a name, a month that is not over. */
    hindrance: z.string().nullable(),
    /** That this account looked at these figures: to be sent with the wish to publish them. */
    seen: z.string().nullable(),
    /** The newest first; at most one stands. */
    notices: z.array(notice),
    /** The figures are others than those that stand before the public. */
    changed: z.boolean(),
    abilities: z.object({ publish: z.boolean(), withdraw: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** Notices of the places where this reader reads visits, the newest first. */
export const listVisitNotices = defineEndpoint({
  method: 'GET',
  path: '/visit-notices',
  summary: '公开过的走访',
  access: 'signed-in',
  who: 'visits.read anywhere',
  query: z.object(pageQuery),
  output: listOf(notice).extend({
    /** The places of this reader, to look at a month of theirs. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

/** Puts the counts of a month that is over before the public, for a month, at an address that nobody can guess. */
export const publishVisitNotice = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/visit-notices',
  summary: '公开一个月的走访',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ orgId }),
  body: z.strictObject({
    month,
    /** From the preview; without it, or where the figures have changed since, nothing is published. */
    seen: z.string().max(400).nullable().default(null),
  }),
  output: z.object({ noticeId: id, path: z.string(), expiresOn: day }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const withdrawVisitNotice = defineEndpoint({
  method: 'POST',
  path: '/visit-notices/:noticeId/withdrawal',
  summary: '撤回走访公开',
  access: 'signed-in',
  who: 'visits.check',
  params: z.object({ noticeId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ noticeId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const visitNoticeEndpoints = {
  previewVisitNotice,
  listVisitNotices,
  publishVisitNotice,
  withdrawVisitNotice,
}
