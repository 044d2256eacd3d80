import { z } from 'zod'
import { day, id, instant, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const minutes = z.number().int().min(0)

/** The weeks before it, and the Monday of the first of them, must be days as well. */
const dayInWeek = day.refine((text) => text >= '1801-01-01', '年份不对，请检查日期。')

/** Minutes asked of each organisation in a week and the eight before, in the order of the register. */
export const getBurden = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/burden',
  summary: '每周要求填报的分钟数',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ orgId }),
  query: z.object({ week: dayInWeek.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    budget: minutes,
    /** Mondays, the oldest first, the asked week last. */
    weeks: z.array(day),
    rows: z.array(z.object({ orgId, name: z.string(), minutes: z.array(minutes) })),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

/** What one figure of that page is the sum of. */
export const listBurdenItems = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/burden/items',
  summary: '一周的分钟数由哪几件事来',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ orgId }),
  query: z.object({ week: day }),
  output: z.object({
    lists: z.array(
      z.object({
        worklistId: id,
        title: z.string(),
        byOrgName: z.string(),
        minutes,
        /** Why it may be above the budget, where the county's officer said yes. */
        overReason: z.string().nullable(),
        items: z.array(z.object({ itemId: id, title: z.string(), minutes, inMenu: z.boolean() })),
      }),
    ),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const getWeekBudget = defineEndpoint({
  method: 'GET',
  path: '/week-budget',
  summary: '每个支部每周最多花几分钟填报',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    minutes,
    /** Null: the product's own, nobody has set another. */
    setBy: z.object({ name: z.string(), at: instant, reason: z.string() }).nullable(),
    abilities: z.object({ set: z.boolean() }),
  }),
})

export const setWeekBudget = defineEndpoint({
  method: 'POST',
  path: '/week-budget',
  summary: '定每个支部每周最多花几分钟填报',
  access: 'signed-in',
  who: 'worklists.budget county',
  body: z.strictObject({ minutes: z.number().int().min(0).max(600), reason: line(200) }),
  output: z.object({ minutes }),
  errors: ['access.denied', 'input.invalid'],
})

export const burdenEndpoints = { getBurden, listBurdenItems, getWeekBudget, setWeekBudget }
