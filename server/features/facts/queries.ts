import { sql } from 'kysely'
import type { Who } from '../../../contract/facts.ts'
import type { Ctx } from '../../core/context/context.ts'

export type Snapshot = { memberId: string; orgId: number; groupId: number | null; who: Who }

/** What decides about points, as it is for each member on this day: frozen into the facts that are recorded now. */
export async function loadSnapshots(ctx: Ctx, memberIds: readonly string[]): Promise<Map<string, Snapshot>> {
  if (memberIds.length === 0) return new Map()
  const { rows } = await sql<{
    member_id: string
    org_id: number
    group_id: number | null
    stage: Who['stage']
    birth_on: string | null
    is_floating: boolean
    titles: string | null
    service_post: boolean
    is_exempt: boolean
  }>`
    select m.member_id, m.org_id, m.group_id, m.stage, m.birth_on, m.is_floating,
           concat_ws(' ', m.party_post, p.titles) as titles, coalesce(p.service, false) as service_post,
           exists (select 1 from member_exemptions e
                    where e.county_id = ${ctx.county} and e.member_id = m.member_id
                      and e.valid_from <= ${ctx.today} and (e.valid_to is null or e.valid_to >= ${ctx.today})
                  ) as is_exempt
      from members m
      left join (
        select member_id, string_agg(title, ' ') filter (where kind = 'party') as titles,
               bool_or(kind = 'service') as service
          from member_posts
         where county_id = ${ctx.county} and member_id = any(${memberIds}::uuid[])
           and valid_from <= ${ctx.today} and (valid_to is null or valid_to >= ${ctx.today})
         group by member_id
      ) p on p.member_id = m.member_id
     where m.county_id = ${ctx.county} and m.member_id = any(${memberIds}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      row.member_id,
      {
        memberId: row.member_id,
        orgId: row.org_id,
        groupId: row.group_id,
        who: {
          stage: row.stage,
          post: row.service_post,
          ...readTitles(row.titles ?? ''),
          over70: isOver(70, row.birth_on, ctx.today),
          floating: row.is_floating,
          exempt: row.is_exempt,
        },
      },
    ]),
  )
}

/** What posts in the Party come to, from their titles: 支部书记, 组织委员, 党小组组长. */
export function readTitles(titles: string): Pick<Who, 'partyPost' | 'committee' | 'groupLeader'> {
  return {
    partyPost: titles !== '',
    committee: /书记|委员/.test(titles),
    groupLeader: /组长/.test(titles),
  }
}

/** Has the person passed this birthday on that day? Unknown birthdays have not. */
export function isOver(age: number, birthOn: string | null, day: string): boolean {
  if (!birthOn) return false
  const birthday = `${Number(birthOn.slice(0, 4)) + age}${birthOn.slice(4)}`
  return day > birthday
}

export type FactRow = {
  fact_id: string
  kind: string
  day: string
  member_id: string | null
  org_id: number
  group_id: number | null
  quantity: number | null
  attrs: Record<string, unknown>
  source_kind: string
  source_id: string
}

/** One statement however many facts: closing an activity of 68 sends as many as closing one of 3. */
export function insertFacts(ctx: Ctx, rows: readonly FactRow[], recordedBy: string): void {
  ctx.ahead(sql`
    insert into facts (county_id, fact_id, kind, day, member_id, org_id, group_id, quantity, attrs,
                       source_kind, source_id, recorded_by, recorded_at)
    select ${ctx.county}, f.fact_id, f.kind, f.day, f.member_id, f.org_id, f.group_id, f.quantity, f.attrs,
           f.source_kind, f.source_id, ${recordedBy}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(
        fact_id uuid, kind text, day date, member_id uuid, org_id int, group_id int, quantity int, attrs jsonb,
        source_kind text, source_id uuid)`)
}

export type VoidRow = { fact_id: string; reason: string; replaced_by: string | null }

/** Voids facts that stand. Answers how many did: a fact is voided once. */
export async function insertVoids(ctx: Ctx, rows: readonly VoidRow[], voidedBy: string): Promise<number> {
  const result = await sql`
    insert into fact_voids (county_id, fact_id, org_id, group_id, member_id, voided_by, voided_at, reason, replaced_by)
    select ${ctx.county}, f.fact_id, f.org_id, f.group_id, f.member_id, ${voidedBy}, ${ctx.now}, v.reason, v.replaced_by
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v(fact_id uuid, reason text, replaced_by uuid)
      join facts f on f.county_id = ${ctx.county} and f.fact_id = v.fact_id`.execute(ctx.db)
  return Number(result.numAffectedRows ?? 0n)
}

/** The facts of some records that stand: what a correction is compared with. */
export function listStandingFacts(ctx: Ctx, sourceIds: readonly string[]) {
  return ctx.db
    .selectFrom('facts as f')
    .leftJoin('fact_voids as v', (join) =>
      join
        .onRef('v.county_id', '=', 'f.county_id')
        .onRef('v.fact_id', '=', 'f.fact_id')
        .on('v.county_id', '=', ctx.county),
    )
    .select([
      'f.fact_id',
      'f.source_id',
      'f.kind',
      'f.day',
      'f.member_id',
      'f.org_id',
      'f.quantity',
      'f.attrs',
    ])
    .where('f.county_id', '=', ctx.county)
    .where('f.source_id', '=', sql<string>`any(${[...sourceIds]}::uuid[])`)
    .where('v.fact_id', 'is', null)
    .execute()
}
