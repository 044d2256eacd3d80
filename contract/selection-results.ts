import { z } from 'zod'
import { officeContact } from './boards.ts'
import { day, id, line, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { selectionStates } from './selections.ts'

const oneSelection = z.object({ selectionId: id })

const count = z.number().int().min(0).max(10_000)

const publishing = {
  /** The activity at which it took place. */
  activityId: id.nullable().default(null),
  /** Where objections are heard; as on the organisation's last list unless stated. */
  contact: officeContact.optional(),
}

/**
 * Counts of a secret ballot counted on the spot. Who is chosen follows from them by the rules of the ballot. One that
 * chooses nobody is kept as well, with why; the selection waits for the next.
 */
export const recordVote = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/vote',
  summary: '记下投票结果',
  access: 'signed-in',
  who: 'selections.run',
  params: oneSelection,
  body: z.strictObject({
    entitled: count.min(1),
    present: count.min(1),
    tallies: z
      .array(z.strictObject({ candidateId: id, for: count, against: count, abstain: count }))
      .min(1)
      .max(1000),
    ...publishing,
  }),
  output: z.object({
    selectionId: id,
    chosen: z.array(id),
    round: z.number().int(),
    /** Why nobody was chosen, in a sentence. */
    failed: z.string().nullable(),
  }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** By the committee, in words. */
export const decideSelection = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/decision',
  summary: '记下研究决定',
  access: 'signed-in',
  who: 'selections.run',
  params: oneSelection,
  body: z.strictObject({
    chosen: z.array(id).min(1).max(500),
    note: text(500).min(1, '请写怎么研究决定的'),
    ...publishing,
  }),
  output: z.object({ selectionId: id, chosen: z.array(id) }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** The other steps of its course; all but `close` and `publish` say why. */
export const takeSelectionStep = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/steps',
  summary: '评选往前或往回一步',
  access: 'signed-in',
  who: ['selections.run', 'boards.review'],
  params: oneSelection,
  body: z.strictObject({
    step: z.enum(['close', 'reopen', 'publish', 'return', 'recall', 'cancel']),
    note: line(200).nullable().default(null),
  }),
  output: z.object({
    selectionId: id,
    state: z.enum(selectionStates),
    /** Of a list that is published with this step. */
    path: z.string().nullable(),
    closesOn: day.nullable(),
  }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const selectionResultEndpoints = { recordVote, decideSelection, takeSelectionStep }
