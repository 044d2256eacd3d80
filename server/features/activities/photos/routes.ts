import * as contract from '../../../../contract/activity-photos.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demandMay, may } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { readFile } from '../../../core/files/store.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { placeOf } from '../../organisations/commands.ts'
import { findActivity } from '../list-queries.ts'
import { addPhoto, redrawUpload, removePhoto } from './commands.ts'
import * as q from './queries.ts'

/** The place of an activity for who reads its minutes there. */
async function loadReadable(ctx: Ctx, activityId: string) {
  const row = await findActivity(ctx, activityId)
  demand(row, 'not-found')
  const place = await placeOf(ctx, row.org_id)
  demandMay(ctx.actor, 'activities.read', place)
  return { row, place }
}

export const photoRoutes: Route[] = [
  endpoint(contract.listActivityPhotos, async (ctx, { params: { activityId } }) => {
    const { row, place } = await loadReadable(ctx, activityId)
    const rows = await q.listPhotos(ctx, activityId)
    const writes = may(ctx.actor, 'activities.write', place)
    return {
      activityId,
      rows: rows.map((one) => ({
        photoId: one.photo_id,
        byName: one.by_name ?? '',
        at: one.added_at.toISOString(),
      })),
      abilities: {
        add: writes && row.state !== 'cancelled' && rows.length < contract.maxPhotos,
        remove: writes,
      },
    }
  }),

  endpoint(
    contract.addActivityPhoto,
    async (ctx, { params, file }) => ({ photoId: await addPhoto(ctx, params.activityId, file) }),
    { before: (actor, { file }) => redrawUpload(actor, file) },
  ),

  endpoint(contract.getActivityPhoto, async (ctx, { params: { photoId } }) => {
    const photo = await q.findPhoto(ctx, photoId)
    demand(photo, 'not-found')
    await loadReadable(ctx, photo.activity_id)
    const file = await readFile(ctx, photoId)
    demand(file, 'not-found')
    const { name, mediaType, bytes } = file
    return { name, orgId: photo.org_id, mediaType, bytes }
  }),

  endpoint(contract.removeActivityPhoto, async (ctx, { params }) => {
    await removePhoto(ctx, params.photoId)
    return params
  }),
]
