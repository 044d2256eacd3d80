import { z } from 'zod'
import { id, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Who came and is no member of the register: a lecturer, an activist, a villager. A name and from where, no more. */
export const addGuest = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/guests',
  summary: '记一位来宾',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ name: line(30), origin: line(60) }),
  output: z.object({ guestId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const removeGuest = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/guests/:guestId/removal',
  summary: '去掉一位来宾',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id, guestId: id }),
  body: z.strictObject({}),
  output: z.object({ guestId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const guestEndpoints = { addGuest, removeGuest }
