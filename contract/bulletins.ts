import { z } from 'zod'
import { day, id, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const bulletinPeriods = ['day', 'week', 'month'] as const
export type BulletinPeriod = (typeof bulletinPeriods)[number]
export const bulletinLabels: Record<BulletinPeriod, string> = {
  day: '每日动态',
  week: '每周通报',
  month: '每月考核',
}

/** What is counted. About work, and about no person: no figure can be read as somebody's. */
export const bulletinFigures = [
  'activities',
  'person-times',
  'honours',
  'conduct',
  'corrections',
  'unrecorded',
  'asked',
  'answered',
] as const
export type BulletinFigure = (typeof bulletinFigures)[number]
export const bulletinFigureLabels: Record<BulletinFigure, string> = {
  activities: '活动',
  'person-times': '人次',
  honours: '荣誉',
  conduct: '平时表现',
  corrections: '更正',
  unrecorded: '没有点名',
  asked: '清单要办',
  answered: '清单办好',
}

const period = z.enum(bulletinPeriods)
const figure = z.enum(bulletinFigures)
const count = z.number().int().min(0)
const counts = z.record(figure, count)

const asked = {
  access: 'signed-in',
  params: z.object({ orgId }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
} as const
const span = { period, day: day.optional() }

/**
 * Made from what is on record whenever it is asked for; nobody writes it and nobody sends it in. The daily one holds
 * what was written down on the day, the others what happened in their span. Branches in the order of the register.
 */
export const getBulletin = defineEndpoint({
  ...asked,
  method: 'GET',
  path: '/organisations/:orgId/bulletin',
  who: 'worklists.read',
  summary: '每日动态、每周通报、每月考核',
  query: z.object(span),
  output: z.object({
    orgId,
    orgName: z.string(),
    period,
    title: z.string(),
    from: day,
    to: day,
    figures: z.array(z.object({ figure, label: z.string() })),
    rows: z.array(z.object({ orgId, name: z.string(), counts })),
    sums: counts,
  }),
})

/** Up to 200 of them; without names. */
export const listBulletinRecords = defineEndpoint({
  ...asked,
  method: 'GET',
  path: '/organisations/:orgId/bulletin/records',
  who: 'worklists.read',
  summary: '通报里一个数背后的每一条',
  query: z.object({ ...span, figure }),
  output: z.object({
    rows: z.array(z.object({ id, day, title: z.string(), note: z.string(), link: z.string().nullable() })),
  }),
})

export const getBulletinWord = defineEndpoint({
  ...asked,
  method: 'GET',
  path: '/organisations/:orgId/bulletin.docx',
  who: 'worklists.read',
  summary: '通报（Word）',
  query: z.object(span),
  produces: 'file',
  output: z.object({}),
})

export const bulletinEndpoints = { getBulletin, listBulletinRecords, getBulletinWord }
