import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 记了 → 记得好: whether the minutes tell what was said and decided. Their length is no measure and is not kept. */
export const minutesGrades = ['done', 'well'] as const
export type MinutesGrade = (typeof minutesGrades)[number]
export const minutesGradeLabels: Record<MinutesGrade, string> = { done: '记了', well: '记得好' }

const ofActivity = { access: 'signed-in', params: z.object({ activityId: id }) } as const

const review = z.object({
  grade: z.enum(minutesGrades),
  gradeLabel: z.string(),
  sentence: z.string(),
  byName: z.string(),
  at: instant,
  /** Of minutes that have been corrected since. */
  outdated: z.boolean(),
  /** The second view stands in the place of the first. */
  second: z.boolean(),
})

/** What is said of one meeting's minutes; to those who hold it and to those above. */
export const getMinutesReview = defineEndpoint({
  ...ofActivity,
  method: 'GET',
  path: '/activities/:activityId/minutes-review',
  who: 'activities.read',
  summary: '记录评得怎么样',
  output: z.object({
    reviews: z.array(review),
    asked: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
    abilities: z.object({ review: z.boolean(), askAgain: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const reviewMinutes = defineEndpoint({
  ...ofActivity,
  method: 'POST',
  path: '/activities/:activityId/minutes-review',
  who: 'minutes.review above',
  summary: '评会议记录',
  body: z.strictObject({ grade: z.enum(minutesGrades), sentence: line(200) }),
  output: z.object({ grade: z.enum(minutesGrades) }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate', 'input.invalid'],
})

/** Who wrote them asks somebody else above to look. */
export const askSecondView = defineEndpoint({
  ...ofActivity,
  method: 'POST',
  path: '/activities/:activityId/minutes-review/second-view',
  who: 'activities.write',
  summary: '请另一个人再看一遍',
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ activityId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** What waits for a reader above: second views first, then in the order of the days. Nobody is ranked by it. */
export const listMinutesToReview = defineEndpoint({
  method: 'GET',
  path: '/minutes',
  summary: '要看的会议记录',
  access: 'signed-in',
  who: 'minutes.review anywhere',
  query: z.object(pageQuery),
  output: listOf(
    z.object({
      activityId: id,
      title: z.string(),
      orgName: z.string(),
      day,
      minutes: z.string(),
      second: z.boolean(),
    }),
  ),
  errors: ['access.denied'],
})

/** How minutes look on paper, as the office has always had it. `{org}`, `{year}`, `{no}` are filled in. */
export const paperForm = z.strictObject({
  title: line(60),
  number: line(60),
  /** What stands at the foot to be signed by hand. */
  signatures: z.array(line(20)).min(1).max(6),
  /** Room for a photo, to be glued in by whoever likes to; none is ever asked for. */
  photo: z.boolean(),
  foot: text(300).default(''),
})
export type PaperForm = z.output<typeof paperForm>

/** Its own form, else that of the nearest above, else the one that is shipped. */
export const getMinutesForm = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/minutes-form',
  summary: '会议记录的样式',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  output: z.object({
    form: paperForm,
    orgName: z.string().nullable(),
    own: z.boolean(),
    abilities: z.object({ change: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const setMinutesForm = defineEndpoint({
  method: 'PUT',
  path: '/organisations/:orgId/minutes-form',
  summary: '定会议记录的样式',
  access: 'signed-in',
  who: 'requirements.write',
  params: z.object({ orgId }),
  body: paperForm,
  output: z.object({ orgId }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

const file = {
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'state.wrong'],
} as const

export const getMinutesWord = defineEndpoint({
  ...ofActivity,
  ...file,
  method: 'GET',
  path: '/activities/:activityId/minutes.docx',
  who: 'activities.read',
  summary: '会议记录（Word）',
})

export const getMinutesPdf = defineEndpoint({
  ...ofActivity,
  ...file,
  method: 'GET',
  path: '/activities/:activityId/minutes.pdf',
  who: 'activities.read',
  summary: '会议记录（PDF）',
})

export const minutesEndpoints = {
  getMinutesReview,
  reviewMinutes,
  askSecondView,
  listMinutesToReview,
  getMinutesForm,
  setMinutesForm,
  getMinutesWord,
  getMinutesPdf,
}
