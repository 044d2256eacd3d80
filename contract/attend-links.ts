import { z } from 'zod'
import { day, id, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const attendLinkStates = ['open', 'used', 'ended'] as const
export type AttendLinkState = (typeof attendLinkStates)[number]

/** What a member far away writes on the page of the address. */
export const attendWords = text(500)

/**
 * A one-time address for one member on the roll and one activity, good on its day, without an account. It is told this
 * once. An earlier one of the same member that was not used ends.
 */
export const makeAttendLink = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/attend-links',
  summary: '给在外的党员一个报到地址',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ memberId: id }),
  output: z.object({ linkId: id, path: z.string(), name: z.string(), day }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endAttendLink = defineEndpoint({
  method: 'POST',
  path: '/attend-links/:linkId/end',
  summary: '报到地址作废',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ linkId: id }),
  body: z.strictObject({}),
  output: z.object({ linkId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const attendLinkEndpoints = { makeAttendLink, endAttendLink }
