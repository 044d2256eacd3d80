import { z } from 'zod'
import { day, id, instant, orgId, pageQuery, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * Where a figure comes from, so that a page can open it. Of what is about one person alone, a reader above the branch is
 * told the kind and no more: `id` is null then, and the title says nothing of whom.
 */
const source = z.object({
  kind: z.enum(['activity', 'honour', 'hand-entry', 'assessment', 'appraisal', 'other']),
  id: id.nullable(),
  title: z.string(),
  /** 第 41 号, when the record has a number of the year. */
  serial: z.string().nullable(),
})

const entry = z.object({
  factId: id,
  ruleId: z.number().int(),
  schemeId: id,
  /** 1 awards, 2 takes that back, 3 awards anew … */
  revision: z.number().int().positive(),
  reversalOf: z.number().int().positive().nullable(),
  /** Of an entry that a later one takes back. */
  reversedBy: z.number().int().positive().nullable(),
  day,
  bookedOn: day,
  postedAt: instant,
  what: z.string(),
  ruleName: z.string(),
  points: z.number().int(),
  /** The sum of the cycle up to and with this entry. */
  balance: z.number().int(),
  source,
  reason: z.string().nullable(),
  underObjection: z.boolean(),
})
export type BookletEntry = z.output<typeof entry>

/** The booklet of a member's year (积分考核一本通): opening balance, months, entries in their order, closing balance. */
export const getBooklet = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/booklet',
  summary: '党员积分考核一本通',
  access: 'signed-in',
  who: 'points.names here',
  params: z.object({ memberId: id }),
  query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional() }),
  output: z.object({
    year: z.number().int(),
    member: z.object({
      memberId: id,
      name: z.string(),
      orgId,
      orgName: z.string(),
      gridName: z.string().nullable(),
      posts: z.array(z.string()),
    }),
    /** Years that have entries, newest first. */
    years: z.array(z.number().int()),
    start: z.number().int(),
    total: z.number().int(),
    lastYearTotal: z.number().int(),
    /**
     * Of the schemes that have grades; a grade stands beside its own figure, which the start and the scheme's entries since `from`
     * make up.
     */
    grades: z.array(
      z.object({
        schemeId: id,
        schemeName: z.string(),
        name: z.string().nullable(),
        points: z.number().int(),
        start: z.number().int(),
        from: day,
        on: day,
        saying: z.string(),
      }),
    ),
    months: z.array(z.object({ month: z.string(), points: z.number().int(), entries: z.array(entry) })),
    rules: z.array(z.object({ ruleName: z.string(), count: z.number().int(), points: z.number().int() })),
    abilities: z.object({ object: z.boolean() }),
  }),
  errors: ['not-found'],
})

/**
 * How many points a member had on a day: what was booked up to and with it in the cycle of each scheme that it lies in,
 * the start value with it, as far as it was posted by `known` (an instant, or a day to its end; now unless stated). So the
 * same day can be asked for as it was known then and as it is known now.
 */
export const getBalance = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/balance',
  summary: '某一天有几分',
  access: 'signed-in',
  who: 'points.names here',
  params: z.object({ memberId: id }),
  query: z.object({ on: day, known: z.union([day, instant]).optional() }),
  output: z.object({
    memberId: id,
    on: day,
    known: instant,
    /** In hundredths, over all schemes. */
    points: z.number().int(),
    schemes: z.array(
      z.object({
        schemeId: id,
        name: z.string(),
        /** The first day of the cycle that `on` lies in. */
        from: day,
        start: z.number().int(),
        earned: z.number().int(),
        entries: z.number().int(),
      }),
    ),
    /** Both times in words: up to which day, and as known when. */
    saying: z.string(),
  }),
  errors: ['not-found', 'input.invalid'],
})

const revision = z.object({
  revision: z.number().int(),
  points: z.number().int(),
  postedAt: instant,
  cause: z.enum(['fact', 'void', 'late', 'approval', 'scheme', 'recompute']),
})

/** Why an entry is what it is: rule ← fact ← who recorded it ← the record (据链), with every revision. */
export const getEntry = defineEndpoint({
  method: 'GET',
  path: '/points/entries/:factId/:ruleId',
  summary: '一条积分是怎么来的',
  access: 'signed-in',
  who: 'signed-in',
  params: z.object({ factId: id, ruleId: smallNumber }),
  output: z.object({
    points: z.number().int(),
    rule: z.object({
      name: z.string(),
      saying: z.string(),
      schemeName: z.string(),
      versionNo: z.number().int(),
      validFrom: day,
      publishedByName: z.string().nullable(),
    }),
    fact: z.object({
      day,
      saying: z.string(),
      recordedByName: z.string(),
      recordedAt: instant,
      voided: z.object({ at: instant, reason: z.string(), byName: z.string() }).nullable(),
    }),
    source,
    approval: z.object({ approved: z.boolean(), byName: z.string(), at: instant }).nullable(),
    revisions: z.array(revision),
  }),
  errors: ['not-found'],
})

const ruleTotal = z.object({
  ruleId: z.number().int(),
  ruleName: z.string(),
  points: z.number().int(),
  count: z.number().int(),
})

/** Points of an organisation and what is below it: by branch and by rule; people as counts above the branch. */
export const getTotals = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/points',
  summary: '一个组织的积分合计',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional() }),
  output: z.object({
    year: z.number().int(),
    total: z.number().int(),
    lastYear: z.number().int(),
    members: z.number().int(),
    branches: z.array(
      z.object({
        orgId,
        name: z.string(),
        members: z.number().int(),
        points: z.number().int(),
        lastYear: z.number().int(),
      }),
    ),
    rules: z.array(ruleTotal),
    /**
     * Of one branch only: its members in the order of their names; for whoever may not see these, numbers in the order of
     * the points, since the order of names would tell who is who.
     */
    people: z.array(
      z.object({
        memberId: id.nullable(),
        label: z.string(),
        points: z.number().int(),
        entries: z.number().int(),
      }),
    ),
    abilities: z.object({ names: z.boolean() }),
  }),
  errors: ['not-found', 'access.denied'],
})

/** The entries behind a figure of a branch: of one rule, or of one member. People as numbers above the branch. */
export const listEntries = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/points/entries',
  summary: '一个数背后的每一条',
  access: 'signed-in',
  who: 'points.totals',
  params: z.object({ orgId }),
  query: z.object({
    year: z.coerce.number().int().min(1949).max(2200),
    ruleId: smallNumber,
    ...pageQuery,
  }),
  output: z.object({
    rows: z.array(
      z.object({
        factId: id,
        ruleId: z.number().int(),
        day,
        label: z.string(),
        points: z.number().int(),
        source,
      }),
    ),
    count: z.number().int(),
  }),
  errors: ['not-found', 'access.denied'],
})

export const bookletEndpoints = { getBooklet, getBalance, getEntry, getTotals, listEntries }
