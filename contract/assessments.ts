import { z } from 'zod'
import {
  assessors,
  count,
  counts,
  heading,
  person,
  questions,
  result,
  scale,
  state,
  survey,
  way,
} from './assessment-terms.ts'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Of the branches where one runs them. Nobody sees who has answered: there is only the number. */
export const listAssessments = defineEndpoint({
  method: 'GET',
  path: '/assessments',
  summary: '民主评议',
  access: 'signed-in',
  who: 'assessments.run anywhere',
  query: z.object({ ...pageQuery }),
  output: listOf(heading.extend({ answered: count, entitled: count })).extend({
    mayOpenAt: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

/** What is known before one is opened: who is assessed, who is not and why, how many would answer, what may be asked. */
export const getAssessmentForm = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/assessment-form',
  summary: '开评议之前已经知道的',
  access: 'signed-in',
  who: 'assessments.run here',
  params: z.object({ orgId }),
  query: z.object({ day: day.optional() }),
  output: z.object({
    orgName: z.string(),
    assessed: z.array(person),
    excused: z.array(person.extend({ why: z.string() })),
    assessors: z.array(z.object({ assessors, label: z.string(), known: count.nullable() })),
    ways: z.array(z.object({ way, label: z.string() })),
    /** The product's, and what this branch asked before. */
    surveys: z.array(survey),
  }),
  errors: ['access.denied', 'not-found'],
})

export const openAssessment = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/assessments',
  summary: '开一次民主评议',
  access: 'signed-in',
  who: 'assessments.run here',
  params: z.object({ orgId }),
  body: z.strictObject({
    title: line(60),
    from: day,
    to: day,
    day,
    assessors,
    way,
    questions,
    scale,
    /** Fewer answers than this give no result. */
    minimum: z.number().int().min(3).max(50).default(5),
    /** How many may answer, where the register does not know it. */
    entitled: count.min(1).nullable().default(null),
  }),
  output: z.object({ assessmentId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const ofOne = { access: 'signed-in', params: z.object({ assessmentId: id }) } as const

export const getAssessment = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/assessments/:assessmentId',
  who: 'assessments.run here',
  summary: '一次民主评议',
  output: z.object({
    assessment: heading.extend({
      questions: z.array(z.string()),
      scale,
      minimum: count,
      entitled: count,
      answeredByPhone: count,
      handedOut: count,
      issued: count.nullable(),
      returned: count.nullable(),
      invalid: count.nullable(),
      tellers: z.array(person),
    }),
    /** In the order of the register, whatever the marks are. */
    rows: z.array(
      person.extend({
        excused: z.string().nullable(),
        /** The sheets, while they are counted and checked. */
        counted: counts.nullable(),
        result: result.nullable(),
      }),
    ),
    /** Who may be given a sheet; nothing is said of who has had one. */
    voters: z.array(person),
    /** Who may count. */
    people: z.array(person),
    history: z.array(
      z.object({
        label: z.string(),
        byName: z.string().nullable(),
        at: instant,
        note: z.string().nullable(),
      }),
    ),
    abilities: z.object({
      handOut: z.boolean(),
      setAside: z.boolean(),
      count: z.boolean(),
      recount: z.boolean(),
      confirm: z.boolean(),
      return: z.boolean(),
      cancel: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Sheets without a name of who fills them in, and the one on which two people count. */
export const getAssessmentSheetPdf = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/assessments/:assessmentId/sheets.pdf',
  who: 'assessments.run here',
  summary: '评议票、计票单（PDF）',
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found'],
})

/** Notes that this member takes a sheet, so that the phone takes no second answer. One at a time, as at a table. */
export const handOutSheet = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/assessments/:assessmentId/sheets',
  who: 'assessments.run here',
  summary: '发一张纸票',
  body: z.strictObject({ memberId: id }),
  output: z.object({ handedOut: count }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

/** Too few have answered by phone to be told apart from nobody: their answers go, and they take a sheet. */
export const setAsidePhoneAnswers = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/assessments/:assessmentId/set-aside',
  who: 'assessments.run here',
  summary: '手机上太少，改用纸票',
  body: z.strictObject({}),
  output: z.object({ assessmentId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The sheets as two people counted them; of a result that stands already, a recount with its reason. */
export const countAssessment = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/assessments/:assessmentId/count',
  who: 'assessments.run here',
  summary: '记计票结果',
  body: z.strictObject({
    /** Known already where sheets are handed out by name. */
    issued: count.nullable().default(null),
    returned: count,
    invalid: count,
    tellerIds: z.array(id).length(2),
    rows: z.array(z.strictObject({ memberId: id, counts })).max(1000),
    note: line(200).nullable().default(null),
  }),
  output: z.object({ assessmentId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const takeAssessmentStep = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/assessments/:assessmentId/steps',
  who: 'assessments.run here',
  summary: '核对、退回、取消',
  body: z.strictObject({
    step: z.enum(['confirm', 'return', 'cancel']),
    note: line(200).nullable().default(null),
  }),
  output: z.object({ state }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const assessmentEndpoints = {
  listAssessments,
  getAssessmentForm,
  openAssessment,
  getAssessment,
  getAssessmentSheetPdf,
  handOutSheet,
  setAsidePhoneAnswers,
  countAssessment,
  takeAssessmentStep,
}
