import { accountOf, type Ctx } from '../../../core/context/context.ts'

type NewPhoto = { activityId: string; orgId: number; width: number; height: number }

export async function insertPhoto(ctx: Ctx, { activityId, orgId, width, height }: NewPhoto): Promise<void> {
  await ctx.db
    .insertInto('activity_photos')
    .values({
      county_id: ctx.county,
      photo_id: ctx.requestId,
      activity_id: activityId,
      org_id: orgId,
      width,
      height,
      added_by: accountOf(ctx),
      added_at: ctx.now,
    })
    .execute()
}

export function listPhotos(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('activity_photos as p')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'p.added_by'),
    )
    .select(['p.photo_id', 'p.width', 'p.height', 'p.added_at', 'a.name as by_name'])
    .where('p.county_id', '=', ctx.county)
    .where('p.activity_id', '=', activityId)
    .orderBy('p.added_at')
    .orderBy('p.photo_id')
    .execute()
}

export function findPhoto(ctx: Ctx, photoId: string) {
  return ctx.db
    .selectFrom('activity_photos')
    .select(['activity_id', 'org_id'])
    .where('county_id', '=', ctx.county)
    .where('photo_id', '=', photoId)
    .executeTakeFirst()
}

export async function deletePhoto(ctx: Ctx, photoId: string): Promise<boolean> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('activity_photos')
    .where('county_id', '=', ctx.county)
    .where('photo_id', '=', photoId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
