import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandInScope, mayInvite } from './policy.ts'
import * as q from './queries.ts'

/**
 * Somebody of the register for whom this actor may open the own account, held until the commit so that two who do so at
 * once wait for each other. Errors: not-found, access.denied, state.wrong (left).
 */
export async function holdForInvitation(
  ctx: Ctx,
  memberId: string,
): Promise<{ name: string; orgId: number }> {
  const [member] = await q.lockMembers(ctx, [memberId])
  demandInScope(ctx.actor, member)
  demand(mayInvite(ctx.actor, member), 'access.denied')
  demand(member.stage !== 'exited', 'state.wrong', { message: '这个人已经离开，不能再开账号。' })
  return { name: member.name, orgId: member.org_id }
}
