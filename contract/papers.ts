import { z } from 'zod'
import { day, id, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const year = z.coerce.number().int().min(1949).max(2200).optional()

const booklet = {
  method: 'GET',
  access: 'signed-in',
  params: z.object({ memberId: id }),
  /** `large`: for old eyes. */
  query: z.object({ year, size: z.enum(['large']).optional() }),
  produces: 'file',
  output: z.object({}),
  errors: ['not-found', 'state.wrong'],
} as const

/** The booklet of a year as it is printed; never a personal number on it. */
export const getBookletPdf = defineEndpoint({
  ...booklet,
  path: '/members/:memberId/booklet.pdf',
  who: 'points.names here',
  summary: '积分手册（PDF）',
})

export const getBookletWord = defineEndpoint({
  ...booklet,
  path: '/members/:memberId/booklet.docx',
  who: 'points.names here',
  summary: '积分手册（Word）',
})

const workbook = {
  method: 'GET',
  access: 'signed-in',
  params: z.object({ orgId }),
  produces: 'file',
  output: z.object({}),
  errors: ['not-found', 'access.denied', 'input.invalid'],
} as const

/** The board of an organisation as it stands on the page: names in the branch itself, above it numbers. */
export const getBoardWorkbook = defineEndpoint({
  ...workbook,
  path: '/organisations/:orgId/board.xlsx',
  who: 'points.totals',
  query: z.object({ from: day.optional(), to: day.optional() }),
  summary: '积分榜（Excel）',
})

/** A year beside the one before, by branch: totals, per head, and the change. Nobody is named. */
export const getYearsWorkbook = defineEndpoint({
  ...workbook,
  path: '/organisations/:orgId/points.xlsx',
  who: 'points.totals',
  query: z.object({ year }),
  summary: '两年积分对比（Excel）',
})

export const paperEndpoints = { getBookletPdf, getBookletWord, getBoardWorkbook, getYearsWorkbook }
