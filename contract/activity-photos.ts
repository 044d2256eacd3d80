import { z } from 'zod'
import { id, instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Nobody has to add one, and nothing is worked out from them: so many are enough for a page of the minutes. */
export const maxPhotos = 6

const ofActivity = { access: 'signed-in', params: z.object({ activityId: id }) } as const
const ofPhoto = { access: 'signed-in', params: z.object({ photoId: id }) } as const

/** The photos of one meeting, in the order in which they were added; to those who read its minutes. */
export const listActivityPhotos = defineEndpoint({
  ...ofActivity,
  method: 'GET',
  path: '/activities/:activityId/photos',
  summary: '会议照片',
  who: 'activities.read',
  output: z.object({
    activityId: id,
    rows: z.array(z.object({ photoId: id, byName: z.string(), at: instant })),
    abilities: z.object({ add: z.boolean(), remove: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/**
 * Adds a photo. It is drawn anew before it is kept, no longer than 1600 pixels: where and with what it was taken, which
 * stands in the file of a camera, is not kept.
 */
export const addActivityPhoto = defineEndpoint({
  ...ofActivity,
  method: 'POST',
  path: '/activities/:activityId/photos',
  summary: '加一张会议照片',
  // Whether it is a photo at all is said before the meeting is looked for.
  who: 'activities.write anywhere',
  consumes: 'file',
  output: z.object({ photoId: id }),
  errors: [
    'access.denied',
    'not-found',
    'state.wrong',
    'input.unreadable',
    'input.unsupported',
    'input.too-large',
  ],
})

export const getActivityPhoto = defineEndpoint({
  ...ofPhoto,
  method: 'GET',
  path: '/activity-photos/:photoId/photo.jpg',
  summary: '一张会议照片',
  who: 'activities.read',
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found'],
})

/** Takes a photo away, its picture with it: nothing is kept of it but who did so. */
export const removeActivityPhoto = defineEndpoint({
  ...ofPhoto,
  method: 'DELETE',
  path: '/activity-photos/:photoId',
  summary: '去掉一张会议照片',
  who: 'activities.write',
  output: z.object({ photoId: id }),
  errors: ['access.denied', 'not-found'],
})

export const activityPhotoEndpoints = {
  listActivityPhotos,
  addActivityPhoto,
  getActivityPhoto,
  removeActivityPhoto,
}
