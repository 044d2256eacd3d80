import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { InspectionAttrs } from './inspection-rules.ts'

export type InspectionFact = {
  fact_id: string
  revisit_id: string
  member_id: string
  name: string
  path: string
  day: string
  attrs: InspectionAttrs
  under_objection: boolean
}

type Which = { revisitId: string } | { memberIds: readonly string[]; from: string; to: string }

/** Results that stand, the newest first; `path` is the branch that the person was in then. */
export async function listInspectionFacts(ctx: Ctx, which: Which): Promise<InspectionFact[]> {
  const condition =
    'revisitId' in which
      ? sql`f.source_id = ${which.revisitId}::uuid`
      : sql`f.member_id = any(${[...which.memberIds]}::uuid[])
            and f.day between ${which.from}::date and ${which.to}::date`
  const { rows } = await sql<InspectionFact>`
    select f.fact_id, f.source_id as revisit_id, f.member_id, m.name, o.path, f.day, f.attrs,
           exists (select from objections b
                     join procedures p on p.county_id = ${ctx.county} and p.procedure_id = b.procedure_id
                    where b.county_id = ${ctx.county} and b.fact_id = f.fact_id and p.closed_at is null
                  ) as under_objection
      from facts f
      join members m on m.county_id = ${ctx.county} and m.member_id = f.member_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = f.org_id
     where f.county_id = ${ctx.county} and f.kind = 'inspection' and ${condition}
       and not exists (select from fact_voids x where x.county_id = ${ctx.county} and x.fact_id = f.fact_id)
     order by f.day desc, f.fact_id`.execute(ctx.db)
  return rows
}

export async function findInspected(
  ctx: Ctx,
  memberId: string,
): Promise<{ memberId: string; path: string } | undefined> {
  const { rows } = await sql<{ memberId: string; path: string }>`
    select m.member_id as "memberId", o.path
      from members m join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}::uuid`.execute(ctx.db)
  return rows[0]
}
