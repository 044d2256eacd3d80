import { z } from 'zod'
import { day, id, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 2026-10; the last month unless stated. */
const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份要写成 2026-10 这样')
  .refine((text) => text >= '1949-01' && text < '2200-01', '年份不对')

/** A reversal stands by itself: what it takes back stands in the month in which it was given. */
export const monthlyKinds = ['bonus', 'deduction', 'reversal'] as const
export type MonthlyKind = (typeof monthlyKinds)[number]

const figure = z.object({ points: z.number().int(), count: z.number().int() })
const figures = z.object({ bonus: figure, deduction: figure, reversal: figure, total: z.number().int() })
export type MonthlyFigures = z.output<typeof figures>

/** What was given and taken in a month, by village and branch: the notice that is read out at the next meeting. */
export const getMonthlyReport = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/monthly-report',
  summary: '每月加分扣分单',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: z.object({ month: month.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    month: z.string(),
    /** The last month that is over. */
    lastMonth: z.string(),
    villages: z.array(
      z.object({
        orgId,
        name: z.string(),
        sums: figures,
        branches: z.array(z.object({ orgId, name: z.string(), sums: figures })),
      }),
    ),
    sums: figures,
    abilities: z.object({ names: z.boolean() }),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

/** The entries behind one figure. Names inside the branch only. */
export const listMonthlyEntries = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/monthly-report/entries',
  summary: '加分扣分单上一个数背后的每一条',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: z.object({ month, kind: z.enum(monthlyKinds), ...pageQuery }),
  output: z.object({
    rows: z.array(
      z.object({
        factId: id,
        ruleId: z.number().int(),
        revision: z.number().int(),
        day,
        /** The name, or 党员 for whoever may not see it. */
        label: z.string(),
        what: z.string(),
        ruleName: z.string(),
        points: z.number().int(),
      }),
    ),
    count: z.number().int(),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const monthlyReportEndpoints = { getMonthlyReport, listMonthlyEntries }
