import type { ExemptionCause } from '../../../../contract/exemptions.ts'
import { concernOf, sayConcern } from '../../../core/context/concern.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { demandAtBranch } from '../policy.ts'
import { lockMembers } from '../queries.ts'
import * as q from './queries.ts'
import { findDiagnosis, overlaps } from './rules.ts'

export type ExemptionWish = { cause: ExemptionCause; from: string; to: string | null; note: string | null }

/** Facts recorded while it holds carry it; what is on record already keeps what was so then. */
export async function setExemption(ctx: Ctx, memberId: string, wish: ExemptionWish): Promise<void> {
  const member = await lockOne(ctx, memberId)
  const { from, to, note } = wish
  demand(member.stage !== 'exited', 'state.wrong', { message: '这位同志已经不在册。' })
  demand(to === null || to >= from, 'input.invalid', {
    field: 'body.to',
    message: '结束的日子在开始以前，请检查。',
  })
  demand(!findDiagnosis(note), 'input.invalid', {
    field: 'body.note',
    message: '这里不写病情，选“请了假”就够了。',
  })
  const held = await q.listExemptionRows(ctx, memberId)
  const same = held.some((one) => overlaps({ from: one.valid_from, to: one.valid_to }, wish))
  demand(!same, 'conflict.duplicate', {
    field: 'body.from',
    message: '这段日子里已经记过免于考核，没有再记一次。',
  })
  await q.insertExemption(ctx, { ...wish, exemptionId: ctx.requestId, memberId, orgId: member.org_id })
  tell(ctx, 'set', { memberId, orgId: member.org_id, exemptionId: ctx.requestId })
}

/** Ends it; its last day is `to`. */
export async function endExemption(
  ctx: Ctx,
  memberId: string,
  { exemptionId, to }: { exemptionId: string; to: string },
): Promise<void> {
  const member = await lockOne(ctx, memberId)
  const row = (await q.listExemptionRows(ctx, memberId)).find((one) => one.exemption_id === exemptionId)
  demand(row, 'not-found')
  demand(row.valid_to === null || row.valid_to >= ctx.today, 'state.wrong', { message: '这一条已经结束了。' })
  demand(to >= row.valid_from && (row.valid_to === null || to <= row.valid_to), 'input.invalid', {
    field: 'body.to',
    message: '最后一天要在这段日子里面。',
  })
  await q.endExemptionRow(ctx, exemptionId, to)
  tell(ctx, 'ended', { memberId, orgId: member.org_id, exemptionId })
}

/** Under a lock, so that two at once see each other. Nobody lets off themselves or their kin. */
async function lockOne(ctx: Ctx, memberId: string) {
  const [member] = await lockMembers(ctx, [memberId])
  demandAtBranch(ctx.actor, 'members.write', member)
  const concern = concernOf(ctx.actor, memberId)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, '记') } : {})
  return member
}

type Told = { memberId: string; orgId: number; exemptionId: string }

function tell(ctx: Ctx, what: 'set' | 'ended', { memberId, orgId, exemptionId }: Told): void {
  const target = { kind: 'exemption', id: exemptionId }
  ctx.audit({ action: `member.exemption-${what}`, target, orgId, memberId })
}
