import { z } from 'zod'
import { activityKinds } from './activity-kinds.ts'
import { day, id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** The documents' own duties of a group's leader; an organisation may add others beside them. */
export const groupDuties = [
  { code: 'party-day', title: '固定党员活动日', activity: 'activity-day', period: 'month', times: 1 },
  { code: 'sanitation', title: '环境卫生', activity: 'sanitation', period: 'month', times: 1 },
  { code: 'river', title: '河道管护', activity: 'river-upkeep', period: 'month', times: 1 },
  { code: 'training', title: '日常培训', activity: 'training', period: 'quarter', times: 1 },
] as const

export const dutyPeriods = ['week', 'month', 'quarter'] as const
export const dutyPeriodLabels: Record<(typeof dutyPeriods)[number], string> = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
}

const activity = z.enum(activityKinds)
const period = z.enum(dutyPeriods)
const times = z.number().int().min(1).max(31)

/** A code of the product's, or the id of an organisation's own. */
const kindRef = z.string().min(1).max(40)
const what = {
  title: z.string(),
  activity,
  activityLabel: z.string(),
  period,
  periodLabel: z.string(),
  times,
}

const assigned = z.object({
  groupDutyId: id,
  groupId: orgId,
  groupName: z.string(),
  /** Null: whoever leads the group. A name only for who may read the register. */
  leader: z.object({ memberId: id, name: z.string() }).nullable(),
  ...what,
  area: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  /** The period of today, and how often it was done in it. */
  periodFrom: day,
  periodTo: day,
  found: z.number().int(),
  done: z.boolean(),
  abilities: z.object({ end: z.boolean() }),
})

const nomination = z.object({
  nominationId: id,
  memberId: id,
  name: z.string(),
  orgName: z.string(),
  reason: z.string(),
  decidedBy: z.string(),
  decidedOn: day,
  nominatedByName: z.string(),
  withdrawReason: z.string().nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
})

/** The groups of a branch (or of branches below), each with its duties; or one group's own. */
export const getDutyLists = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/duty-lists',
  summary: '党小组长的职责清单',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ orgId }),
  output: z.object({
    orgId,
    orgName: z.string(),
    rows: z.array(assigned),
    groups: z.array(z.object({ orgId, name: z.string() })),
    kinds: z.array(z.object({ kind: kindRef, ownName: z.string().nullable(), ...what })),
    activities: z.array(z.object({ activity, label: z.string() })),
    nominations: z.array(nomination),
    abilities: z.object({ assign: z.boolean(), nominate: z.boolean(), addKind: z.boolean() }),
  }),
  errors: ['not-found', 'access.denied'],
})

export const addDutyKind = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/duty-kinds',
  summary: '添一项小组长职责',
  access: 'signed-in',
  who: ['duty-lists.write here', 'worklists.send here'],
  params: z.object({ orgId }),
  body: z.strictObject({ title: line(30), activity, period, times }),
  output: z.object({ kind: kindRef }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const assignDuty = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/group-duties',
  summary: '给党小组定一项职责',
  access: 'signed-in',
  who: 'duty-lists.write here',
  params: z.object({ orgId }),
  body: z.strictObject({
    groupId: orgId,
    kind: kindRef,
    leaderId: id.nullable().default(null),
    area: line(60),
    validFrom: day,
    validTo: day.nullable().default(null),
  }),
  output: z.object({ groupDutyId: id }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

const ended = z.strictObject({ reason: line(200) })

export const endGroupDuty = defineEndpoint({
  method: 'POST',
  path: '/group-duties/:groupDutyId/end',
  summary: '不再由这个小组做',
  access: 'signed-in',
  who: 'duty-lists.write here',
  params: z.object({ groupDutyId: id }),
  body: ended,
  output: z.object({ groupDutyId: id }),
  errors: ['not-found', 'access.denied', 'state.wrong'],
})

export const listDutyRecords = defineEndpoint({
  method: 'GET',
  path: '/group-duties/:groupDutyId/records',
  summary: '一项职责由哪些活动做到了',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ groupDutyId: id }),
  output: z.object({
    rows: z.array(
      z.object({ factId: id, day, title: z.string(), present: z.number().int(), link: z.string() }),
    ),
  }),
  errors: ['not-found', 'access.denied'],
})

/** A leader whom the branch puts forward for the village's reserve. Decided by people, and open to the person. */
export const nominateReserve = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/reserve-nominations',
  summary: '推荐党小组长为村级后备干部',
  access: 'signed-in',
  who: 'duty-lists.write here',
  params: z.object({ orgId }),
  body: z.strictObject({ memberId: id, reason: line(200), decidedBy: line(60), decidedOn: day }),
  output: z.object({ nominationId: id }),
  errors: ['not-found', 'access.denied', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const withdrawNomination = defineEndpoint({
  method: 'POST',
  path: '/reserve-nominations/:nominationId/withdraw',
  summary: '撤回推荐',
  access: 'signed-in',
  who: 'duty-lists.write here',
  params: z.object({ nominationId: id }),
  body: ended,
  output: z.object({ nominationId: id }),
  errors: ['not-found', 'access.denied', 'state.wrong'],
})

export const listMyNominations = defineEndpoint({
  method: 'GET',
  path: '/reserve-nominations/mine',
  summary: '推荐我为后备干部的记录',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(nomination) }),
})

export const dutyListEndpoints = {
  getDutyLists,
  addDutyKind,
  assignDuty,
  endGroupDuty,
  listDutyRecords,
  nominateReserve,
  withdrawNomination,
  listMyNominations,
}
