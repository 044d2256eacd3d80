import { z } from 'zod'
import { day, id, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** 补课: at a later session, or at home with somebody who comes to teach. */
export const makeUpWays = ['session', 'home'] as const
export type MakeUpWay = (typeof makeUpWays)[number]

export const makeUpWayLabels: Record<MakeUpWay, string> = { session: '集中补课', home: '上门补课' }

/**
 * Those who missed an activity that is recorded and have made up for it, together. They stay absent or on leave on its
 * roll; whether it counts for anything is a matter of the rules.
 */
export const recordMakeUp = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/make-ups',
  summary: '记补课',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({
    memberIds: z.array(id).min(1).max(500),
    way: z.enum(makeUpWays),
    day,
    teacher: line(40),
    note: line(100).nullable().default(null),
  }),
  output: z.object({ makeUpId: id, members: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const withdrawMakeUp = defineEndpoint({
  method: 'POST',
  path: '/make-ups/:makeUpId/members/:memberId/withdrawal',
  summary: '补课记错了，撤销',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ makeUpId: id, memberId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ makeUpId: id, memberId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const makeUpEndpoints = { recordMakeUp, withdrawMakeUp }
