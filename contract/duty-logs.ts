import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { logMeasures } from './log-measures.ts'
import { workKinds } from './work-kinds.ts'

/** In hundredths of the measure's unit, typed by hand: no device counts for anybody. */
const amount = z.number().int().min(1).max(10_000_00)
const amounts = z.partialRecord(z.enum(logMeasures), amount)

const work = z.strictObject({ kind: z.enum(workKinds), id })

const log = z.object({
  logId: id,
  day,
  work,
  workName: z.string(),
  orgName: z.string(),
  /** Null for a reader who may not know who it is, and of a volunteer whose consent is over. */
  name: z.string().nullable(),
  isVolunteer: z.boolean(),
  amounts,
  note: z.string().nullable(),
  finding: z.string().nullable(),
  caseId: id.nullable(),
  withdrawReason: z.string().nullable(),
  abilities: z.object({ withdraw: z.boolean(), raise: z.boolean() }),
})

/** What was done, in rounds, kilometres, tonnes or hours. For oneself; for another by who keeps the records there. */
export const logWork = defineEndpoint({
  method: 'POST',
  path: '/duty-logs',
  summary: '记一次履职',
  access: 'signed-in',
  who: 'posts.record',
  body: z.strictObject({
    work,
    day,
    /** None: the one who writes. */
    memberId: id.nullable().default(null),
    /** Somebody of the team who is no member. */
    personId: id.nullable().default(null),
    amounts: amounts.refine((typed) => Object.keys(typed).length > 0, '至少写一个数'),
    note: text(300).min(1).nullable().default(null),
    /** What was found amiss: it can be made a case. */
    finding: text(500).min(1).nullable().default(null),
  }),
  output: z.object({ logId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const withdrawLog = defineEndpoint({
  method: 'POST',
  path: '/duty-logs/:logId/withdrawal',
  summary: '撤回一次履职',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ logId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ logId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Makes what was found an issue to be put right, where the work belongs. */
export const raiseFinding = defineEndpoint({
  method: 'POST',
  path: '/duty-logs/:logId/case',
  summary: '把发现的问题立成一件',
  access: 'signed-in',
  who: 'cases.record',
  params: z.object({ logId: id }),
  body: z.strictObject({ urgency: z.enum(['normal', 'urgent', 'most-urgent']).default('normal') }),
  output: z.object({ caseId: id, no: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const filter = {
  orgId: orgId.optional(),
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  teamId: id.optional(),
  postId: id.optional(),
  areaId: id.optional(),
  memberId: id.optional(),
  personId: id.optional(),
  /** With something found that is no case yet. */
  open: z.stringbool().optional(),
}

/** The newest first. */
export const listLogs = defineEndpoint({
  method: 'GET',
  path: '/duty-logs',
  summary: '履职记录',
  access: 'signed-in',
  who: 'cases.record anywhere',
  query: z.object({ ...pageQuery, ...filter }),
  output: listOf(log),
  errors: ['not-found', 'access.denied'],
})

const totals = {
  times: z.number().int().min(0),
  amounts: z.partialRecord(z.enum(logMeasures), z.number().int()),
}

/** Of one year, by person or by the work; every total is the sum of the logs that its filter lists. */
export const totalLogs = defineEndpoint({
  method: 'GET',
  path: '/duty-log-totals',
  summary: '一年的履职合计',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({
    orgId: orgId.optional(),
    year: z.coerce.number().int().min(1949).max(2200).optional(),
    by: z.enum(['work', 'person']).default('work'),
  }),
  output: z.object({
    year: z.number().int(),
    all: z.object(totals),
    rows: z.array(
      z.object({
        label: z.string(),
        orgName: z.string(),
        /** What to ask the logs for. */
        filter: z.object({
          teamId: id.optional(),
          postId: id.optional(),
          areaId: id.optional(),
          memberId: id.optional(),
          personId: id.optional(),
        }),
        ...totals,
      }),
    ),
  }),
  errors: ['not-found', 'access.denied'],
})

/** What the one who asks has taken on, and the last that was written down: all that a phone needs. */
export const getOwnWork = defineEndpoint({
  method: 'GET',
  path: '/own-work',
  summary: '我的岗位、责任区和值班',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    works: z.array(
      z.object({
        work,
        name: z.string(),
        note: z.string(),
        /** The measures of the last log: asked first. */
        usual: z.array(z.enum(logMeasures)),
      }),
    ),
    turns: z.array(
      z.object({ day, teamName: z.string(), title: z.string(), startsAt: z.string().nullable() }),
    ),
    logs: z.array(log),
  }),
})

export const dutyLogEndpoints = { logWork, withdrawLog, raiseFinding, listLogs, totalLogs, getOwnWork }
