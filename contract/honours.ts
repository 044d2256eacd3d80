import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { factAttributes } from './facts.ts'

const level = factAttributes.honour.shape.level
export type HonourLevel = z.output<typeof level>

export const honourLevelLabels: Record<HonourLevel, string> = {
  national: '国家级',
  province: '省级',
  city: '市级',
  district: '区（县）级',
  town: '镇（街道）级',
  village: '村级',
}

const honourRow = z.object({
  honourId: id,
  memberId: id,
  memberName: z.string(),
  orgId,
  orgName: z.string(),
  title: z.string(),
  level,
  levelLabel: z.string(),
  issuer: z.string(),
  certificateNo: z.string(),
  awardedOn: day,
  recordedByName: z.string(),
  recordedAt: instant,
  withdrawn: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
})

/** Honours of members in the reader's scope, newest first, withdrawn ones among them; a member reads the own. */
export const listHonours = defineEndpoint({
  method: 'GET',
  path: '/honours',
  summary: '荣誉',
  access: 'signed-in',
  who: 'members.read anywhere',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    memberId: id.optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  output: listOf(honourRow),
  errors: ['access.denied', 'not-found'],
})

/** By the certificate's number. The paper itself need not be filed. */
export const recordHonour = defineEndpoint({
  method: 'POST',
  path: '/honours',
  summary: '记一项荣誉',
  access: 'signed-in',
  who: 'activities.write',
  body: z.strictObject({
    memberId: id,
    title: line(80),
    level,
    issuer: line(80),
    certificateNo: line(60),
    awardedOn: day,
  }),
  output: z.object({ honourId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const withdrawHonour = defineEndpoint({
  method: 'POST',
  path: '/honours/:honourId/withdraw',
  summary: '撤销一项荣誉记录',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ honourId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ honourId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const honourEndpoints = { listHonours, recordHonour, withdrawHonour }
