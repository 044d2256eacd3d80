import { z } from 'zod'
import { day, id, instant, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** How far the three stages have come. `begun` is there only while the first word is being written. */
export const reviewStates = [
  'begun',
  'agreed',
  'change-asked',
  'changed',
  'attended',
  'guided',
  'answered',
  'sound',
] as const
export type ReviewState = (typeof reviewStates)[number]

/** Before: the theme. During: was there. After: faults and guidance, and what the branch did about them. */
export const reviewSteps = [
  'agree',
  'ask-change',
  'change',
  'attend',
  'guide',
  'find-sound',
  'answer',
] as const
export type ReviewStep = (typeof reviewSteps)[number]

const ofActivity = { access: 'signed-in', params: z.object({ activityId: id }) } as const
const state = z.enum(reviewStates)

const row = z.object({
  activityId: id,
  orgId,
  orgName: z.string(),
  title: z.string(),
  day,
  /** None: nobody has said anything. The branch goes on all the same. */
  state: state.nullable(),
  stateLabel: z.string(),
})

/** What the contact leader said of one meeting and what the branch answered, for the two and for those above. */
export const getStageReview = defineEndpoint({
  ...ofActivity,
  method: 'GET',
  path: '/activities/:activityId/stage-review',
  who: 'activities.read',
  summary: '一次活动的三审',
  output: row.extend({
    kindLabel: z.string(),
    startsAt: z.string().nullable(),
    place: z.string().nullable(),
    parts: z.array(z.string()),
    leaders: z.array(z.string()),
    /** Until when the branch should answer. */
    dueOn: day.nullable(),
    history: z.array(
      z.object({
        step: z.enum(reviewSteps),
        label: z.string(),
        byName: z.string().nullable(),
        at: instant,
        note: z.string().nullable(),
      }),
    ),
    /** The steps that the reader may take today. */
    abilities: z.object({
      agree: z.boolean(),
      askChange: z.boolean(),
      change: z.boolean(),
      attend: z.boolean(),
      guide: z.boolean(),
      findSound: z.boolean(),
      answer: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const takeReviewStep = defineEndpoint({
  ...ofActivity,
  method: 'POST',
  path: '/activities/:activityId/stage-review',
  // To agree, which comes first; a branch's own words in between are `activities.write` (contact-leaders/procedure.ts).
  who: 'contacts.accompany',
  summary: '审主题、到会、会后指导、答复',
  body: z.strictObject({
    step: z.enum(reviewSteps),
    note: text(500).min(1).nullable().default(null),
  }),
  output: z.object({ activityId: id, state }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Meetings of organisations that have a leader, at and below one, the newest first. No count of who said how much. */
export const listStageReviews = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/stage-reviews',
  summary: '三审记录',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ ...pageQuery, state: z.union([state, z.literal('none')]).optional() }),
  output: listOf(row).extend({ orgName: z.string() }),
  errors: ['access.denied', 'not-found'],
})

export const stageReviewEndpoints = { getStageReview, takeReviewStep, listStageReviews }
