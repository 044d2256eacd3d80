import { z } from 'zod'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { factAttributes } from './facts.ts'

/** Who gives the marks. Members and the committee are in the register; of the others only the number is known. */
const assessors = factAttributes.assessment.shape.by
export type Assessors = z.output<typeof assessors>
export const assessorLabels: Record<Assessors, string> = {
  peers: '党员互评',
  committee: '支委会',
  villagers: '群众代表',
  superior: '上级党组织',
}

/**
 * How it is answered. `paper`: sheets, counted by two. `phone`: a member's own phone or a sheet, whichever they like.
 * `hands`: openly in the meeting.
 */
const way = z.enum(['paper', 'phone', 'hands'])
export type AssessmentWay = z.output<typeof way>
export const wayLabels: Record<AssessmentWay, string> = {
  paper: '纸票，不记名',
  phone: '手机或者纸票，不记名',
  hands: '会上举手',
}

const count = z.number().int().min(0).max(10_000)
const questions = z.array(line(30)).min(1).max(8)
/** Marks for the grades, each in hundredths; or whole marks from the least to the most. */
const scale = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grades'),
    grades: z
      .array(z.strictObject({ label: line(10), mark: hundredths.min(0).max(100_00) }))
      .min(2)
      .max(6),
  }),
  z.strictObject({
    kind: z.literal('range'),
    least: z.number().int().min(0).max(99),
    most: z.number().int().min(1).max(100),
  }),
])
export type AssessmentScale = z.output<typeof scale>

/** A survey as data: what is asked, and how a mark comes of the answers. */
const survey = z.object({ name: z.string(), questions: z.array(z.string()), scale })
export type Survey = z.output<typeof survey>

const state = z.enum(['answering', 'counted', 'returned', 'confirmed', 'cancelled'])
export type AssessmentState = z.output<typeof state>

const heading = z.object({
  assessmentId: id,
  orgId,
  orgName: z.string(),
  title: z.string(),
  from: day,
  to: day,
  /** On which the marks count. */
  day,
  assessors,
  assessorsLabel: z.string(),
  way,
  wayLabel: z.string(),
  state,
  stateLabel: z.string(),
})

/** Of the branches where one runs them. Nobody sees who has answered: there is only the number. */
export const listAssessments = defineEndpoint({
  method: 'GET',
  path: '/assessments',
  summary: '民主评议',
  access: 'signed-in',
  query: z.object({ ...pageQuery }),
  output: listOf(heading.extend({ answered: count, entitled: count })).extend({
    mayOpenAt: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

const person = z.object({ memberId: id, name: z.string() })

/** What is known before one is opened: who is assessed, who is not and why, how many would answer, what may be asked. */
export const getAssessmentForm = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/assessment-form',
  summary: '开评议之前已经知道的',
  access: 'signed-in',
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

/** By question: of grades how many chose each; of a range how many gave a mark, and the marks added up. */
const counts = z.array(z.array(z.number().int().min(0).max(1_000_000)).max(6)).max(8)

const result = z.object({
  /** Those who gave this member a mark; none where they were fewer than the minimum: then nothing is said. */
  answered: count.nullable(),
  counts: counts.nullable(),
  mark: hundredths.nullable(),
})

export const getAssessment = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/assessments/:assessmentId',
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
  summary: '核对、退回、取消',
  body: z.strictObject({
    step: z.enum(['confirm', 'return', 'cancel']),
    note: line(200).nullable().default(null),
  }),
  output: z.object({ state }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** What one may answer now, and how one was assessed oneself. Nobody is asked to. */
export const listOwnAssessments = defineEndpoint({
  method: 'GET',
  path: '/assessments/mine',
  summary: '我的评议',
  access: 'signed-in',
  output: z.object({
    open: z.array(heading.extend({ had: z.boolean() })),
    results: z.array(heading.extend({ mark: hundredths.nullable() })),
  }),
})

export const getOwnAssessment = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/assessments/:assessmentId/mine',
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

export const assessmentEndpoints = {
  listAssessments,
  getAssessmentForm,
  openAssessment,
  listOwnAssessments,
  getAssessment,
  getAssessmentSheetPdf,
  handOutSheet,
  setAsidePhoneAnswers,
  countAssessment,
  takeAssessmentStep,
  getOwnAssessment,
  answerAssessment,
}
