import { z } from 'zod'
import { day, id, instant, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const orgKinds = [
  'county',
  'township',
  'village',
  'committee',
  'general-branch',
  'branch',
  'group',
  'grid',
  'unit',
  'enterprise',
] as const
export type OrgKind = (typeof orgKinds)[number]

export const orgKindLabels: Record<OrgKind, string> = {
  county: '县',
  township: '乡镇',
  village: '村',
  committee: '党委',
  'general-branch': '党总支',
  branch: '党支部',
  group: '党小组',
  grid: '网格',
  unit: '单位',
  enterprise: '企业',
}

/** What an organisation is set up in; a county may add its own words, these are the documents'. */
export const orgCategories = [
  'rural',
  'community',
  'chamber',
  'grid',
  'enterprise',
  'organ',
  'school',
  'other',
] as const
export const orgCategoryLabels: Record<(typeof orgCategories)[number], string> = {
  rural: '农村',
  community: '社区',
  chamber: '商会',
  grid: '网格',
  enterprise: '企业',
  organ: '机关',
  school: '学校',
  other: '其他',
}

const kind = z.enum(orgKinds)
const category = z.enum(orgCategories).nullable()
const management = z.enum(['direct', 'entrusted'])

export const orgRow = z.object({
  orgId,
  parentId: orgId.nullable(),
  kind,
  kindLabel: z.string(),
  category,
  categoryLabel: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  management,
  depth: z.number().int(),
  foundedOn: day,
  dissolvedOn: day.nullable(),
  /** In the reader's scope: its pages can be opened. */
  inScope: z.boolean(),
})

/** The whole tree of the county, in tree order; with `on`, as it stood on that day. */
export const getTree = defineEndpoint({
  method: 'GET',
  path: '/organisations',
  summary: '组织树，可以看过去某一天的',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({ on: day.optional() }),
  output: z.object({
    on: day,
    rows: z.array(orgRow),
    counts: z.array(z.object({ kind, category, management, count: z.number().int() })),
    abilities: z.object({ found: z.boolean() }),
  }),
})

const event = z.object({
  eventId: id,
  kind: z.enum(['found', 'rename', 'move', 'merge', 'dissolve', 're-elect', 'manage']),
  happenedOn: day,
  reason: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  recordedAt: instant,
})

export const getOrganisation = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId',
  summary: '一个组织和它的沿革',
  access: 'signed-in',
  who: 'county',
  params: z.object({ orgId }),
  output: z.object({
    organisation: orgRow.extend({
      divisionCode: z.string().nullable(),
      electedOn: day.nullable(),
      nextElectionOn: day.nullable(),
      mergedInto: orgId.nullable(),
      version: z.number().int(),
    }),
    ancestors: z.array(z.object({ orgId, name: z.string(), kind })),
    events: z.array(event),
    villages: z.array(z.object({ placeId: z.number().int(), name: z.string(), gridId: orgId.nullable() })),
    /** Kinds of organisation that may be founded below it. */
    mayHold: z.array(z.object({ kind, label: z.string() })),
    categories: z.array(z.object({ category: z.enum(orgCategories), label: z.string() })),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['not-found'],
})

export const foundOrganisation = defineEndpoint({
  method: 'POST',
  path: '/organisations',
  summary: '成立一个组织',
  access: 'signed-in',
  who: 'organisations.write',
  body: z.strictObject({
    parentId: orgId,
    kind,
    category: category.default(null),
    name: line(80),
    shortName: line(20),
    divisionCode: z
      .string()
      .regex(/^\d{6,12}$/)
      .nullable()
      .default(null),
    management: management.default('direct'),
    foundedOn: day,
    reason: line(200),
  }),
  output: z.object({ orgId }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

const dated = { happenedOn: day, reason: line(200) }

/** What happens to an organisation in its life; each leaves a dated trace and never rewrites the past. */
export const orgChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('rename'), name: line(80), shortName: line(20), ...dated }),
  z.strictObject({ change: z.literal('move'), parentId: orgId, ...dated }),
  z.strictObject({ change: z.literal('manage'), management, ...dated }),
  z.strictObject({ change: z.literal('dissolve'), ...dated }),
  z.strictObject({ change: z.literal('re-elect'), nextElectionOn: day, ...dated }),
])
export type OrgChange = z.output<typeof orgChange>

export const changeOrganisation = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/changes',
  summary: '更名、调整隶属、撤销、换届',
  access: 'signed-in',
  who: 'organisations.write',
  params: z.object({ orgId }),
  body: orgChange,
  output: z.object({ orgId, eventId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.in-use'],
})

/** Joins an organisation to another: its members go over in the same step, its past stays its own. */
export const mergeOrganisation = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/merge',
  summary: '并入另一个组织，党员一起过去',
  access: 'signed-in',
  who: 'organisations.write above',
  params: z.object({ orgId }),
  body: z.strictObject({ intoId: orgId, ...dated }),
  output: z.object({ orgId, intoId: orgId, membersMoved: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.in-use'],
})

/** A natural village and the grid that its households belong to. */
export const saveNaturalVillage = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/natural-villages',
  summary: '自然村和它所在的网格',
  access: 'signed-in',
  who: 'organisations.write',
  params: z.object({ orgId }),
  body: z.strictObject({ name: line(40), gridId: orgId.nullable() }),
  output: z.object({ placeId: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const organisationEndpoints = {
  getTree,
  getOrganisation,
  foundOrganisation,
  changeOrganisation,
  mergeOrganisation,
  saveNaturalVillage,
}
