import type { OrgChange } from '../../../contract/organisations.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { changeOrganisation, mergeOrganisation } from '../organisations/commands.ts'
import { holdBranches } from './commands.ts'
import * as moves from './move-queries.ts'
import * as places from './place-queries.ts'
import * as posts from './post-queries.ts'
import * as q from './queries.ts'

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
  await moveMembers(ctx, { ...wish, memberIds, toOrgId: wish.intoId })
  await mergeOrganisation(ctx, orgId, wish)
  return memberIds.length
}

/** A change of an organisation; dissolving asks first that nobody is left in it. Errors as changeOrganisation's. */
export async function changeWithMembers(ctx: Ctx, orgId: number, change: OrgChange): Promise<string> {
  if (change.change === 'dissolve') {
    const [org] = await places.lockOrgs(ctx, [orgId])
    demandMay(ctx.actor, 'organisations.write', org && { orgId, path: org.path })
    const left = await moves.lockLivingOf(ctx, orgId)
    demand(left.length === 0, 'conflict.in-use', {
      message: `还有 ${left.length} 名党员，先把他们转走，或者并入别的支部。`,
    })
  }
  return changeOrganisation(ctx, orgId, change)
}

export type Moving = {
  memberIds: readonly string[]
  toOrgId: number
  happenedOn: string
  reason: string
}

/**
 * Moves living members into another branch: the posts in the old committee end, posts of service and the dated list go
 * along, the group is left. The number of statements does not depend on how many there are. Who calls has asked for the
 * right; both branches must be in scope. Errors: not-found (`details.memberIds` of who is not there), input.invalid,
 * state.wrong.
 */
export async function moveMembers(ctx: Ctx, wish: Moving): Promise<void> {
  const { memberIds, toOrgId } = wish
  if (memberIds.length === 0) return
  await holdBranches(ctx, [toOrgId])
  const held = await q.lockMembers(ctx, memberIds)
  const living = new Set(held.filter((row) => row.stage !== 'exited').map((row) => row.member_id))
  const missing = memberIds.filter((memberId) => !living.has(memberId))
  demand(missing.length === 0, 'not-found', { details: { memberIds: missing } })
  await moves.moveRows(ctx, wish)
  await posts.closePosts(ctx, memberIds, wish.happenedOn, ['party'])
  await moves.moveTraces(ctx, memberIds, toOrgId)
  for (const orgId of new Set([...held.map((row) => row.org_id), toOrgId])) {
    const count = held.filter((row) => row.org_id === orgId || orgId === toOrgId).length
    ctx.audit({
      action: orgId === toOrgId ? 'members.moved-in' : 'members.moved-out',
      target: { kind: 'organisation', id: orgId },
      orgId,
      detail: { count },
    })
  }
}
