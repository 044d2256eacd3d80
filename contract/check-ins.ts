import { z } from 'zod'
import { id, instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** For how many seconds one code stands on the screen. */
export const codePeriod = 30

/** Puts a code on the wall for one activity, on its day. Nobody has to scan it: whoever has no phone is called. */
export const openCheckIn = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/check-in-code',
  summary: '打开扫码签到',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({}),
  output: z.object({ activityId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The codes of the next minutes, so that the screen goes on when the line is lost. `inSeconds` from the answer on. */
export const getCheckInCode = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId/check-in-code',
  summary: '现在的签到码',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  output: z.object({
    activityId: id,
    title: z.string(),
    codes: z.array(z.object({ code: z.string(), inSeconds: z.number() })),
    checkedIn: z.number().int(),
    expected: z.number().int(),
  }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/**
 * A member has scanned the code. `scannedAt` is the time of the scan by the server's clock as the phone knows it: without
 * a connection it is sent later, until the activity is recorded. No place is asked or kept.
 */
export const checkIn = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/check-ins',
  summary: '扫码签到',
  access: 'signed-in',
  who: 'own',
  params: z.object({ activityId: id }),
  body: z.strictObject({ code: z.string().regex(/^\d{8}$/, '这不是签到码'), scannedAt: instant }),
  /** `visitor`: from another branch; whoever calls the roll puts the person on it. */
  output: z.object({ activityId: id, at: instant, visitor: z.boolean() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const checkInEndpoints = { openCheckIn, getCheckInCode, checkIn }
