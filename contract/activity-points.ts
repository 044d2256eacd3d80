import { z } from 'zod'
import { id, instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Points in hundredths; people as a count, never by name. */
const points = z.number().int()

const ruleGain = z.object({
  ruleId: z.number().int(),
  ruleName: z.string(),
  schemeName: z.string(),
  versionNo: z.number().int(),
  people: z.number().int(),
  points,
  /** What everyone got, where everyone got the same; null where a ceiling took something from some. */
  each: points.nullable(),
})

/** Entries of a correction: taken back, or posted in their place. */
const posted = z.object({ entries: z.number().int(), points })

/**
 * What one activity gave by the rules in force, as far as the reader's scope reaches: the holder's readers all of it,
 * a branch whose members were called its part, a member the own points.
 */
export const getActivityPoints = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId/points',
  summary: '一次活动按哪条规则记了多少分',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ activityId: id }),
  output: z.object({
    total: points,
    rules: z.array(ruleGain),
    /** Held back by a rule that wants a person's word. */
    waiting: z.array(
      z.object({ ruleCode: z.string(), ruleName: z.string(), people: z.number().int(), points }),
    ),
    /** Present members of branches that the reader does not see: their points stand in those branches' books. */
    elsewhere: z.number().int(),
    /** What the last correction changed in the books; null while there was none. */
    lastCorrection: z.object({ at: instant, reversed: posted, added: posted }).nullable(),
  }),
  errors: ['access.denied', 'not-found'],
})

export const activityPointEndpoints = { getActivityPoints }
