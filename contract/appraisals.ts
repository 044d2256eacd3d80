import { z } from 'zod'
import { appraisalGrades } from './appraisal-grades.ts'
import { count } from './assessment-terms.ts'
import { day, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 民主评议党员: one round a year of a branch, from each member's own words to the grades that the level above confirms. */
export const appraisalStates = [
  'self',
  'mutual',
  'ballot',
  'proposed',
  'returned',
  'confirmed',
  'cancelled',
] as const
export type AppraisalState = (typeof appraisalStates)[number]
const state = z.enum(appraisalStates)
const grade = z.enum(appraisalGrades)

const year = z.number().int().min(2000).max(2999)
/** At most `most` outstanding of every `parts` who are graded; nationally one of three. */
const ceiling = z.object({ most: z.number().int(), parts: z.number().int() })
const selfWords = text(2000).min(1, '请写自评的内容')

const heading = z.object({
  roundId: id,
  orgId,
  orgName: z.string(),
  year,
  state,
  stateLabel: z.string(),
  /** By when the level above should have confirmed it. */
  dueOn: day.nullable(),
  /** Of those who take part, how many have written of themselves. */
  people: count,
  written: count,
})

/** Of the branches where one runs it, and of those below whose grades one confirms; the newest first. */
export const listAppraisals = defineEndpoint({
  method: 'GET',
  path: '/appraisals',
  summary: '民主评议党员',
  access: 'signed-in',
  who: ['appraisals.confirm anywhere', 'assessments.run anywhere'],
  query: z.object({ ...pageQuery, state: state.optional() }),
  output: listOf(heading).extend({
    /** Where one may be opened, with the years that have none yet. */
    mayOpenAt: z.array(z.object({ orgId, name: z.string(), years: z.array(year) })),
    /** Where the share of the outstanding may be set, and what counts there now. */
    mayLimitAt: z.array(ceiling.extend({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

/** A share for the branches at and below an organisation; never more than the national third. */
export const setAppraisalCeiling = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/appraisal-ceiling',
  summary: '定“优秀”最多占几分之几',
  access: 'signed-in',
  who: 'appraisals.confirm',
  params: z.object({ orgId }),
  body: z.strictObject({
    most: z.number().int().min(1).max(33),
    parts: z.number().int().min(3).max(100),
  }),
  output: z.object({ ceilingId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const openAppraisal = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/appraisals',
  summary: '开始一年的民主评议党员',
  access: 'signed-in',
  who: 'assessments.run here',
  params: z.object({ orgId }),
  body: z.strictObject({ year }),
  output: z.object({ roundId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const ofOne = { access: 'signed-in', params: z.object({ roundId: id }) } as const

const row = z.object({
  memberId: id,
  name: z.string(),
  /** Takes part without a grade, and why. */
  excused: z.string().nullable(),
  hasWritten: z.boolean(),
  /** What the member wrote; for the branch alone. */
  self: z
    .object({ words: z.string(), onPaper: z.boolean(), byName: z.string().nullable(), at: instant })
    .nullable(),
  /** How many gave each grade, in their order; for the branch alone, once two people have confirmed the count. */
  votes: z.array(z.number().int()).nullable(),
  /** What revisits of the year found of the work at enterprises (两员), in words; for the branch alone, and no grade follows. */
  inspections: z.array(z.string()).nullable(),
  /** As it was proposed last. */
  proposed: z.object({ grade: grade.nullable(), reason: z.string().nullable() }).nullable(),
  /** As it was confirmed. */
  grade: grade.nullable(),
})

export const getAppraisal = defineEndpoint({
  ...ofOne,
  method: 'GET',
  path: '/appraisals/:roundId',
  who: ['appraisals.confirm above', 'assessments.run here'],
  summary: '一年的民主评议党员',
  output: z.object({
    round: heading.extend({
      ceiling,
      /** How many of those graded may be outstanding. */
      outstandingAtMost: count,
      metOn: day.nullable(),
      ballot: z
        .object({
          assessmentId: id,
          stateLabel: z.string(),
          issued: count.nullable(),
          valid: count.nullable(),
          confirmed: z.boolean(),
          cancelled: z.boolean(),
        })
        .nullable(),
    }),
    /** In the order of the register. */
    rows: z.array(row),
    history: z.array(
      z.object({
        label: z.string(),
        byName: z.string().nullable(),
        at: instant,
        note: z.string().nullable(),
      }),
    ),
    abilities: z.object({
      writeFor: z.boolean(),
      mutual: z.boolean(),
      ballot: z.boolean(),
      propose: z.boolean(),
      confirm: z.boolean(),
      return: z.boolean(),
      reopen: z.boolean(),
      cancel: z.boolean(),
      revoke: z.boolean(),
      /** To the ballot's own page. */
      count: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

const stepped = z.object({ state })
const stepErrors = ['access.denied', 'not-found', 'state.wrong', 'input.invalid'] as const

/** For a member who wrote on paper; another text takes the place of the first until the ballot. */
export const writeSelfFor = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/selves',
  who: 'assessments.run here',
  summary: '照纸上的替党员记下自评',
  body: z.strictObject({ memberId: id, words: selfWords }),
  output: z.object({ roundId: id }),
  errors: stepErrors,
})

export const noteMutual = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/mutual',
  who: 'assessments.run here',
  summary: '互评过了',
  body: z.strictObject({ day }),
  output: stepped,
  errors: stepErrors,
})

/** Opens the secret ballot; it is answered, counted by two and confirmed on its own page. */
export const openBallot = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/ballot',
  who: 'assessments.run here',
  summary: '开始测评投票',
  body: z.strictObject({ way: z.enum(['paper', 'phone']) }),
  output: z.object({ state, assessmentId: id }),
  errors: [...stepErrors, 'conflict.duplicate'],
})

/** By the branch committee: a grade for everybody, or that somebody did not attend and why. */
export const proposeGrades = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/proposal',
  who: 'assessments.run here',
  summary: '支委会提出等次',
  body: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          memberId: id,
          grade: grade.nullable(),
          /** May be left out for 合格 alone. */
          reason: line(200).nullable().default(null),
        }),
      )
      .max(1000),
    note: line(200).nullable().default(null),
  }),
  output: stepped,
  errors: stepErrors,
})

export const takeAppraisalStep = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/steps',
  who: 'appraisals.confirm above',
  summary: '审定、退回、重开、取消、撤销',
  body: z.strictObject({
    step: z.enum(['confirm', 'return', 'reopen', 'cancel', 'revoke']),
    note: line(200).nullable().default(null),
  }),
  output: stepped,
  errors: stepErrors,
})

/** One's own rounds: what one wrote, and what came of it. */
export const listOwnAppraisals = defineEndpoint({
  method: 'GET',
  path: '/appraisals/mine',
  summary: '我的民主评议',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    rows: z.array(
      z.object({
        roundId: id,
        orgName: z.string(),
        year,
        state,
        stateLabel: z.string(),
        /** Takes part without a grade, and why. */
        excused: z.string().nullable(),
        self: z.object({ words: z.string(), onPaper: z.boolean(), at: instant }).nullable(),
        /** The secret ballot, while one may answer by phone. */
        ballotId: id.nullable(),
        grade: grade.nullable(),
        reason: z.string().nullable(),
        /** What revisits of the year found of one's own work at enterprises, in words. */
        inspections: z.array(z.string()),
        /** What an objection is about. */
        factId: id.nullable(),
        abilities: z.object({ write: z.boolean(), object: z.boolean() }),
      }),
    ),
  }),
})

export const writeOwnSelf = defineEndpoint({
  ...ofOne,
  method: 'POST',
  path: '/appraisals/:roundId/self',
  who: 'own',
  summary: '写我的自评',
  body: z.strictObject({ words: selfWords }),
  output: z.object({ roundId: id }),
  errors: ['not-found', 'state.wrong', 'input.invalid'],
})

export const appraisalEndpoints = {
  listAppraisals,
  setAppraisalCeiling,
  openAppraisal,
  getAppraisal,
  writeSelfFor,
  noteMutual,
  openBallot,
  proposeGrades,
  takeAppraisalStep,
  listOwnAppraisals,
  writeOwnSelf,
}
