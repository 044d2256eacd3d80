import { z } from 'zod'
import { planActivity } from './activities.ts'
import { activityKinds } from './activity-kinds.ts'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { conflict } from './day-conflicts.ts'
import { defineEndpoint } from './endpoint.ts'
import { orgKinds } from './organisations.ts'
import { planEntry, templateEntry } from './plan-items.ts'

const year = z.coerce.number().int().min(2000).max(2999)
const version = z.number().int().min(1)
const orgYear = z.object({ orgId, year })

/** What is planned, and who holds it: the organisation itself or one of its groups. */
const entry = planEntry.extend({ orgId })
export type HeldEntry = z.output<typeof entry>

/**
 * `open`: in the plan, nobody is called yet; `planned`: an activity, its day is to come or it is not recorded; `held`
 * recorded; `cancelled`; `note`: a reminder that has no roll.
 */
export const occurrenceStates = ['open', 'planned', 'held', 'cancelled', 'note'] as const
export type OccurrenceState = (typeof occurrenceStates)[number]

const occurrence = z.object({
  /** The entry that it comes from; null: held or planned besides the plan. */
  no: z.number().int().nullable(),
  itemId: id.nullable(),
  /** The day that the rule names, by which it is known however often it is moved. */
  slot: day,
  day,
  /** Moved by the calendar away from a day off, or by somebody. */
  moved: z.enum(['calendar', 'person']).nullable(),
  state: z.enum(occurrenceStates),
  stateLabel: z.string(),
  title: z.string(),
  kindLabel: z.string().nullable(),
  holderName: z.string().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  place: z.string().nullable(),
  activityId: id.nullable(),
  present: z.number().int().nullable(),
  expected: z.number().int().nullable(),
  cancelReason: z.string().nullable(),
  conflicts: z.array(conflict),
  abilities: z.object({ move: z.boolean(), cancel: z.boolean() }),
})
export type Occurrence = z.output<typeof occurrence>

const item = entry.extend({
  /** Its number in this answer. */
  no: z.number().int(),
  itemId: id.nullable(),
  holderName: z.string().nullable(),
  kindLabel: z.string().nullable(),
  /** 每月 10 日，遇休息日提前 */
  sentence: z.string(),
  from: day,
  to: day,
  /** The duties that it answers. */
  answers: z.array(z.string()),
  times: z.number().int(),
  abilities: z.object({ change: z.boolean(), remove: z.boolean() }),
})
export type PlanItem = z.output<typeof item>

/** What may be planned, with its name. */
const kinds = z.array(z.object({ kind: z.enum(activityKinds), label: z.string() }))

/** Part of a year with what it is for (002-02: staged plans). */
const stage = z.strictObject({ title: line(30), from: day, to: day, goal: line(100) })

const owed = z.object({
  name: z.string(),
  groupName: z.string().nullable(),
  periodStart: day,
  dueOn: day,
  /** How many are still to be planned. */
  missing: z.number().int(),
  /** 三季度的党课还没有安排 */
  sentence: z.string(),
})

const figures = {
  planned: z.number().int(),
  held: z.number().int(),
  cancelled: z.number().int(),
}

const writes = { access: 'signed-in', who: 'activities.write' } as const
const writesPlan = { ...writes, params: z.object({ planId: id }) } as const
const ofTemplate = { access: 'signed-in', who: 'requirements.write' } as const
const writesTemplate = { ...ofTemplate, params: z.object({ templateId: id }) } as const

/** One organisation's year: its plan, or, where there is none yet, what it would be, nothing written. */
export const getYearPlan = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/year-plans/:year',
  summary: '一个支部一年的计划',
  access: 'signed-in',
  who: 'activities.read',
  params: orgYear,
  /** Of a plan that is not made yet: from which template; none, the nearest one above. */
  query: z.object({ templateId: id.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    year: z.number().int(),
    today: day,
    /** Days off of this year are known from the notice; else only those of the law itself. */
    announced: z.boolean(),
    state: z.enum(['none', 'draft', 'adopted']),
    plan: z
      .object({
        planId: id,
        version,
        adoptedAt: instant.nullable(),
        adoptedByName: z.string().nullable(),
        /** How many occurrences from today on are not activities yet. */
        open: z.number().int(),
      })
      .nullable(),
    template: z.object({ templateId: id, name: z.string(), orgName: z.string() }).nullable(),
    templates: z.array(z.object({ templateId: id, name: z.string(), orgName: z.string() })),
    stages: z.array(stage),
    items: z.array(item),
    occurrences: z.array(occurrence),
    owed: z.array(owed),
    /** Of this year; `planned` includes what is held and what is open. */
    totals: z.object(figures),
    /** Who may hold something of it. */
    holders: z.array(z.object({ orgId, name: z.string() })),
    kinds,
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Organisations below with their plan of a year, in the order of the register. */
export const listYearPlans = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/year-plans',
  summary: '下级的年度计划',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ ...pageQuery, year: year.optional() }),
  output: listOf(
    z.object({ orgId, orgName: z.string(), state: z.enum(['none', 'draft', 'adopted']), ...figures }),
  ).extend({ orgId, orgName: z.string(), year: z.number().int(), without: z.number().int() }),
  errors: ['access.denied', 'not-found'],
})

const made = z.object({ planId: id, version, confirmed: z.number().int() })

/**
 * Makes the plan of a year from a template and what is owed. `adopt`: adopted at once, and everything from today on is
 * put among the activities; the year then runs by itself.
 */
export const makeYearPlan = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/year-plans',
  summary: '做一年的计划',
  ...writes,
  params: z.object({ orgId }),
  body: z.strictObject({
    year: year,
    templateId: id.nullable().default(null),
    adopt: z.boolean().default(false),
  }),
  output: made,
  errors: ['access.denied', 'not-found', 'conflict.duplicate', 'input.invalid'],
})

export const adoptYearPlan = defineEndpoint({
  method: 'POST',
  path: '/year-plans/:planId/adoption',
  summary: '年度计划定下来，全年排进活动',
  ...writesPlan,
  body: z.strictObject({ version }),
  output: made,
  errors: ['access.denied', 'not-found', 'state.wrong', 'version.stale'],
})

/** Puts what is open between these days, from today on, among the activities. Again: nothing more. */
export const confirmYearPlan = defineEndpoint({
  method: 'POST',
  path: '/year-plans/:planId/confirmation',
  summary: '把一个月或全年的计划排进活动',
  ...writesPlan,
  body: z.strictObject({ from: day, to: day }),
  output: made,
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const addPlanItem = defineEndpoint({
  method: 'POST',
  path: '/year-plans/:planId/items',
  summary: '计划里加一项',
  ...writesPlan,
  body: entry,
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** Of what is among the activities already only later ones are changed, by moving one and those that follow. */
export const changePlanItem = defineEndpoint({
  method: 'PUT',
  path: '/plan-items/:itemId',
  summary: '改计划里的一项',
  ...writes,
  params: z.object({ itemId: id }),
  body: entry,
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const removePlanItem = defineEndpoint({
  method: 'POST',
  path: '/plan-items/:itemId/removal',
  summary: '计划里去掉一项',
  ...writes,
  params: z.object({ itemId: id }),
  body: z.strictObject({}),
  output: z.object({ itemId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const slotParams = z.object({ itemId: id, slot: day })
const moveBody = planActivity.body.shape
const following = z.boolean().default(false)

/** Moves one, or this one and all that follow: those then keep the day of the month or week that this one gets. */
export const movePlanOccurrence = defineEndpoint({
  method: 'POST',
  path: '/plan-items/:itemId/occurrences/:slot/move',
  summary: '改一次的日子，或者从这一次起都改',
  ...writes,
  params: slotParams,
  body: z.strictObject({
    day,
    startsAt: moveBody.startsAt,
    endsAt: moveBody.endsAt,
    place: moveBody.place,
    following,
  }),
  output: z.object({ itemId: id, changed: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const cancelPlanOccurrence = defineEndpoint({
  method: 'POST',
  path: '/plan-items/:itemId/occurrences/:slot/cancellation',
  summary: '取消一次，或者从这一次起都取消',
  ...writes,
  params: slotParams,
  body: z.strictObject({ reason: line(200), following }),
  output: z.object({ itemId: id, changed: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const templateTerms = z.strictObject({
  year,
  name: line(40),
  note: line(200).nullable().default(null),
  /** Whose plans are made from it. */
  orgKinds: z.array(z.enum(orgKinds)).min(1).max(orgKinds.length),
  entries: z.array(templateEntry).min(1).max(60),
  stages: z.array(stage).max(6).default([]),
})
export type TemplateTerms = z.output<typeof templateTerms>

const templateRow = z.object({
  templateId: id,
  orgId,
  orgName: z.string(),
  year: z.number().int(),
  name: z.string(),
  note: z.string().nullable(),
  state: z.enum(['draft', 'published', 'withdrawn']),
  stateLabel: z.string(),
  entryCount: z.number().int(),
  /** Plans in the reader's reach that were made from it. */
  plans: z.number().int(),
  publishedAt: instant.nullable(),
})

/** Templates at, above and below the reader's places; drafts to those who may write them. */
export const listPlanTemplates = defineEndpoint({
  method: 'GET',
  path: '/plan-templates',
  summary: '年度计划的样板',
  access: 'signed-in',
  who: 'activities.read anywhere',
  query: z.object({ ...pageQuery, year: year.optional() }),
  output: listOf(templateRow).extend({
    /** Where the reader may write one. */
    places: z.array(z.object({ orgId, name: z.string() })),
    ready: z.array(z.object({ key: z.string(), name: z.string(), entries: z.array(templateEntry) })),
    /** Kinds of organisation that a template may be for. */
    orgKinds: z.array(z.object({ kind: z.enum(orgKinds), label: z.string() })),
    kinds,
  }),
  errors: ['access.denied'],
})

export const getPlanTemplate = defineEndpoint({
  method: 'GET',
  path: '/plan-templates/:templateId',
  summary: '一个样板',
  ...writesTemplate,
  output: templateRow.extend({
    orgKinds: z.array(z.enum(orgKinds)),
    stages: z.array(stage),
    entries: z.array(
      templateEntry.extend({
        sentence: z.string(),
        kindLabel: z.string().nullable(),
        days: z.array(day),
      }),
    ),
    withdrawReason: z.string().nullable(),
    version,
    abilities: z.object({ change: z.boolean(), publish: z.boolean(), withdraw: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

const draftOutput = z.object({ templateId: id, version })

export const draftPlanTemplate = defineEndpoint({
  method: 'POST',
  path: '/plan-templates',
  summary: '起草一个样板',
  ...ofTemplate,
  body: templateTerms.extend({ orgId }),
  output: draftOutput,
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const changePlanTemplate = defineEndpoint({
  method: 'PUT',
  path: '/plan-templates/:templateId',
  summary: '改样板的草稿',
  ...writesTemplate,
  body: templateTerms.extend({ version }),
  output: draftOutput,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'version.stale'],
})

/** From then on plans of that year below are made from it; it is never changed again. */
export const publishPlanTemplate = defineEndpoint({
  method: 'POST',
  path: '/plan-templates/:templateId/publication',
  summary: '发布样板',
  ...writesTemplate,
  body: z.strictObject({ version }),
  output: draftOutput,
  errors: ['access.denied', 'not-found', 'state.wrong', 'version.stale'],
})

/** No new plan is made from it; plans that were made stay. */
export const withdrawPlanTemplate = defineEndpoint({
  method: 'POST',
  path: '/plan-templates/:templateId/withdrawal',
  summary: '收回样板',
  ...writesTemplate,
  body: z.strictObject({ reason: line(200) }),
  output: draftOutput,
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const planEndpoints = {
  getYearPlan,
  listYearPlans,
  makeYearPlan,
  adoptYearPlan,
  confirmYearPlan,
  addPlanItem,
  changePlanItem,
  removePlanItem,
  movePlanOccurrence,
  cancelPlanOccurrence,
  listPlanTemplates,
  getPlanTemplate,
  draftPlanTemplate,
  changePlanTemplate,
  publishPlanTemplate,
  withdrawPlanTemplate,
}
