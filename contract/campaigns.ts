import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { month } from './visit-lists.ts'

/** Each derived from visits; each opens to its households. Visited: somebody stood there. Met: somebody was at home. */
const coverage = z.object({
  households: z.number().int(),
  visited: z.number().int(),
  met: z.number().int(),
  /** Visited of all, in whole percent, rounded down: full is full. */
  percent: z.number().int(),
})

const campaign = z.object({
  campaignId: id,
  orgId,
  orgName: z.string(),
  name: z.string(),
  startsOn: day,
  untilOn: day,
  state: z.enum(['coming', 'running', 'over']),
  coverage,
})

/** 集中走访: all households of an area by a day. */
export const startCampaign = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/visit-campaigns',
  summary: '开始一次集中走访',
  access: 'signed-in',
  who: 'campaigns.write',
  params: z.object({ orgId }),
  body: z.strictObject({ name: line(40), startsOn: day, untilOn: day }),
  output: z.object({ campaignId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const endCampaign = defineEndpoint({
  method: 'POST',
  path: '/visit-campaigns/:campaignId/end',
  summary: '提前结束集中走访',
  access: 'signed-in',
  who: 'campaigns.write',
  params: z.object({ campaignId: id }),
  body: z.strictObject({}),
  output: z.object({ campaignId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Those that go over places of the reader, the running ones first, each with what it has covered of these places. */
export const listCampaigns = defineEndpoint({
  method: 'GET',
  path: '/visit-campaigns',
  summary: '集中走访走到哪里',
  access: 'signed-in',
  who: 'visits.read anywhere',
  output: z.object({
    rows: z.array(campaign),
    /** Where this reader may start one. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

/** Coverage by township where the campaign is a county's, else by grid; `within` goes into one township. */
export const getCampaign = defineEndpoint({
  method: 'GET',
  path: '/visit-campaigns/:campaignId',
  summary: '一次集中走访的进度',
  access: 'signed-in',
  who: 'visits.read line',
  params: z.object({ campaignId: id }),
  query: z.object({ within: orgId.optional() }),
  output: campaign.extend({
    within: z.object({ orgId, name: z.string() }).nullable(),
    rows: z.array(coverage.extend({ orgId, name: z.string(), kind: z.enum(['township', 'grid']) })),
    abilities: z.object({ end: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** What a figure of it opens to: the households, and who was there last within its days. */
export const listCampaignHouseholds = defineEndpoint({
  method: 'GET',
  path: '/visit-campaigns/:campaignId/households',
  summary: '集中走访走了哪些户',
  access: 'signed-in',
  who: 'visits.read',
  params: z.object({ campaignId: id }),
  query: z.object({ ...pageQuery, orgId, only: z.enum(['all', 'visited', 'met', 'left']).default('all') }),
  output: listOf(
    z.object({
      householdId: id,
      orgId,
      gridName: z.string(),
      /** Null above the village. */
      address: z.string().nullable(),
      placeName: z.string().nullable(),
      visit: z.object({ visitId: id, on: day, by: z.string(), met: z.boolean() }).nullable(),
    }),
  ),
  errors: ['access.denied', 'not-found'],
})

const planned = z.object({
  planId: id,
  householdId: id,
  orgId,
  gridName: z.string(),
  /** Null above the village. */
  address: z.string().nullable(),
  placeName: z.string().nullable(),
  visitorId: id,
  visitorName: z.string(),
  /** The day of the visit that did it; nobody ticks anything. */
  doneOn: day.nullable(),
  lastOn: day.nullable(),
  abilities: z.object({ drop: z.boolean() }),
})

/** 每月走访计划 of a grid or a village: who means to visit whom, done and not done. */
export const listVisitPlans = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/visit-plans',
  summary: '一个月的走访计划',
  access: 'signed-in',
  who: 'visits.read',
  params: z.object({ orgId }),
  query: z.object({ month: month.optional() }),
  output: z.object({
    month,
    orgName: z.string(),
    rows: z.array(planned),
    visitors: z.array(
      z.object({ visitorId: id, name: z.string(), planned: z.number().int(), done: z.number().int() }),
    ),
    abilities: z.object({ planOwn: z.boolean(), planOthers: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Whom to visit next: care that is due first, then those that were visited longest ago; who is planned already is left out. */
export const suggestVisits = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/visit-suggestions',
  summary: '这个月该去哪些户',
  access: 'signed-in',
  who: 'households.read',
  params: z.object({ orgId }),
  query: z.object({ month: month.optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        householdId: id,
        orgId,
        gridName: z.string(),
        address: z.string(),
        placeName: z.string().nullable(),
        because: z.enum(['care', 'longest']),
        careDueOn: day.nullable(),
        lastOn: day.nullable(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

export const planVisits = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/visit-plans',
  summary: '排进这个月的走访计划',
  access: 'signed-in',
  who: 'grids.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    month,
    /** Absent: oneself. */
    visitorId: id.optional(),
    householdIds: z.array(id).min(1).max(100),
  }),
  output: z.object({ planned: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const dropPlannedVisit = defineEndpoint({
  method: 'POST',
  path: '/visit-plans/:planId/removal',
  summary: '从走访计划里拿掉',
  access: 'signed-in',
  who: 'grids.write',
  params: z.object({ planId: id }),
  body: z.strictObject({}),
  output: z.object({ planId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Care that was agreed on with a rhythm: when somebody is to look in next. */
export const listCareDue = defineEndpoint({
  method: 'GET',
  path: '/care-due',
  summary: '约定看望的该去了',
  access: 'signed-in',
  who: 'households.read anywhere',
  output: z.object({
    rows: z.array(
      z.object({
        householdId: id,
        orgId,
        gridName: z.string(),
        address: z.string(),
        placeName: z.string().nullable(),
        rhythmDays: z.number().int(),
        lastOn: day.nullable(),
        dueOn: day,
        late: z.boolean(),
      }),
    ),
  }),
  errors: ['access.denied'],
})

export const campaignEndpoints = {
  startCampaign,
  endCampaign,
  listCampaigns,
  getCampaign,
  listCampaignHouseholds,
  listVisitPlans,
  suggestVisits,
  planVisits,
  dropPlannedVisit,
  listCareDue,
}
