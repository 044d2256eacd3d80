import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, smallNumber, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { areaKinds } from './post-catalogue.ts'

const term = z.object({
  contractId: id,
  memberId: id.nullable(),
  /** Null for a reader who may not know who it is. */
  name: z.string().nullable(),
  managerName: z.string().nullable(),
  task: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  endReason: z.string().nullable(),
  abilities: z.object({ end: z.boolean() }),
})

const area = z.object({
  areaId: id,
  orgId,
  orgName: z.string(),
  kind: z.enum(areaKinds),
  kindLabel: z.string(),
  name: z.string(),
  placeName: z.string().nullable(),
  closedOn: day.nullable(),
  /** Who answers for it today; null: nobody, and that is to be seen. */
  owner: term.nullable(),
  abilities: z.object({ write: z.boolean() }),
})

/** Those without an owner first. */
export const listAreas = defineEndpoint({
  method: 'GET',
  path: '/duty-areas',
  summary: '责任区和谁包干',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), vacant: z.stringbool().optional() }),
  output: listOf(area).extend({ vacancies: z.number().int() }),
  errors: ['not-found', 'access.denied'],
})

export const getArea = defineEndpoint({
  method: 'GET',
  path: '/duty-areas/:areaId',
  summary: '一个责任区和历次包干',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ areaId: id }),
  output: area.extend({ terms: z.array(term) }),
  errors: ['not-found'],
})

export const addArea = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/duty-areas',
  summary: '划一个责任区',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    kind: z.enum(areaKinds),
    name: line(40),
    placeId: smallNumber.nullable().default(null),
  }),
  output: z.object({ areaId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

/**
 * A task contract: who does it, who manages it and what is to be done, none of them left out. Whoever had it before
 * ends the day before.
 */
export const contractArea = defineEndpoint({
  method: 'POST',
  path: '/duty-areas/:areaId/contracts',
  summary: '定谁包干',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ areaId: id }),
  body: z.strictObject({
    memberId: id,
    managerId: id,
    task: text(200).min(1, '请写明要做到什么'),
    validFrom: day,
    validTo: day.nullable().default(null),
  }),
  output: z.object({ contractId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const endAreaContract = defineEndpoint({
  method: 'POST',
  path: '/area-contracts/:contractId/end',
  summary: '不再包干',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ contractId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ contractId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const closeArea = defineEndpoint({
  method: 'POST',
  path: '/duty-areas/:areaId/close',
  summary: '撤一个责任区',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ areaId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ areaId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const areaEndpoints = { listAreas, getArea, addArea, contractArea, endAreaContract, closeArea }
