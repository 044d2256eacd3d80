import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { Outcome } from './rules.ts'

export async function insertResults(
  ctx: Ctx,
  of: { assessmentId: string; orgId: number; revision: number },
  people: readonly { memberId: string; outcome: Outcome | null }[],
): Promise<void> {
  const rows = people.map(({ memberId, outcome }) => ({ member_id: memberId, ...outcome }))
  await sql`
    insert into assessment_results (county_id, assessment_id, revision, org_id, member_id, answered, counts, mark)
    select ${ctx.county}, ${of.assessmentId}, ${of.revision}, ${of.orgId}, r.member_id, r.answered, r.counts, r.mark
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(member_id uuid, answered int, counts jsonb, mark int)`.execute(ctx.db)
}

export type ResultRow = {
  member_id: string
  answered: number | null
  counts: number[][] | null
  mark: number | null
}

/** The result that stands, by member; `memberId` for one alone. */
export async function listResults(
  ctx: Ctx,
  {
    assessmentId,
    revision,
    memberId = null,
  }: { assessmentId: string; revision: number; memberId?: string | null },
): Promise<Map<string, ResultRow>> {
  const { rows } = await sql<ResultRow>`
    select member_id, answered, counts, mark from assessment_results
     where county_id = ${ctx.county} and assessment_id = ${assessmentId} and revision = ${revision}
       and (${memberId}::uuid is null or member_id = ${memberId}::uuid)`.execute(ctx.db)
  return new Map(rows.map((row) => [row.member_id, row]))
}

type OwnRow = { assessment_id: string; is: 'open' | 'result'; had: boolean; mark: number | null }

/** Of one's own: what may be answered by phone, and what came out; the newest first. */
export async function listOwnIds(ctx: Ctx, memberId: string): Promise<OwnRow[]> {
  const { rows } = await sql<OwnRow>`
    select a.assessment_id, 'open' as is, v.way is not null as had, null::int as mark
      from assessment_voters v
      join assessments a on a.county_id = ${ctx.county} and a.assessment_id = v.assessment_id and a.way = 'phone'
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id and p.state = 'answering'
     where v.county_id = ${ctx.county} and v.member_id = ${memberId}::uuid
     union all
    select a.assessment_id, 'result', false, r.mark
      from assessment_results r
      join assessments a on a.county_id = ${ctx.county} and a.assessment_id = r.assessment_id
       and a.revision = r.revision
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id and p.state <> 'cancelled'
     where r.county_id = ${ctx.county} and r.member_id = ${memberId}::uuid`.execute(ctx.db)
  return rows
}
