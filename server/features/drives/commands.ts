import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { mayTag, reaches } from './policy.ts'
import * as q from './queries.ts'
import { addTag, findSource, removeTag, type Source } from './tag-queries.ts'

export async function startDrive(ctx: Ctx, orgId: number, wish: q.NewDrive): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.send', place)
  demand(wish.validFrom <= wish.validTo, 'input.invalid', {
    field: 'body.validTo',
    message: '结束不能早于开始。',
  })
  await q.insertDrive(ctx, orgId, wish)
  ctx.audit({ action: 'drive.started', target: { kind: 'drive', id: ctx.requestId }, orgId })
}

export async function endDrive(ctx: Ctx, driveId: string, reason: string): Promise<void> {
  const row = await q.findDrive(ctx, driveId)
  demand(row && reaches(ctx.actor, row), 'not-found')
  demand(may(ctx.actor, 'worklists.send', row), 'access.denied')
  demand(await q.endDrive(ctx, driveId, reason), 'state.wrong', { message: '已经结束了。' })
  ctx.audit({ action: 'drive.ended', target: { kind: 'drive', id: driveId }, orgId: row.org_id })
}

/** Puts a record under a drive that runs for its organisation, or takes it out again. */
export async function setTag(
  ctx: Ctx,
  driveId: string,
  { source, sourceId, on }: { source: Source; sourceId: string; on: boolean },
): Promise<void> {
  const found = await findSource(ctx, source, sourceId)
  demand(found && inScope(ctx.actor, { orgId: found.org_id, path: found.path }), 'not-found')
  demand(mayTag(ctx.actor, source, found), 'access.denied')
  const tag = { driveId, source, sourceId, orgId: found.org_id }
  if (on) {
    const inForce = (await q.listInForce(ctx, found.path)).some((row) => row.drive_id === driveId)
    demand(inForce, 'state.wrong', { message: '这项主题活动现在不在这里开展。' })
    await addTag(ctx, tag)
  } else await removeTag(ctx, tag)
  const target = { kind: 'drive', id: driveId }
  ctx.audit({
    action: on ? 'drive.tagged' : 'drive.untagged',
    target,
    orgId: found.org_id,
    detail: { source: sourceId },
  })
}
