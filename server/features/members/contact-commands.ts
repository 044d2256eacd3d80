import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import * as q from './contact-queries.ts'
import { memberTarget } from './entry-commands.ts'
import { lookAction } from './look-queries.ts'
import { demandNoNumbers } from './number-rules.ts'
import { openMobile } from './values.ts'

export type Contact = { memberId: string; name: string; mobile: string | null }

/** The secretaries of some organisations, their numbers masked. Who may see them at all is asked by the caller. */
export async function listContacts(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, Contact>> {
  const rows = orgIds.length > 0 ? await q.listContactRows(ctx, [...new Set(orgIds)]) : []
  const sealer = rows.length > 0 ? await ctx.sealer() : null
  return new Map(
    rows.map((row) => {
      const mobile = sealer && openMobile(row, sealer)
      return [
        row.org_id,
        { memberId: row.member_id, name: row.name, mobile: mobile === null ? null : maskPhone(mobile) },
      ]
    }),
  )
}

/**
 * The number of an organisation's secretary in clear, for whoever the caller's policy lets see it. It stands in the
 * audit log before it is shown, with the reason, and the secretary reads that entry under “who looked”.
 */
export async function showContact(
  ctx: Ctx,
  orgId: number,
  reason: string,
): Promise<{ name: string; mobile: string }> {
  const [row] = await q.listContactRows(ctx, [orgId])
  demand(row, 'state.wrong', { message: '这里没有登记书记，请看组织页。' })
  demandNoNumbers(reason, ctx.today)
  const mobile = openMobile(row, await ctx.sealer())
  demand(mobile, 'state.wrong', { message: '没有登记这个号码。' })
  ctx.audit({
    action: lookAction,
    target: memberTarget(row.member_id),
    orgId,
    memberId: row.member_id,
    detail: { field: 'mobile', reason },
  })
  return { name: row.name, mobile }
}
