import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * A household holds what a service needs and nothing else: there is no field for an opinion, a label, a belief or a
 * relation to anybody. What is sensitive stands as an entry of its own, with purpose, basis and a day on which it goes.
 */
export const entryKinds = ['phone', 'care', 'help'] as const
export type EntryKind = (typeof entryKinds)[number]
export const entryKindLabels: Record<EntryKind, string> = {
  phone: '联系电话',
  care: '约定的关照',
  help: '提出的求助',
}

/** What an entry may be for. A closed list: a purpose that is not here is none. */
export const purposes = {
  phone: { contact: '有事联系本户' },
  care: { visit: '定期看望', errand: '代买代办', meal: '助餐', escort: '陪同就医' },
  help: { repair: '修理', errand: '代办', mediation: '邻里调解', other: '其他求助' },
} as const satisfies Record<EntryKind, Record<string, string>>

/** The longest that an entry is kept, in years from the day it was agreed. */
export const longestYears: Record<EntryKind, number> = { phone: 3, care: 1, help: 1 }

export const bases = ['consent', 'statutory'] as const
export const basisLabels: Record<(typeof bases)[number], string> = {
  consent: '本人同意',
  statutory: '法定职责',
}

/** What a household may correct by its own address; what is sensitive waits for the grid's own people. */
export const correctionKinds = ['head-count', 'contact', 'phone', 'care', 'help', 'withdrawal'] as const
export type CorrectionKind = (typeof correctionKinds)[number]
export const correctionLabels: Record<CorrectionKind, string> = {
  'head-count': '人数',
  contact: '联系人',
  phone: '联系电话',
  care: '约定的关照',
  help: '提出的求助',
  withdrawal: '收回同意',
}
export const correctionStates = ['applied', 'waiting', 'taken', 'dismissed', 'gone'] as const
export const correctionStateLabels: Record<(typeof correctionStates)[number], string> = {
  applied: '当时就改了',
  waiting: '等网格员看',
  taken: '收下了',
  dismissed: '没有收',
  gone: '没有人看，到期抹掉了',
}

/** How long an address for a household is good, in days. */
export const linkDays = 14
/** How long what a household wrote is kept, in days: until somebody looks; once decided, for a year. */
export const unseenDays = 60
export const correctedDays = 365

/** What nobody has looked at for this many days is on the list of what is stale. */
export const checkedDays = 183

const entryRow = z.object({
  entryId: id,
  kind: z.enum(entryKinds),
  kindLabel: z.string(),
  purposeLabel: z.string(),
  basis: z.enum(bases),
  basisLabel: z.string(),
  /** A telephone with its middle hidden; of the others nothing until somebody asks with a reason. */
  masked: z.string().nullable(),
  agreedOn: day,
  expiresOn: day,
  rhythmDays: z.number().int().nullable(),
})

const householdRow = z.object({
  householdId: id,
  orgId,
  address: z.string(),
  placeId: smallNumber.nullable(),
  placeName: z.string().nullable(),
  contact: z.string().nullable(),
  headCount: z.number().int(),
  isNewResident: z.boolean(),
  keepUntil: day.nullable(),
  checkedOn: day,
  isStale: z.boolean(),
  version: z.number().int(),
  entries: z.array(entryRow),
  /** Until when the household itself can see and correct this by the address it was given. */
  linkExpiresOn: day.nullable(),
  /** What the household wrote and somebody has to look at. */
  waiting: z.array(
    z.object({ correctionId: id, kind: z.enum(correctionKinds), kindLabel: z.string(), saidOn: day }),
  ),
})
export type HouseholdRow = z.output<typeof householdRow>

const isTrue = (value: 'true' | 'false') => value === 'true'
const flag = z.enum(['true', 'false']).transform(isTrue).optional()

/** The register of one grid by address; or what of it is `stale` for half a year, the oldest first, what is `waiting` with a correction, what a `search` finds, twenty at a time. */
export const listHouseholds = defineEndpoint({
  method: 'GET',
  path: '/grids/:orgId/households',
  summary: '网格的住户册',
  access: 'signed-in',
  who: 'households.read',
  params: z.object({ orgId }),
  query: z.object({ ...pageQuery, stale: flag, waiting: flag, search: line(40).optional() }),
  output: listOf(householdRow).extend({
    staleCount: z.number().int(),
    waitingCount: z.number().int(),
    gridName: z.string(),
    places: z.array(z.object({ placeId: smallNumber, name: z.string() })),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

const sheet = {
  address: line(80),
  /** Absent: the natural village that the address names. */
  placeId: smallNumber.nullable().optional(),
  contact: line(30).nullable().default(null),
  headCount: z.number().int().min(1).max(50),
  /** People who live here for a time are entered by themselves, and until a day. */
  isNewResident: z.boolean().default(false),
  keepUntil: day.nullable().default(null),
}

export const addHousehold = defineEndpoint({
  method: 'POST',
  path: '/grids/:orgId/households',
  summary: '登记一户',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ orgId }),
  body: z.strictObject(sheet),
  output: z.object({ householdId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const params = z.object({ householdId: id })
const written = z.object({ householdId: id, version: z.number().int() })

export const changeHousehold = defineEndpoint({
  method: 'PUT',
  path: '/households/:householdId',
  summary: '更正一户',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({ ...sheet, version: z.number().int() }),
  output: written,
  errors: ['access.denied', 'not-found', 'input.invalid', 'version.stale', 'conflict.duplicate'],
})

/** Looked at today, and it is as it stands. */
export const checkHousehold = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/checks',
  summary: '看过了，没有变',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({}),
  output: written,
  errors: ['access.denied', 'not-found'],
})

/** Moved away, or asks to be forgotten: what was kept is erased. */
export const removeHousehold = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/removal',
  summary: '注销一户，内容抹掉',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({ reason: z.enum(['moved', 'asked', 'doubled']) }),
  output: z.object({ householdId: id }),
  errors: ['access.denied', 'not-found'],
})

export const addHouseholdEntry = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/entries',
  summary: '记电话、约定的关照、提出的求助',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({
    kind: z.enum(entryKinds),
    value: line(120),
    purpose: line(20),
    basis: z.enum(bases),
    agreedOn: day,
    expiresOn: day,
    /** Of care that is a visit: every how many days somebody looks in. */
    rhythmDays: z.number().int().min(1).max(366).nullable().default(null),
  }),
  output: z.object({ entryId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

const entryParams = z.object({ householdId: id, entryId: id })

/** The consent is taken back, or it is not needed any more: erased at once. */
export const eraseHouseholdEntry = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/entries/:entryId/erasure',
  summary: '抹掉一项',
  access: 'signed-in',
  who: 'households.write',
  params: entryParams,
  body: z.strictObject({}),
  output: z.object({ entryId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** One entry in clear, for a reason that is kept with who asked. */
export const showHouseholdEntry = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/entries/:entryId/look',
  summary: '看一项的原文',
  access: 'signed-in',
  who: 'households.read',
  params: entryParams,
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ value: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const staleRow = z.object({
  orgId,
  name: z.string(),
  villageName: z.string(),
  households: z.number().int(),
  stale: z.number().int(),
  waiting: z.number().int(),
  /** The day on which somebody looked last at the one that was looked at longest ago. */
  oldestOn: day.nullable(),
})

/** By grid, how many households nobody has looked at for half a year, wherever the reader keeps a register. */
export const listStaleHouseholds = defineEndpoint({
  method: 'GET',
  path: '/households/stale',
  summary: '各网格住户册哪些该再看看',
  access: 'signed-in',
  who: 'households.read anywhere',
  query: z.object(pageQuery),
  output: listOf(staleRow).extend({
    total: z.object({
      households: z.number().int(),
      stale: z.number().int(),
      waiting: z.number().int(),
    }),
  }),
  errors: ['access.denied'],
})

/** An empty list to fill in, with the headers that the import knows. */
export const getHouseholdTemplate = defineEndpoint({
  method: 'GET',
  path: '/households/template.xlsx',
  summary: '住户册空表',
  access: 'signed-in',
  who: 'households.write anywhere',
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied'],
})

/** What is kept of a household, why and until when, for the household itself: with everything in clear, so it is logged. */
export const getHouseholdSheet = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/sheet',
  summary: '本户的单子（PDF）',
  access: 'signed-in',
  who: 'households.read',
  params,
  body: z.strictObject({}),
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'state.wrong', 'server.busy'],
})

/** One address for one household, told this once; one that was not used before ends. */
export const makeHouseholdLink = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/links',
  summary: '给本户一个看和更正的地址',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({}),
  output: z.object({ linkId: id, path: z.string(), expiresOn: day }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const endHouseholdLink = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/links/end',
  summary: '本户的地址作废',
  access: 'signed-in',
  who: 'households.write',
  params,
  body: z.strictObject({}),
  output: z.object({ householdId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const correctionParams = z.object({ householdId: id, correctionId: id })

/** What the household wrote, in clear; that somebody looked is logged. */
export const showHouseholdCorrection = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/corrections/:correctionId/look',
  summary: '看本户写了什么',
  access: 'signed-in',
  who: 'households.write',
  params: correctionParams,
  body: z.strictObject({}),
  output: z.object({ value: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** It is so: kept as an entry that rests on what the household itself wrote that day. */
export const takeHouseholdCorrection = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/corrections/:correctionId/taking',
  summary: '收下本户的更正',
  access: 'signed-in',
  who: 'households.write',
  params: correctionParams,
  body: z.strictObject({ purpose: line(20), expiresOn: day }),
  output: z.object({ entryId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const dismissHouseholdCorrection = defineEndpoint({
  method: 'POST',
  path: '/households/:householdId/corrections/:correctionId/dismissal',
  summary: '不收本户的更正',
  access: 'signed-in',
  who: 'households.write',
  params: correctionParams,
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ correctionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** What the household itself corrected, the newest first. */
export const listHouseholdCorrections = defineEndpoint({
  method: 'GET',
  path: '/households/:householdId/corrections',
  summary: '本户自己更正过的',
  access: 'signed-in',
  who: 'households.read',
  params,
  output: z.object({
    rows: z.array(
      z.object({
        correctionId: id,
        kind: z.enum(correctionKinds),
        kindLabel: z.string(),
        state: z.enum(correctionStates),
        stateLabel: z.string(),
        saidOn: day,
        /** Of head count and contact; of what is sensitive nothing. */
        was: z.string().nullable(),
        value: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

export const householdEndpoints = {
  listHouseholds,
  addHousehold,
  changeHousehold,
  checkHousehold,
  removeHousehold,
  addHouseholdEntry,
  eraseHouseholdEntry,
  showHouseholdEntry,
  listStaleHouseholds,
  getHouseholdTemplate,
  getHouseholdSheet,
  makeHouseholdLink,
  endHouseholdLink,
  showHouseholdCorrection,
  takeHouseholdCorrection,
  dismissHouseholdCorrection,
  listHouseholdCorrections,
}
