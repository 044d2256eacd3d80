import { sql } from 'kysely'
import type { AppraisalGrade } from '../../../contract/appraisal-grades.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Verdict } from './rules.ts'
import { opener, sealer } from './sealing.ts'

function keyOf(roundId: string, proposal: number, memberId: string): string {
  return `${roundId} ${proposal} ${memberId}`
}

export async function insertVerdicts(
  ctx: Ctx,
  { roundId, orgId, proposal }: { roundId: string; orgId: number; proposal: number },
  verdicts: readonly Verdict[],
): Promise<void> {
  const seal = await sealer(ctx)
  const rows = verdicts.map(({ memberId, grade, reason }) => ({
    member_id: memberId,
    grade,
    reason: reason && seal('reason', keyOf(roundId, proposal, memberId), reason).toString('hex'),
  }))
  await sql`
    insert into appraisal_verdicts (county_id, round_id, proposal, org_id, member_id, grade, reason_sealed)
    select ${ctx.county}, ${roundId}, ${proposal}, ${orgId}, v.member_id, v.grade, decode(v.reason, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as v(member_id uuid, grade text, reason text)`.execute(ctx.db)
}

type Stored = { member_id: string; grade: AppraisalGrade | null; reason_sealed: Buffer | null }

/** One proposal, by member; empty for the number 0. */
export async function listVerdicts(
  ctx: Ctx,
  roundId: string,
  proposal: number,
): Promise<Map<string, Verdict>> {
  if (proposal === 0) return new Map()
  const { rows } = await sql<Stored>`
    select member_id, grade, reason_sealed from appraisal_verdicts
     where county_id = ${ctx.county} and round_id = ${roundId} and proposal = ${proposal}`.execute(ctx.db)
  const open = await opener(ctx)
  return new Map(
    rows.map(({ member_id: memberId, grade, reason_sealed: sealed }) => {
      const reason = sealed && open('reason', keyOf(roundId, proposal, memberId), sealed)
      return [memberId, { memberId, grade, reason }]
    }),
  )
}

type OwnRow = {
  round_id: string
  excused: string | null
  proposal: number | null
  grade: AppraisalGrade | null
  reason_sealed: Buffer | null
  fact_id: string | null
}
export type OwnVerdict = Omit<OwnRow, 'reason_sealed' | 'proposal'> & { reason: string | null }

/** One's own part in every round that was not cancelled, with the grade that was confirmed and the fact of it. */
export async function listOwn(ctx: Ctx, memberId: string): Promise<OwnVerdict[]> {
  const { rows } = await sql<OwnRow>`
    select p.round_id, p.excused, v.proposal, v.grade, v.reason_sealed, f.fact_id
      from appraisal_people p
      join appraisals a on a.county_id = ${ctx.county} and a.round_id = p.round_id and a.cancelled_at is null
      left join appraisal_verdicts v
        on v.county_id = ${ctx.county} and v.round_id = p.round_id and v.proposal = a.confirmed
       and v.member_id = p.member_id
      left join facts f
        on f.county_id = ${ctx.county} and f.source_id = a.round_id and f.member_id = p.member_id
       and f.kind = 'appraisal'
       and not exists (select from fact_voids x where x.county_id = ${ctx.county} and x.fact_id = f.fact_id)
     where p.county_id = ${ctx.county} and p.member_id = ${memberId}::uuid
     order by a.year desc`.execute(ctx.db)
  if (rows.length === 0) return []
  const open = await opener(ctx)
  return rows.map(({ reason_sealed: sealed, proposal, ...row }) => ({
    ...row,
    reason: sealed && open('reason', keyOf(row.round_id, proposal ?? 0, memberId), sealed),
  }))
}
