import type { ExemptionCause } from '../../../../contract/exemptions.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

export function listExemptionRows(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('member_exemptions as e')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 'e.decided_by'),
    )
    .select(['e.exemption_id', 'e.cause', 'e.valid_from', 'e.valid_to', 'e.note', 'e.decided_at'])
    .select('a.name as decided_by_name')
    .where('e.county_id', '=', ctx.county)
    .where('e.member_id', '=', memberId)
    .orderBy('e.valid_from', 'desc')
    .orderBy('e.exemption_id')
    .execute()
}
export type ExemptionRow = Awaited<ReturnType<typeof listExemptionRows>>[number]

export type NewExemption = {
  exemptionId: string
  memberId: string
  orgId: number
  cause: ExemptionCause
  from: string
  to: string | null
  note: string | null
}

export async function insertExemption(ctx: Ctx, one: NewExemption): Promise<void> {
  await ctx.db
    .insertInto('member_exemptions')
    .values({
      county_id: ctx.county,
      exemption_id: one.exemptionId,
      member_id: one.memberId,
      org_id: one.orgId,
      cause: one.cause,
      valid_from: one.from,
      valid_to: one.to,
      note: one.note,
      decided_by: accountOf(ctx),
      decided_at: ctx.now,
    })
    .execute()
}

export async function endExemptionRow(ctx: Ctx, exemptionId: string, to: string): Promise<void> {
  await ctx.db
    .updateTable('member_exemptions')
    .set({ valid_to: to })
    .where('county_id', '=', ctx.county)
    .where('exemption_id', '=', exemptionId)
    .execute()
}
