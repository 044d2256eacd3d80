import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { mergeOrganisation } from '../organisations/commands.ts'
import * as moves from './move-queries.ts'
import * as places from './place-queries.ts'
import * as posts from './post-queries.ts'

export type Merging = { intoId: number; happenedOn: string; reason: string }

/**
 * Joins a branch to another: the living members go over, each with an event; who has left stays in the branch's past.
 * Answers how many moved. Errors as organisations' mergeOrganisation.
 */
export async function mergeBranch(ctx: Ctx, orgId: number, wish: Merging): Promise<number> {
  // Held in the order of their numbers: two merges crossing each other wait instead of locking up.
  const held = new Map((await places.lockOrgs(ctx, [orgId, wish.intoId])).map((org) => [org.org_id, org]))
  for (const id of [orgId, wish.intoId]) {
    const org = held.get(id)
    demandMay(ctx.actor, 'organisations.write', org && { orgId: id, path: org.path })
  }
  const memberIds = await moves.lockLivingOf(ctx, orgId)
  if (memberIds.length > 0) {
    demand(held.get(wish.intoId)?.kind === 'branch', 'input.invalid', {
      field: 'body.intoId',
      message: '党员要编在支部里，请选支部。',
    })
    await moveMembers(ctx, { ...wish, memberIds, toOrgId: wish.intoId })
  }
  await mergeOrganisation(ctx, orgId, wish)
  return memberIds.length
}

/**
 * Moves members whose lines are locked into another branch: the posts in the old committee end, posts of service and
 * the dated list go along, the group is left. Three statements for however many.
 */
export async function moveMembers(
  ctx: Ctx,
  wish: { memberIds: readonly string[]; toOrgId: number; happenedOn: string; reason: string },
): Promise<void> {
  await moves.moveRows(ctx, wish)
  await posts.closePosts(ctx, wish.memberIds, wish.happenedOn, ['party'])
  await moves.moveTraces(ctx, wish.memberIds, wish.toOrgId)
  ctx.audit({
    action: 'members.moved',
    target: { kind: 'organisation', id: wish.toOrgId },
    orgId: wish.toOrgId,
    detail: { count: wish.memberIds.length },
  })
}
