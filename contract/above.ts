import { z } from 'zod'
import { instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 2026-10, as it is kept: a year back at least. */
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份要写成 2026-10 这样')

/**
 * A part of the country by how its counties' codes begin (GB/T 2260): nothing for the whole, two figures for a province,
 * four for a prefecture. `none`: counties of which nobody has said where they stand.
 */
export const partOfCountry = z.string().regex(/^(?:|\d{2}|\d{4}|none)$/, '区划代码前两位是省，前四位是市')

const count = z.number().int().min(0)

/** Counts and nothing else: who is behind them is known inside the county alone. */
const figures = z.object({
  counties: count,
  branches: count,
  members: count,
  /** Of the month: meetings held; duties due in it, done, and past their day. */
  activities: count,
  dutiesDue: count,
  dutiesDone: count,
  dutiesLate: count,
  /** As they stand now. */
  casesOpen: count,
  casesLate: count,
})
export type AboveFigures = z.output<typeof figures>

const part = z.object({ code: z.string(), name: z.string() })

export const getAboveBoard = defineEndpoint({
  method: 'GET',
  path: '/boards/above',
  summary: '县以上的看板：全国看省，省看市，市看县，只有数',
  access: 'signed-in',
  who: 'above',
  query: z.object({
    /** The widest part that one may look at unless stated. */
    prefix: partOfCountry.optional(),
    month: month.optional(),
  }),
  output: z.object({
    /** From the widest part that one may look at down to this one. */
    path: z.array(part).min(1),
    month: z.string(),
    /** The months that can be asked for. */
    months: z.object({ first: z.string(), last: z.string() }),
    rows: z.array(
      part.extend({
        ...figures.shape,
        /** Whether there is a level below. A county's own line is the last. */
        opens: z.boolean(),
        /** When one of its counties was counted last. */
        refreshedAt: instant,
      }),
    ),
    totals: figures,
    /** Other parts that one may look at, where they do not lie inside one. */
    others: z.array(part),
    refreshedAt: instant.nullable(),
  }),
  errors: ['auth.required', 'access.denied', 'not-found', 'input.invalid'],
})

export const aboveEndpoints = { getAboveBoard }
