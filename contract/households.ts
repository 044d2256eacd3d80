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
})
export type HouseholdRow = z.output<typeof householdRow>

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** The register of one grid by address; with `stale`, only what nobody has looked at for half a year, the oldest first. */
export const listHouseholds = defineEndpoint({
  method: 'GET',
  path: '/grids/:orgId/households',
  summary: '网格的住户册',
  access: 'signed-in',
  params: z.object({ orgId }),
  query: z.object({ ...pageQuery, stale: flag.optional() }),
  output: listOf(householdRow).extend({
    staleCount: z.number().int(),
    gridName: z.string(),
    places: z.array(z.object({ placeId: smallNumber, name: z.string() })),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

const sheet = {
  address: line(80),
  placeId: smallNumber.nullable().default(null),
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
  params,
  body: z.strictObject({
    kind: z.enum(entryKinds),
    value: line(120),
    purpose: line(20),
    basis: z.enum(bases),
    agreedOn: day,
    expiresOn: day,
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
  params: entryParams,
  body: z.strictObject({ reason: line(100) }),
  output: z.object({ value: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
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
}
