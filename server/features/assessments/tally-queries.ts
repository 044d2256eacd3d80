import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { Counts } from './rules.ts'

export type SubjectRow = { member_id: string; name: string; excused: string | null }

export async function insertSubjects(
  ctx: Ctx,
  assessmentId: string,
  orgId: number,
  people: readonly { memberId: string; excused: string | null }[],
): Promise<void> {
  const rows = people.map(({ memberId, excused }, position) => ({ member_id: memberId, excused, position }))
  await sql`
    insert into assessment_subjects (county_id, assessment_id, org_id, member_id, position, excused)
    select ${ctx.county}, ${assessmentId}, ${orgId}, s.member_id, s.position, s.excused
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as s(member_id uuid, position int, excused text)`.execute(ctx.db)
}

/** In the order of the register of the day it was opened. Who has left the branch since has no name here. */
export async function listSubjects(ctx: Ctx, assessmentId: string): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select s.member_id, coalesce(m.name, '不在本支部的党员') as name, s.excused
      from assessment_subjects s
      left join members m on m.county_id = ${ctx.county} and m.member_id = s.member_id
     where s.county_id = ${ctx.county} and s.assessment_id = ${assessmentId}
     order by s.position`.execute(ctx.db)
  return rows
}

export type TallyWay = 'phone' | 'paper'
export type Figures = { memberId: string; counts: Counts }

function rowsOf(people: readonly Figures[]) {
  return people.flatMap(({ memberId, counts }) =>
    counts.map((figures, question) => ({ member_id: memberId, question, counts: figures })),
  )
}

/** Nought for everybody, by either way. */
export async function insertTallies(
  ctx: Ctx,
  assessmentId: string,
  orgId: number,
  people: readonly Figures[],
): Promise<void> {
  await sql`
    insert into assessment_tallies (county_id, assessment_id, org_id, way, member_id, question, counts)
    select ${ctx.county}, ${assessmentId}, ${orgId}, w.way, t.member_id, t.question, t.counts
      from jsonb_to_recordset(${JSON.stringify(rowsOf(people))}::jsonb)
        as t(member_id uuid, question int, counts int[])
     cross join unnest(array['phone', 'paper']) as w(way)`.execute(ctx.db)
}

/** Adds one answer. `people` are all who are assessed, with noughts where there is no opinion: see the migration. */
export async function addAnswer(ctx: Ctx, assessmentId: string, people: readonly Figures[]): Promise<void> {
  await sql`
    update assessment_tallies t
       set counts = (select array_agg(a.figure + b.figure order by a.at)
                       from unnest(t.counts) with ordinality as a(figure, at)
                       join unnest(r.counts) with ordinality as b(figure, at) on b.at = a.at)
      from jsonb_to_recordset(${JSON.stringify(rowsOf(people))}::jsonb)
        as r(member_id uuid, question int, counts int[])
     where t.county_id = ${ctx.county} and t.assessment_id = ${assessmentId} and t.way = 'phone'
       and t.member_id = r.member_id and t.question = r.question`.execute(ctx.db)
}

/** Puts these figures in the place of what was there. */
export async function setTallies(
  ctx: Ctx,
  assessmentId: string,
  way: TallyWay,
  people: readonly Figures[],
): Promise<void> {
  await sql`
    update assessment_tallies t set counts = r.counts
      from jsonb_to_recordset(${JSON.stringify(rowsOf(people))}::jsonb)
        as r(member_id uuid, question int, counts int[])
     where t.county_id = ${ctx.county} and t.assessment_id = ${assessmentId} and t.way = ${way}
       and t.member_id = r.member_id and t.question = r.question`.execute(ctx.db)
}

/** By member, of some ways; of several ways added up by the caller. */
export async function listTallies(
  ctx: Ctx,
  assessmentId: string,
  way: TallyWay,
): Promise<Map<string, number[][]>> {
  const { rows } = await sql<{ member_id: string; counts: number[] }>`
    select member_id, counts from assessment_tallies
     where county_id = ${ctx.county} and assessment_id = ${assessmentId} and way = ${way}
     order by member_id, question`.execute(ctx.db)
  const byMember = new Map<string, number[][]>()
  for (const { member_id: memberId, counts } of rows) {
    const held = byMember.get(memberId)
    if (held) held.push(counts)
    else byMember.set(memberId, [counts])
  }
  return byMember
}
