import { z } from 'zod'
import { count, heading, person, result, scale } from './assessment-terms.ts'
import { hundredths, id } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const ofOne = { access: 'signed-in', params: z.object({ assessmentId: id }) } as const

/** What one may answer now, and how one was assessed oneself. Nobody is asked to. */
export const listOwnAssessments = defineEndpoint({
  method: 'GET',
  path: '/assessments/mine',
  summary: '我的评议',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    open: z.array(heading.extend({ had: z.boolean() })),
    results: z.array(heading.extend({ mark: hundredths.nullable() })),
  }),
})

export const getOwnAssessment = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/assessments/:assessmentId/mine',
  who: 'own',
  summary: '我来评，或者我的结果',
  output: z.object({
    assessment: heading.extend({ questions: z.array(z.string()), scale, minimum: count }),
    /** `may`: not yet answered; `had`: by phone or by a sheet, it is not said which. */
    ballot: z.object({ may: z.boolean(), had: z.boolean(), people: z.array(person) }).nullable(),
    result: result.nullable(),
  }),
  errors: ['not-found'],
})

/**
 * A secret answer. What comes back says nothing of it, and nothing that is kept joins it to who gave it: `nonce`, made
 * by the phone and kept nowhere, hides the answer in the fingerprint by which a repeated request is known.
 */
export const answerAssessment = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/assessments/:assessmentId/answer',
  who: 'own',
  summary: '不记名评议',
  body: z.strictObject({
    nonce: z.uuid({ version: 'v4' }),
    rows: z
      .array(
        z.strictObject({
          memberId: id,
          /** By question: which grade, or the mark; none is no opinion. */
          choices: z.array(z.number().int().min(0).max(100).nullable()).max(8),
        }),
      )
      .max(1000),
  }),
  output: z.object({ assessmentId: id }),
  errors: ['not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

export const ownAssessmentEndpoints = { listOwnAssessments, getOwnAssessment, answerAssessment }
