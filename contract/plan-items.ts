import { z } from 'zod'
import { planActivity } from './activities.ts'
import { activityKinds } from './activity-kinds.ts'
import { line } from './common.ts'

const heading = planActivity.body.shape

/**
 * How often, as RFC 5545 writes it, inside one calendar year: weeks, months or a year, by day of the week, day of the
 * month and month. Neither beginning nor end: those are the plan's. `FREQ=MONTHLY;BYMONTHDAY=10`.
 */
export const recurrence = z
  .string()
  .max(120)
  .regex(
    /^FREQ=(WEEKLY|MONTHLY|YEARLY)(;(INTERVAL=[1-9]\d?|BYDAY=[-+,\dA-Z]+|BYMONTHDAY=[-,\d]+|BYMONTH=[,\d]+|BYSETPOS=-?[1-4]))*$/,
    '周期写得不对，请重新选。',
  )

/** Where a day off is moved to, never out of its month (of a weekly one, its week); `none`: it stays and is shown. */
export const shifts = ['before', 'after', 'none'] as const
export type Shift = (typeof shifts)[number]

export const planEntry = z.strictObject({
  /** None: a reminder without a roll, such as 谈心谈话. */
  kind: z.enum(activityKinds).nullable(),
  title: line(40),
  theme: line(40).nullable().default(null),
  /** The work that it is tied to: 冬修水利. */
  work: line(40).nullable().default(null),
  ledBy: line(40).nullable().default(null),
  rrule: recurrence,
  shift: z.enum(shifts).default('before'),
  startsAt: heading.startsAt,
  endsAt: heading.endsAt,
  place: heading.place,
  note: line(200).nullable().default(null),
})
export type PlanEntry = z.output<typeof planEntry>

export const templateEntry = planEntry.extend({
  /** On the organisation's own day of the month, where it has one for what this answers. */
  ownDay: z.boolean().default(false),
})
export type TemplateEntry = z.output<typeof templateEntry>
