import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { memberTarget } from './entry-commands.ts'
import { lookAction } from './look-queries.ts'
import { demandNoNumbers } from './number-rules.ts'
import { demandReveal } from './policy.ts'
import * as q from './queries.ts'
import { openIdNumber, openMobile } from './values.ts'

export type NumberField = 'idNumber' | 'mobile' | 'landline'

/**
 * One number in clear. It stands in the audit log before it is shown, with the reason, and the member reads that entry
 * under “who looked”. Errors: not-found, access.denied, input.invalid, state.wrong (there is no such number).
 */
export async function revealNumber(
  ctx: Ctx,
  memberId: string,
  { field, reason }: { field: NumberField; reason: string },
): Promise<string> {
  const member = await q.findMember(ctx, memberId)
  demandReveal(ctx.actor, member)
  demandNoNumbers(reason, ctx.today)
  const sealer = await ctx.sealer()
  const open = { idNumber: openIdNumber, mobile: openMobile, landline: () => member.landline }
  const value = open[field](member, sealer)
  demand(value, 'state.wrong', { message: '没有登记这个号码。' })
  ctx.audit({
    action: lookAction,
    target: memberTarget(memberId),
    orgId: member.org_id,
    memberId,
    detail: { field, reason },
  })
  return value
}
