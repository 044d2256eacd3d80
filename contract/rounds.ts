import { z } from 'zod'
import { day, id, instant, line, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { entryKinds } from './households.ts'

/**
 * What a phone carries: the households of the grids that this person visits, and, for those of today's round alone, what
 * is sensitive in clear. It is kept encrypted on the phone and forgotten when its day is over.
 */
export const carriedHouseholds = 2_000

/** A row is short: five hundred of them go through a village's line. */
const carried = z.object({
  id,
  org: orgId,
  address: z.string(),
  place: smallNumber.nullable(),
  contact: z.string().nullable(),
  heads: z.number().int(),
  isNew: z.boolean(),
  version: z.number().int(),
  /** What is agreed or asked for here, each without its text: `care:visit`. */
  entries: z.array(z.string()),
  /** A telephone with its middle hidden. */
  phone: z.string().nullable(),
  /** The last visit of anybody: its day and what came of it. */
  last: z.object({ on: day, met: z.boolean() }).nullable(),
  /** Requests and wishes of this household that are not closed. */
  open: z.number().int(),
  /** Planned for this person in this month, or due by a rhythm of care or a campaign: the day by which. */
  due: day.nullable(),
})
export type CarriedHousehold = z.output<typeof carried>

/**
 * The first time everything, afterwards what changed since `cursor`. A row may come twice and is then the same; a row that
 * left (struck off, over its day, another grid) stands in `gone`. `whole` says that what the phone has is to be replaced:
 * the grids of this person are others than before.
 */
export const readHolding = defineEndpoint({
  method: 'GET',
  path: '/rounds/holding',
  summary: '入户要带的住户册',
  access: 'signed-in',
  who: 'visits.write anywhere',
  query: z.object({ cursor: z.string().max(120).optional() }),
  output: z.object({
    cursor: z.string(),
    whole: z.boolean(),
    grids: z.array(z.object({ orgId, name: z.string() })),
    places: z.array(z.object({ placeId: smallNumber, name: z.string() })),
    rows: z.array(carried),
    gone: z.array(id),
    /** Until when a phone may keep this. */
    keepUntil: instant,
  }),
  errors: ['access.denied', 'input.invalid'],
})

/** Takes households along on today's round: their sensitive entries in clear, each look on record with the round as reason. */
export const takeRound = defineEndpoint({
  method: 'POST',
  path: '/rounds',
  summary: '带上今天要走的住户',
  access: 'signed-in',
  who: 'households.read',
  body: z.strictObject({ householdIds: z.array(id).min(1).max(60) }),
  output: z.object({
    roundId: id,
    keepUntil: instant,
    entries: z.array(
      z.object({
        householdId: id,
        entryId: id,
        kind: z.enum(entryKinds),
        purposeLabel: z.string(),
        value: z.string(),
        expiresOn: day,
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

/** The fields of a household that a phone may change without a line, each for itself. */
export const mergeable = ['address', 'placeId', 'contact', 'headCount'] as const
export type Mergeable = (typeof mergeable)[number]

/**
 * Changes single fields on the ground of an older version. A field that nobody else touched since is taken over; one that
 * somebody changed to something else stays as it stands, both sides are kept, and a person is asked.
 */
export const mergeHousehold = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/merges',
  summary: '没有网络时改的住户信息',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ householdId: id }),
  body: z.strictObject({
    version: z.number().int().min(1),
    changes: z
      .strictObject({
        address: line(80),
        placeId: smallNumber.nullable(),
        contact: line(30).nullable(),
        headCount: z.number().int().min(1).max(50),
      })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, '没有改动'),
  }),
  output: z.object({
    householdId: id,
    version: z.number().int(),
    merged: z.array(z.enum(mergeable)),
    /** What waits for a person. */
    conflicts: z.array(z.object({ conflictId: id, field: z.enum(mergeable) })),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const side = z.object({ value: z.string().nullable(), by: z.string(), at: instant })

export const listMergeConflicts = defineEndpoint({
  method: 'GET',
  path: '/rounds/conflicts',
  summary: '两边都改过、等人定的',
  access: 'signed-in',
  who: 'households.write anywhere',
  output: z.object({
    rows: z.array(
      z.object({
        conflictId: id,
        householdId: id,
        address: z.string(),
        field: z.enum(mergeable),
        fieldLabel: z.string(),
        /** Of the field, as it is on the screen: goes back with the settlement. */
        version: z.number().int(),
        /** What stands in the register, and what was brought along. */
        stands: side,
        brought: side,
      }),
    ),
  }),
  errors: ['access.denied'],
})

export const settleMergeConflict = defineEndpoint({
  method: 'POST',
  path: '/rounds/conflicts/:conflictId/settlement',
  summary: '定下用哪一边',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ conflictId: id }),
  body: z.strictObject({ take: z.enum(['stands', 'brought']), version: z.number().int().optional() }),
  output: z.object({ householdId: id, version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'version.stale', 'conflict.duplicate'],
})

export const roundEndpoints = {
  readHolding,
  takeRound,
  mergeHousehold,
  listMergeConflicts,
  settleMergeConflict,
}
