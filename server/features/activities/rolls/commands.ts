import type { Ctx } from '../../../core/context/context.ts'
import { closeCodes, closeMovedCodes } from './check-in-queries.ts'
import { endLinks, followHeadings } from './link-queries.ts'
import { endMakeUps } from './make-up-queries.ts'

/** These rolls are recorded or called off: nobody scans or comes in by an address any more. */
export function shutRolls(ctx: Ctx, activityIds: readonly string[]): void {
  closeCodes(ctx, activityIds)
  endLinks(ctx, { activityIds })
}

/** These say something else now: their addresses say it too, and nobody scans for a day that it is no longer. */
export async function followChanges(ctx: Ctx, activityIds: readonly string[]): Promise<void> {
  await followHeadings(ctx, activityIds)
  closeMovedCodes(ctx, activityIds)
}

/** A correction says that these were there after all, or that nothing took place: then there was nothing to make up. */
export async function endNeedlessMakeUps(
  ctx: Ctx,
  activityId: string,
  memberIds: readonly string[] | 'all',
  reason: string,
): Promise<void> {
  for (const factId of await endMakeUps(ctx, activityId, memberIds, reason))
    ctx.facts.void({ factId, reason })
}
