import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { serviceMatters } from './service-matters.ts'

const matter = z.enum(serviceMatters)
const count = z.number().int().min(0)
const year = z.coerce.number().int().min(1949).max(2200).optional()

const unit = z.object({
  unitId: id,
  /** The community that it has reported to. */
  orgId,
  orgName: z.string(),
  name: z.string(),
  branchId: orgId.nullable(),
  registeredOn: day,
  endedOn: day.nullable(),
  /** Null for who only belongs there. */
  people: count.nullable(),
  /** Of the year that was asked for. */
  services: count.nullable(),
  residentsProblems: count.nullable(),
  communityProblems: count.nullable(),
  abilities: z.object({ write: z.boolean(), signUp: z.boolean(), record: z.boolean() }),
})

/** Units that have reported to the communities of the reader, or that are the reader's own. */
export const listServiceUnits = defineEndpoint({
  method: 'GET',
  path: '/service-units',
  summary: '来报到的单位',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), year }),
  output: listOf(unit).extend({
    year: z.number().int(),
    /** Over all pages. */
    all: z
      .object({ people: count, services: count, residentsProblems: count, communityProblems: count })
      .nullable(),
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['not-found', 'access.denied'],
})

/** Each its own branch of the county where it has one here; a unit of elsewhere by its name alone. */
export const registerServiceUnits = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/service-units',
  summary: '单位报到',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    rows: z
      .array(z.strictObject({ name: line(60), branchId: orgId.nullable().default(null), registeredOn: day }))
      .min(1)
      .max(300),
  }),
  output: z.object({ registered: count }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const endServiceUnit = defineEndpoint({
  method: 'POST',
  path: '/service-units/:unitId/end',
  summary: '单位不再报到',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ unitId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ unitId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const getServiceUnit = defineEndpoint({
  method: 'GET',
  path: '/service-units/:unitId',
  summary: '一个来报到的单位',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ unitId: id }),
  output: unit.extend({
    signedUp: z.array(
      z.object({
        signUpId: id,
        memberId: id.nullable(),
        name: z.string().nullable(),
        skill: z.string(),
        signedOn: day,
        own: z.boolean(),
      }),
    ),
  }),
  errors: ['not-found'],
})

export const signUpForService = defineEndpoint({
  method: 'POST',
  path: '/service-units/:unitId/people',
  summary: '报名到社区服务',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ unitId: id }),
  body: z.strictObject({
    /** None: the one who asks. */
    memberId: id.nullable().default(null),
    skill: line(40),
  }),
  output: z.object({ signUpId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

export const leaveService = defineEndpoint({
  method: 'POST',
  path: '/service-units/:unitId/people/:signUpId/leave',
  summary: '不再报名',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ unitId: id, signUpId: id }),
  body: z.strictObject({}),
  output: z.object({ signUpId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const log = z.object({
  logId: id,
  unitId: id,
  unitName: z.string(),
  orgName: z.string(),
  name: z.string().nullable(),
  day,
  what: z.string(),
  matter,
  matterLabel: z.string(),
  problems: count,
  withdrawReason: z.string().nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
})

/** By who did it, or by the community that saw it done. */
export const logService = defineEndpoint({
  method: 'POST',
  path: '/service-units/:unitId/logs',
  summary: '记一次社区服务',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ unitId: id }),
  body: z.strictObject({
    /** None: the own. */
    signUpId: id.nullable().default(null),
    day,
    what: text(200).min(1, '请写做了什么'),
    matter,
    /** How many problems it put an end to; a service that ended none is a service. */
    problems: z.number().int().min(0).max(200).default(0),
  }),
  output: z.object({ logId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const withdrawService = defineEndpoint({
  method: 'POST',
  path: '/service-logs/:logId/withdrawal',
  summary: '撤回一次社区服务',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ logId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ logId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The newest first; every total of a unit is the sum of what this lists. */
export const listServiceLogs = defineEndpoint({
  method: 'GET',
  path: '/service-logs',
  summary: '社区服务记录',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    unitId: id.optional(),
    year,
    matter: matter.optional(),
    /** Those that put an end to a problem. */
    solved: z.stringbool().optional(),
    /** Only what the one who asks has done. */
    own: z.stringbool().optional(),
  }),
  output: listOf(log),
  errors: ['not-found', 'access.denied'],
})

export const serviceUnitEndpoints = {
  listServiceUnits,
  registerServiceUnits,
  endServiceUnit,
  getServiceUnit,
  signUpForService,
  leaveService,
  logService,
  withdrawService,
  listServiceLogs,
}
