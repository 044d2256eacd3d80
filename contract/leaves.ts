import { z } from 'zod'
import { id, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { absenceReasons } from './rolls.ts'

export const leaveStates = ['asked', 'granted', 'declined', 'withdrawn'] as const
export type LeaveState = (typeof leaveStates)[number]

export const leaveStateLabels: Record<LeaveState, string> = {
  asked: '等答复',
  granted: '准了',
  declined: '没有准',
  withdrawn: '收回了',
}

/** A leave always says why; `no-reason` is for an absence. */
export const leaveReasons = absenceReasons.filter((reason) => reason !== 'no-reason')
export type LeaveReason = (typeof leaveReasons)[number]

const why = { reason: z.enum(leaveReasons), note: line(100).nullable().default(null) }
const state = z.enum(leaveStates)
const errors = ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'] as const

/** Of whoever stands on the roll, for an activity that has not been recorded and whose day has not passed. */
export const askLeave = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/leave',
  summary: '本人请假',
  access: 'signed-in',
  who: 'own',
  params: z.object({ activityId: id }),
  body: z.strictObject(why),
  output: z.object({ leaveId: id, state }),
  errors,
})

/** Whoever calls the roll writes it down for somebody who said so by word of mouth: granted at once. */
export const recordLeave = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/leaves',
  summary: '代党员记请假',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ memberId: id, ...why }),
  output: z.object({ leaveId: id, state }),
  errors,
})

/** Whoever calls the roll, never about themselves. A no needs a word. */
export const decideLeave = defineEndpoint({
  method: 'POST',
  path: '/leaves/:leaveId/decision',
  summary: '准假，或者不准',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ leaveId: id }),
  body: z.strictObject({ granted: z.boolean(), word: line(100).nullable().default(null) }),
  output: z.object({ leaveId: id, state }),
  errors,
})

/** By the member, or by whoever calls the roll, until the activity's day is over or it is recorded. */
export const withdrawLeave = defineEndpoint({
  method: 'POST',
  path: '/leaves/:leaveId/withdrawal',
  summary: '不请假了，收回',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ leaveId: id }),
  body: z.strictObject({}),
  output: z.object({ leaveId: id, state }),
  errors,
})

export const leaveEndpoints = { askLeave, recordLeave, decideLeave, withdrawLeave }
