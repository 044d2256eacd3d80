import { z } from 'zod'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { matterCode } from './conduct-matters.ts'
import { defineEndpoint } from './endpoint.ts'

export const handEntryStates = ['proposed', 'seconded', 'approved', 'declined'] as const
export type HandEntryState = (typeof handEntryStates)[number]

export const handEntryStateLabels: Record<HandEntryState, string> = {
  proposed: '等人批',
  seconded: '组长同意了，等支部批',
  approved: '批了',
  declined: '没有批',
}

const matter = z.object({ code: matterCode, label: z.string(), unit: z.string() })

/** Of a matter's unit, in hundredths: two and a half hours are 250. */
const quantity = z.number().int().positive().max(1_000_000)

const handEntryRow = z.object({
  handEntryId: id,
  memberId: id,
  memberName: z.string(),
  orgId,
  orgName: z.string(),
  day,
  /** Either a matter with its quantity, or points by hand. */
  matter: matter.nullable(),
  quantity: quantity.nullable(),
  points: hundredths.nullable(),
  reason: z.string(),
  state: z.enum(handEntryStates),
  stateLabel: z.string(),
  steps: z.number().int(),
  /** By when the next word is due; null when it is decided. */
  dueOn: day.nullable(),
  /** The organisation that let the day pass. */
  letLieBy: z.string().nullable(),
  proposedByName: z.string(),
  proposedAt: instant,
  /** Who took the first of two steps. */
  secondedByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  abilities: z.object({ decide: z.boolean(), proposeAnew: z.boolean() }),
})

/** Those that wait first, then newest first. A member reads the own. */
export const listHandEntries = defineEndpoint({
  method: 'GET',
  path: '/hand-entries',
  summary: '记事和人工记分',
  access: 'signed-in',
  who: ['points.decide anywhere', 'points.propose anywhere'],
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    memberId: id.optional(),
    state: z.enum(handEntryStates).optional(),
  }),
  output: listOf(handEntryRow),
  errors: ['access.denied', 'not-found'],
})

/** What may be proposed for a member: the matters that the rules in force count stand first. */
export const getHandEntryTerms = defineEndpoint({
  method: 'GET',
  path: '/hand-entries/terms',
  summary: '可以提哪些事',
  access: 'signed-in',
  who: 'points.propose',
  query: z.object({ memberId: id }),
  output: z.object({
    memberName: z.string(),
    matters: z.array(matter.extend({ rule: z.string().nullable() })),
    abilities: z.object({ byHand: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** What it would give by the rules in force, and who would decide, before it is sent. */
export const previewHandEntry = defineEndpoint({
  method: 'GET',
  path: '/hand-entries/preview',
  summary: '提之前看看记几分',
  access: 'signed-in',
  who: 'points.propose',
  query: z.object({
    memberId: id,
    day,
    matter: matterCode,
    quantity: z.coerce.number().int().positive().max(1_000_000),
  }),
  output: z.object({
    points: z.number().int(),
    steps: z.number().int(),
    sentence: z.string(),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/**
 * A matter with its quantity, or points by hand (never nought; not for oneself). Nothing counts until others have
 * agreed. No evidence is asked for. The same once more after a no, and then not again.
 */
export const proposeHandEntry = defineEndpoint({
  method: 'POST',
  path: '/hand-entries',
  summary: '提一件事或人工记分',
  access: 'signed-in',
  who: 'points.propose',
  body: z
    .strictObject({
      memberId: id,
      day,
      matter: matterCode.nullable().default(null),
      quantity: quantity.nullable().default(null),
      points: hundredths
        .refine((points) => points !== 0, '分数不能是零')
        .nullable()
        .default(null),
      reason: line(200),
    })
    .refine((body) => (body.matter === null) === (body.quantity === null), {
      path: ['quantity'],
      message: '请写做了几次、几件。',
    })
    .refine((body) => (body.matter === null) !== (body.points === null), {
      path: ['matter'],
      message: '请选一件事，或者写几分，只写一样。',
    }),
  output: z.object({ handEntryId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** Never by who proposed it or took the step before, never about oneself or one's kin. Declining needs a note. */
export const decideHandEntry = defineEndpoint({
  method: 'POST',
  path: '/hand-entries/:handEntryId/decision',
  summary: '批一件事或人工记分',
  access: 'signed-in',
  who: 'points.decide',
  params: z.object({ handEntryId: id }),
  body: z.strictObject({ approve: z.boolean(), note: line(200).nullable().default(null) }),
  output: z.object({ handEntryId: id, state: z.enum(handEntryStates) }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const handEntryEndpoints = {
  listHandEntries,
  getHandEntryTerms,
  previewHandEntry,
  proposeHandEntry,
  decideHandEntry,
}
