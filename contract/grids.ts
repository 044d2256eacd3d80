import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** The six figures of a grid. Members come from their own register and are never typed. */
export const gridFigures = [
  'households',
  'population',
  'members',
  'representatives',
  'enterprises',
  'newResidents',
] as const
export type GridFigure = (typeof gridFigures)[number]

export const gridFigureLabels: Record<GridFigure, string> = {
  households: '户',
  population: '人口',
  members: '党员',
  representatives: '村民代表',
  enterprises: '企业',
  newResidents: '新居民',
}

/** What is counted by hand is stale when it is older than this many days. */
export const freshDays = 92

export const gridDuties = ['head', 'staff'] as const
export const gridDutyLabels: Record<(typeof gridDuties)[number], string> = {
  head: '网格长',
  staff: '网格员',
}

function most(limit: number) {
  return z.number().int().min(0).max(limit)
}

const typedCounts = {
  representatives: most(10_000),
  enterprises: most(10_000),
  /** Null: as the register of households has it at any time. */
  lived: z
    .strictObject({ households: most(100_000), population: most(1_000_000), newResidents: most(1_000_000) })
    .nullable(),
}

const staffRow = z.object({
  staffId: id,
  duty: z.enum(gridDuties),
  dutyLabel: z.string(),
  name: z.string(),
  memberId: id.nullable(),
  validFrom: day,
  validTo: day.nullable(),
})

const along = z.number().int().min(0).max(1000)
const point = z.tuple([along, along])
const corners = z.array(point).min(3, '至少要三个角').max(60)
const dot = z.strictObject({ placeId: smallNumber, at: point })

/** Where the plane lies: longitude and latitude of its middle (CGCS2000), and how wide it is on the ground. */
const frame = z.strictObject({
  lon: z.number().min(73).max(136),
  lat: z.number().min(3).max(54),
  metres: z.number().int().min(100).max(50_000),
})
export type MapFrame = z.output<typeof frame>

const gridRow = z.object({
  orgId,
  name: z.string(),
  villageName: z.string(),
  /** Null: never counted. Members are always there. */
  figures: z.partialRecord(z.enum(gridFigures), z.number().int()),
  countedOn: day.nullable(),
  /** Households, people and new residents are read from the register. */
  fromRegister: z.boolean(),
  isStale: z.boolean(),
  staff: z.array(staffRow),
  places: z.array(z.object({ placeId: smallNumber, name: z.string() })),
  corners: z.array(point).nullable(),
  dots: z.array(dot),
  /** Null: drawn on a plain ground. */
  frame: frame.nullable(),
  abilities: z.object({ write: z.boolean(), count: z.boolean(), households: z.boolean() }),
})
export type GridRow = z.output<typeof gridRow>

/** The grids at and below a place, or wherever the reader may look, in the order of the tree. */
export const listGrids = defineEndpoint({
  method: 'GET',
  path: '/grids',
  summary: '网格、六项数字、网格长和网格员',
  access: 'signed-in',
  who: 'grids.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional() }),
  output: listOf(gridRow),
  errors: ['access.denied', 'not-found'],
})

const countRow = z.object({
  countId: id,
  countedOn: day,
  ...typedCounts,
  recordedByName: z.string(),
  recordedAt: instant,
})

/** One grid, with who had it before and every count, the newest first. */
export const getGrid = defineEndpoint({
  method: 'GET',
  path: '/grids/:orgId',
  summary: '一个网格',
  access: 'signed-in',
  who: 'grids.read',
  params: z.object({ orgId }),
  output: gridRow.extend({
    villageId: orgId,
    formerStaff: z.array(staffRow),
    counts: z.array(countRow),
  }),
  errors: ['access.denied', 'not-found'],
})

export const countGrid = defineEndpoint({
  method: 'POST',
  path: '/grids/:orgId/counts',
  summary: '更新网格的数字',
  access: 'signed-in',
  who: 'households.write',
  params: z.object({ orgId }),
  body: z.strictObject({ countedOn: day, ...typedCounts }),
  output: z.object({ countId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** A new head takes over from the old one, whose term ends the day before. */
export const nameGridStaff = defineEndpoint({
  method: 'POST',
  path: '/grids/:orgId/staff',
  summary: '定网格长、网格员',
  access: 'signed-in',
  who: 'grids.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    duty: z.enum(gridDuties),
    /** Somebody of the register, or else the name of somebody who is not in it. */
    memberId: id.nullable().default(null),
    name: line(30).nullable().default(null),
    validFrom: day,
  }),
  output: z.object({ staffId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endGridStaff = defineEndpoint({
  method: 'POST',
  path: '/grids/:orgId/staff/:staffId/end',
  summary: '网格长、网格员不再担任',
  access: 'signed-in',
  who: 'grids.write',
  params: z.object({ orgId, staffId: id }),
  body: z.strictObject({ validTo: day, reason: line(200) }),
  output: z.object({ staffId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Corners and dots from 0 to 1000 on a plain ground: a sketch, never a border. */
export const drawGrid = defineEndpoint({
  method: 'PUT',
  path: '/grids/:orgId/drawing',
  summary: '画网格的轮廓',
  access: 'signed-in',
  who: 'grids.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    corners,
    dots: z.array(dot).max(60).default([]),
    frame: frame.nullable().default(null),
  }),
  output: z.object({ version: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const gridEndpoints = { listGrids, getGrid, countGrid, nameGridStaff, endGridStaff, drawGrid }
