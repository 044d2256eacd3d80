import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const taskStates = ['open', 'done', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]
export const taskStateLabels: Record<TaskState, string> = {
  open: '在办',
  done: '办好了',
  withdrawn: '撤回了',
}

/** A member of the branch, or whoever works there by an account: a resident cadre is no member of it. */
const owner = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('member'), id }),
  z.strictObject({ by: z.literal('account'), id }),
])
export type TaskOwner = z.output<typeof owner>

const taskRow = z.object({
  taskId: id,
  activityId: id,
  activityTitle: z.string(),
  activityDay: day,
  orgId,
  orgName: z.string(),
  what: z.string(),
  /** Null for who may not read the register there. */
  ownerName: z.string().nullable(),
  own: z.boolean(),
  dueOn: day,
  overdue: z.boolean(),
  state: z.enum(taskStates),
  stateLabel: z.string(),
  assignedByName: z.string(),
  settled: z.object({ byName: z.string(), at: instant, note: z.string() }).nullable(),
  abilities: z.object({ settle: z.boolean(), withdraw: z.boolean() }),
})
export type MeetingTask = z.output<typeof taskRow>

/** What one meeting gave people to do. */
export const getActivityTasks = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId/tasks',
  summary: '会上定的事',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ activityId: id }),
  output: z.object({
    rows: z.array(taskRow),
    /** Who can be given something, for who may give it. */
    owners: z.array(z.object({ by: z.enum(['account', 'member']), id, name: z.string(), note: z.string() })),
    abilities: z.object({ assign: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** At and below an organisation, or one's own: overdue first, then by day. */
export const listMeetingTasks = defineEndpoint({
  method: 'GET',
  path: '/meeting-tasks',
  summary: '会上定的事，在办的和办好的',
  access: 'signed-in',
  who: 'activities.read anywhere',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    state: z.enum([...taskStates, 'overdue']).optional(),
    mine: z.enum(['1']).optional(),
  }),
  output: listOf(taskRow),
  errors: ['access.denied', 'not-found'],
})

export const assignTask = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/tasks',
  summary: '会上定一件事，定到人',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ what: line(100), owner, dueOn: day }),
  output: z.object({ taskId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

const settling = {
  method: 'POST',
  access: 'signed-in',
  params: z.object({ taskId: id }),
  body: z.strictObject({ note: line(200) }),
  output: z.object({ taskId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
} as const

/** By whoever it was given to, or whoever calls the meeting. */
export const finishTask = defineEndpoint({
  ...settling,
  path: '/meeting-tasks/:taskId/done',
  who: 'activities.write',
  summary: '办好了',
})
export const withdrawTask = defineEndpoint({
  ...settling,
  path: '/meeting-tasks/:taskId/withdrawal',
  who: 'activities.write',
  summary: '这件事不办了',
})

const week = z.object({
  weekFrom: day,
  weekTo: day,
  /** Null: no meeting is recorded for that week. */
  activityId: id.nullable(),
  activityDay: day.nullable(),
  /** The cadre's item of the agenda was carried out. */
  attended: z.boolean(),
  cadre: z.string().nullable(),
  tasks: z.number().int(),
  done: z.number().int(),
})

/** The weekly meetings of a village: whether the resident cadre was there, and how much was given out. */
export const getCadreWeeks = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/cadre-weeks',
  summary: '驻村干部每周到会、布置工作',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ weeks: z.coerce.number().int().min(1).max(53).default(8) }),
  output: z.object({ orgId, orgName: z.string(), rows: z.array(week) }),
  errors: ['access.denied', 'not-found'],
})

export const meetingTaskEndpoints = {
  getActivityTasks,
  listMeetingTasks,
  assignTask,
  finishTask,
  withdrawTask,
  getCadreWeeks,
}
