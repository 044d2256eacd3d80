import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { cadences } from './requirements.ts'

/**
 * What a duty is on the day on which it is read. `late` can still be made up, `missed` is past that; `held-late` was
 * recorded after its due day. A period that has not begun has no duty.
 */
export const dutyStates = ['due', 'late', 'missed', 'held', 'held-late', 'excused'] as const
export type DutyState = (typeof dutyStates)[number]

export const dutyStateLabels: Record<DutyState, string> = {
  due: '待办',
  late: '逾期，能补',
  missed: '缺',
  held: '办了',
  'held-late': '晚记',
  excused: '免',
}

const state = z.enum(dutyStates)
const year = z.coerce.number().int().min(1900).max(2999)
const code = z.string().min(1).max(40)

/** Of an unmet duty the days since its due day, of a late one how late it was recorded; else nought. */
const days = z.number().int().min(0)
const pleaKind = z.enum(['excuse', 'correction'])

const cell = z.object({
  requirementId: id,
  orgId,
  periodStart: day,
  periodEnd: day,
  dueOn: day,
  openTo: day,
  state,
  stateLabel: z.string(),
  days,
  held: z.number().int(),
  times: z.number().int(),
  metOn: day.nullable(),
  recordedOn: day.nullable(),
  /** The activity that met it, where it was one. */
  activityId: id.nullable(),
  /** The page of the record that it opens to. */
  recordAt: z.string().startsWith('/').nullable(),
  /** What has been asked about it and waits for the level above. */
  asked: pleaKind.nullable(),
  /** Its period was closed above: what is recorded now counts by approval. */
  closed: z.boolean(),
})
export type DutyCell = z.output<typeof cell>

const column = z.object({ code, name: z.string(), cadence: z.enum(cadences), cadenceLabel: z.string() })

/** How many of each state. */
const totals = z.object({
  due: z.number().int(),
  late: z.number().int(),
  missed: z.number().int(),
  held: z.number().int(),
  'held-late': z.number().int(),
  excused: z.number().int(),
})

/** One organisation's year, a line for each thing that is asked of it and of the groups below it. */
export const getDutyStrip = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/duties',
  summary: '一个支部一年的组织生活',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ year: year.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    year: z.number().int(),
    today: day,
    rows: z.array(
      column.extend({
        orgId,
        /** The group that owes it; null for the organisation's own. */
        groupName: z.string().nullable(),
        level: z.enum(['national', 'local']),
        source: z.string(),
        /** The page where it is done. */
        doAt: z.string().startsWith('/'),
        /** 每月 10 日，过后 20 天内能补 */
        sentence: z.string(),
        cells: z.array(cell),
      }),
    ),
    totals,
    abilities: z.object({ record: z.boolean(), ask: z.boolean(), decide: z.boolean(), close: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

const matrixCell = z.object({ orgId, start: day, due: day, state, days })

/** Organisations below in the order of the register, each with its year; groups stand in the line of their branch. */
export const getDutyMatrix = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/duty-matrix',
  summary: '下级一年的组织生活，一格一项',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({
    ...pageQuery,
    year: year.optional(),
    code: code.optional(),
    /** Only organisations that have one of this state. */
    state: state.optional(),
  }),
  output: listOf(
    z.object({
      orgId,
      orgName: z.string(),
      parentId: orgId.nullable(),
      parentName: z.string().nullable(),
      /** Late and missed together. */
      owing: z.number().int(),
      cells: z.array(z.object({ code, cells: z.array(matrixCell) })),
    }),
  ).extend({
    orgId,
    orgName: z.string(),
    year: z.number().int(),
    today: day,
    columns: z.array(column),
    totals,
    /** By the month of the due day. */
    months: z.array(z.object({ month: z.number().int() }).extend(totals.shape)),
    closedTo: day.nullable(),
    abilities: z.object({ close: z.boolean(), decide: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

const plea = z.object({
  pleaId: id,
  kind: pleaKind,
  kindLabel: z.string(),
  reason: z.string(),
  state: z.enum(['asked', 'approved', 'declined', 'withdrawn']),
  stateLabel: z.string(),
  askedByName: z.string().nullable(),
  askedAt: instant,
  dueOn: day.nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})

/** Whom to ask: the secretary of the branch, the number masked. */
const contact = z.object({
  memberId: id,
  name: z.string(),
  mobile: z.string().nullable(),
  reveal: z.boolean(),
})

const record = z.object({
  activityId: id.nullable(),
  recordAt: z.string().startsWith('/'),
  day,
  title: z.string(),
  present: z.number().int().nullable(),
  expected: z.number().int(),
  orgName: z.string(),
  recordedOn: day,
  /** Was recorded after its period was closed and is not approved. */
  waits: z.boolean(),
})

/** Names only for who may read the register there. */
const pairCount = z.object({
  owed: z.number().int(),
  held: z.number().int(),
  missing: z.array(z.object({ key: z.string(), names: z.string() })),
})

/** One thing that is asked of one organisation, over a year: every period with its records, or whom to ask. */
export const getDutyRecords = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/duty-records',
  summary: '一项组织生活一年的记录',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ code, year: year.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    name: z.string(),
    /** The page where it is done. */
    doAt: z.string().startsWith('/'),
    cadence: z.enum(cadences),
    year: z.number().int(),
    rows: z.array(
      z.object({
        groupName: z.string().nullable(),
        cell,
        records: z.array(record),
        /** Of talks: how many are owed and held, and between whom not yet. */
        pairs: pairCount.nullable(),
        pleas: z.array(plea),
        abilities: z.object({ excuse: z.boolean(), correct: z.boolean() }),
      }),
    ),
    contact: contact.nullable(),
  }),
  errors: ['access.denied', 'not-found'],
})

/** What is late or missed at and below an organisation, in the order of the register, with whom to ask. */
export const listMissingDuties = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/missing-duties',
  summary: '哪些还没有办，找谁',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({
    ...pageQuery,
    year: year.optional(),
    month: z.coerce.number().int().min(1).max(12).optional(),
    code: code.optional(),
    state: z.enum(['due', 'late', 'missed']).optional(),
  }),
  output: listOf(
    z.object({
      orgId,
      orgName: z.string(),
      name: z.string(),
      cell,
      contact: contact.nullable(),
    }),
  ),
  errors: ['access.denied', 'not-found'],
})

/** Asks the level above: to be excused, or that what was recorded after the closing be counted. */
export const askPlea = defineEndpoint({
  method: 'POST',
  path: '/duty-pleas',
  summary: '请上级免一次，或者更正封存了的',
  access: 'signed-in',
  who: 'activities.write',
  body: z.strictObject({ kind: pleaKind, orgId, requirementId: id, periodStart: day, reason: line(200) }),
  output: z.object({ pleaId: id, dueOn: day.nullable() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

/** By the level above, never by who asked. A no says why. */
export const decidePlea = defineEndpoint({
  method: 'POST',
  path: '/duty-pleas/:pleaId/decision',
  summary: '同意或者不同意',
  access: 'signed-in',
  who: 'duties.decide above',
  params: z.object({ pleaId: id }),
  body: z.strictObject({ approve: z.boolean(), note: line(200).nullable().default(null) }),
  output: z.object({ pleaId: id, state: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const withdrawPlea = defineEndpoint({
  method: 'POST',
  path: '/duty-pleas/:pleaId/withdrawal',
  summary: '不请了',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ pleaId: id }),
  body: z.strictObject({}),
  output: z.object({ pleaId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** What waits for the level above at and below an organisation, the oldest first. */
export const listPleas = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/duty-pleas',
  summary: '等着定的请免和更正',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object(pageQuery),
  output: listOf(plea.extend({ orgId, orgName: z.string(), name: z.string(), periodStart: day })),
  errors: ['access.denied', 'not-found'],
})

/** Closes the periods that ended by this day, there and below. What comes later counts by approval. */
export const closeDuties = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/duty-closings',
  summary: '封存到某一天',
  access: 'signed-in',
  who: 'duties.decide',
  params: z.object({ orgId }),
  body: z.strictObject({ to: day }),
  output: z.object({ orgId, closedTo: day }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** The secretary's number in clear, for the level above. It is logged, and the secretary sees who looked and why. */
export const revealContact = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/contact',
  summary: '看支部书记的电话，要写理由',
  access: 'signed-in',
  who: 'duties.decide above',
  params: z.object({ orgId }),
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ name: z.string(), mobile: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const dutyEndpoints = {
  getDutyStrip,
  getDutyMatrix,
  getDutyRecords,
  listMissingDuties,
  askPlea,
  decidePlea,
  withdrawPlea,
  listPleas,
  closeDuties,
  revealContact,
}
