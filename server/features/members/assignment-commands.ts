import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandPast } from './entry-commands.ts'
import { demandGrid, demandGroup } from './place-commands.ts'
import { demandAtBranch } from './policy.ts'
import * as q from './queries.ts'
import { saveChanges } from './save-commands.ts'
import { applySet, type MemberSet } from './values.ts'

export type Assignment = {
  memberIds: readonly string[]
  gridId?: number | null | undefined
  groupId?: number | null | undefined
  happenedOn: string
  reason: string
}

/**
 * Puts members into a grid and a group, both beside their branch. Answers how many were not there already.
 * All or nothing; errors: not-found (one of them is out of reach), access.denied, input.invalid, state.wrong.
 */
export async function assignMembers(ctx: Ctx, wish: Assignment): Promise<number> {
  const memberIds = [...new Set(wish.memberIds)]
  const members = await q.lockMembers(ctx, memberIds)
  demand(members.length === memberIds.length, 'not-found')
  for (const member of members) {
    demandAtBranch(ctx.actor, 'members.write', member)
    demand(member.stage !== 'exited', 'state.wrong', { message: '有人已经离开，不能再编。' })
  }
  demandPast(ctx, wish.happenedOn)
  const { gridId, groupId } = wish
  const paths = [...new Set(members.map((member) => member.org_path))]
  if (gridId) await demandGrid(ctx, gridId, paths)
  if (groupId) await demandGroup(ctx, groupId, paths)
  const set: MemberSet = {
    ...(gridId !== undefined && { gridId }),
    ...(groupId !== undefined && { groupId }),
  }
  const sealer = await ctx.sealer()
  const changes = members.map((member) => applySet(member, set, sealer))
  await saveChanges(ctx, changes, { happenedOn: wish.happenedOn, reason: wish.reason })
  const changed = changes.filter((change) => change.changed.length > 0)
  for (const orgId of new Set(changed.map(({ next }) => next.org_id))) {
    const count = changed.filter(({ next }) => next.org_id === orgId).length
    ctx.audit({
      action: 'members.assigned',
      target: { kind: 'organisation', id: orgId },
      orgId,
      detail: { count },
    })
  }
  return changed.length
}
