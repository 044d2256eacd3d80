import { maxPhotos } from '../../../../contract/activity-photos.ts'
import type { Actor, Ctx } from '../../../core/context/context.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { mediaTypes } from '../../../core/files/media-type.ts'
import { readFile, removeFile, storeFile } from '../../../core/files/store.ts'
import type { UploadedFile } from '../../../core/http/endpoint.ts'
import { type Picture, redrawPicture } from '../../../core/pictures/redraw.ts'
import { demandState, loadForWrite } from '../commands.ts'
import * as q from './queries.ts'

/** What was drawn anew before the transaction began, by the bytes that were sent. */
const redrawn = new WeakMap<Uint8Array, Picture>()

/** Draws a photo anew while no transaction is open, for one who records activities somewhere. */
export async function redrawUpload(actor: Actor, { bytes }: UploadedFile): Promise<void> {
  demand(mayAnywhere(actor, 'activities.write'), 'access.denied')
  redrawn.set(bytes, await redrawPicture(bytes))
}

/** Adds a photo to an activity that stands, recorded or not: it is no fact and no figure. Answers its id. */
export async function addPhoto(ctx: Ctx, activityId: string, file: UploadedFile): Promise<string> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned', 'closed', 'reopened')
  const { orgId } = org
  const { length } = await q.listPhotos(ctx, activityId)
  demand(length < maxPhotos, 'state.wrong', { message: `照片够了，一次活动最多 ${maxPhotos} 张。` })
  const { bytes, width, height } = redrawn.get(file.bytes) ?? (await redrawPicture(file.bytes))
  const photoId = ctx.requestId
  const name = `照片${length + 1}.jpg`
  await storeFile(ctx, {
    fileId: photoId,
    orgId,
    name,
    bytes,
    accepts: [mediaTypes.jpeg],
    expiresOn: null,
  })
  await q.insertPhoto(ctx, { activityId, orgId, width, height })
  ctx.audit({ action: 'activity.photo-added', target: { kind: 'activity', id: activityId }, orgId })
  return photoId
}

/** Errors: not-found, access.denied. */
export async function removePhoto(ctx: Ctx, photoId: string): Promise<void> {
  const photo = await q.findPhoto(ctx, photoId)
  demand(photo, 'not-found')
  const { activity_id: activityId } = photo
  const { org } = await loadForWrite(ctx, activityId)
  demand(await q.deletePhoto(ctx, photoId), 'not-found')
  await removeFile(ctx, photoId)
  ctx.audit({
    action: 'activity.photo-removed',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
}

export type Photo = { bytes: Buffer; width: number; height: number }

/** The pictures of one activity, for paper. Whoever prints has asked for the right. */
export async function readPhotos(ctx: Ctx, activityId: string): Promise<Photo[]> {
  const photos: Photo[] = []
  for (const { photo_id: photoId, width, height } of await q.listPhotos(ctx, activityId)) {
    const file = await readFile(ctx, photoId)
    if (file) photos.push({ bytes: file.bytes, width, height })
  }
  return photos
}
