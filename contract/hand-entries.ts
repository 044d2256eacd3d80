import { z } from 'zod'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const handEntryStates = ['proposed', 'approved', 'declined'] as const
export type HandEntryState = (typeof handEntryStates)[number]

export const handEntryStateLabels: Record<HandEntryState, string> = {
  proposed: '等人批',
  approved: '批了',
  declined: '没有批',
}

const handEntryRow = z.object({
  handEntryId: id,
  memberId: id,
  memberName: z.string(),
  orgId,
  orgName: z.string(),
  day,
  points: hundredths,
  reason: z.string(),
  state: z.enum(handEntryStates),
  stateLabel: z.string(),
  proposedByName: z.string(),
  proposedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  abilities: z.object({ decide: z.boolean() }),
})

/** Those that wait first, then newest first. A member reads the own. */
export const listHandEntries = defineEndpoint({
  method: 'GET',
  path: '/hand-entries',
  summary: '人工记分',
  access: 'signed-in',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    memberId: id.optional(),
    state: z.enum(handEntryStates).optional(),
  }),
  output: listOf(handEntryRow),
  errors: ['access.denied', 'not-found'],
})

/** Nothing counts until a second person has agreed. Points may be negative, never nought. */
export const proposeHandEntry = defineEndpoint({
  method: 'POST',
  path: '/hand-entries',
  summary: '提出人工记分',
  access: 'signed-in',
  body: z.strictObject({
    memberId: id,
    day,
    points: hundredths.refine((points) => points !== 0, '分数不能是零'),
    reason: line(200),
  }),
  output: z.object({ handEntryId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Never by the one who proposed it, never about oneself. Declining needs a note. */
export const decideHandEntry = defineEndpoint({
  method: 'POST',
  path: '/hand-entries/:handEntryId/decision',
  summary: '批人工记分',
  access: 'signed-in',
  params: z.object({ handEntryId: id }),
  body: z.strictObject({ approve: z.boolean(), note: line(200).nullable().default(null) }),
  output: z.object({ handEntryId: id, state: z.enum(handEntryStates) }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const handEntryEndpoints = { listHandEntries, proposeHandEntry, decideHandEntry }
