import { sql } from 'kysely'
import type { TalkMeasure, TalkState } from '../../../contract/laggards.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { opener, sealWords } from './sealing.ts'

export type NewCase = {
  procedureId: string
  orgId: number
  memberId: string
  measure: TalkMeasure
  from: string
  to: string
  points: number
  threshold: number
}

export async function insertCase(ctx: Ctx, row: NewCase): Promise<void> {
  await ctx.db
    .insertInto('talk_cases')
    .values({
      county_id: ctx.county,
      case_id: ctx.requestId,
      org_id: row.orgId,
      member_id: row.memberId,
      procedure_id: row.procedureId,
      measure: row.measure,
      span_from: row.from,
      span_to: row.to,
      points: row.points,
      threshold: row.threshold,
      begun_at: ctx.now,
    })
    .execute()
}

export type CaseRow = {
  case_id: string
  org_id: number
  org_name: string
  path: string
  member_id: string
  member_name: string | null
  procedure_id: string
  state: TalkState
  /** The procedure's clock, else the day to look in again. */
  due_on: string | null
  measure: TalkMeasure
  span_from: string
  span_to: string
  points: number
  threshold: number
  begun_at: Date
  letter: string | null
  letter_by_name: string | null
  letter_at: Date | null
  objection_id: string | null
  closed_at: Date | null
  total: number
}

export type CaseFilter = {
  /** At or below these; or those about one member. */
  scope: { paths: readonly string[] } | { memberId: string }
  caseId?: string
  orgId?: number | undefined
  open?: boolean | undefined
  limit: number
  offset: number
}

type StoredCase = Omit<CaseRow, 'letter'> & { letter_sealed: Buffer | null }

export async function listCases(ctx: Ctx, filter: CaseFilter): Promise<CaseRow[]> {
  const { county } = ctx
  const { scope } = filter
  const within =
    'memberId' in scope
      ? sql`c.member_id = ${scope.memberId}::uuid`
      : sql`exists (select from unnest(${[...scope.paths]}::text[]) as p(path)
                     where o.path >= p.path and o.path < p.path || '~')`
  const { rows } = await sql<StoredCase>`
    select c.case_id, c.org_id, o.name as org_name, o.path, c.member_id, m.name as member_name, c.procedure_id, r.state,
           case when r.closed_at is null then coalesce(r.due_on, c.follow_up_on) end as due_on,
           c.measure, c.span_from, c.span_to, c.points, c.threshold, c.begun_at, c.letter_sealed, c.letter_at,
           a.name as letter_by_name, c.objection_id, c.closed_at, count(*) over ()::int as total
      from talk_cases c
      join organisations o on o.county_id = ${county} and o.org_id = c.org_id
      join procedures r on r.county_id = ${county} and r.procedure_id = c.procedure_id
      left join members m on m.county_id = ${county} and m.member_id = c.member_id
      left join accounts a on a.county_id = ${county} and a.account_id = c.letter_by
     where c.county_id = ${county} and ${within}
       and (${filter.caseId ?? null}::uuid is null or c.case_id = ${filter.caseId ?? null}::uuid)
       and (${filter.orgId ?? null}::int is null or c.org_id = ${filter.orgId ?? null}::int)
       and (${filter.open ?? null}::boolean is null or (c.closed_at is null) = ${filter.open ?? null}::boolean)
     order by c.closed_at is not null, due_on nulls last, c.closed_at desc, c.begun_at desc, c.case_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  const open = await opener(ctx)
  return rows.map(({ letter_sealed: sealed, ...row }) => ({
    ...row,
    letter: sealed && open('letter', row.case_id, sealed),
  }))
}

type CaseChange = {
  letter?: string
  followUpOn?: string | null
  objectionId?: string
  closed?: boolean
}

export async function updateCase(ctx: Ctx, caseId: string, change: CaseChange): Promise<void> {
  const { letter, followUpOn, objectionId, closed } = change
  await ctx.db
    .updateTable('talk_cases')
    .set({
      ...(letter !== undefined && {
        letter_sealed: await sealWords(ctx, 'letter', caseId, letter),
        letter_by: accountOf(ctx),
        letter_at: ctx.now,
      }),
      ...(followUpOn !== undefined && { follow_up_on: followUpOn }),
      ...(objectionId !== undefined && { objection_id: objectionId }),
      ...(closed && { closed_at: ctx.now }),
    })
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .execute()
}

type About = { caseId: string; orgId: number; memberId: string }
export type Talk = {
  heldOn: string
  heldBy: string
  causes: string
  measures: string
  followUpOn: string | null
}

export async function insertTalk(ctx: Ctx, about: About, talk: Talk): Promise<void> {
  await ctx.db
    .insertInto('talk_records')
    .values({
      county_id: ctx.county,
      talk_id: ctx.requestId,
      case_id: about.caseId,
      org_id: about.orgId,
      member_id: about.memberId,
      held_on: talk.heldOn,
      held_by: talk.heldBy,
      causes_sealed: await sealWords(ctx, 'causes', ctx.requestId, talk.causes),
      measures_sealed: await sealWords(ctx, 'measures', ctx.requestId, talk.measures),
      follow_up_on: talk.followUpOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export async function insertWords(ctx: Ctx, about: About, body: string): Promise<void> {
  await ctx.db
    .insertInto('talk_words')
    .values({
      county_id: ctx.county,
      words_id: ctx.requestId,
      case_id: about.caseId,
      org_id: about.orgId,
      member_id: about.memberId,
      body_sealed: await sealWords(ctx, 'words', ctx.requestId, body),
      written_at: ctx.now,
    })
    .execute()
}

export async function listTalkRecords(ctx: Ctx, caseId: string) {
  const rows = await ctx.db
    .selectFrom('talk_records as t')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.account_id', '=', 't.recorded_by').on('a.county_id', '=', ctx.county),
    )
    .selectAll('t')
    .select('a.name as recorded_by_name')
    .where('t.county_id', '=', ctx.county)
    .where('t.case_id', '=', caseId)
    .orderBy('t.recorded_at')
    .execute()
  const open = await opener(ctx)
  return rows.map((row) => ({
    ...row,
    causes: open('causes', row.talk_id, row.causes_sealed),
    measures: open('measures', row.talk_id, row.measures_sealed),
  }))
}
export type TalkRecord = Awaited<ReturnType<typeof listTalkRecords>>[number]

export async function listWords(ctx: Ctx, caseId: string) {
  const rows = await ctx.db
    .selectFrom('talk_words')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .orderBy('written_at')
    .execute()
  const open = await opener(ctx)
  return rows.map((row) => ({ ...row, body: open('words', row.words_id, row.body_sealed) }))
}
export type WordsRecord = Awaited<ReturnType<typeof listWords>>[number]

/** How many conversations each branch at or below a path has, by how they stand; never who. */
export async function countByBranch(ctx: Ctx, path: string) {
  const { rows } = await sql<{
    org_id: number
    name: string
    is_on: boolean
    open: number
    improved: number
    mistaken: number
    closed: number
  }>`
    select o.org_id, o.short_name as name, coalesce(t.is_on, false) as is_on, coalesce(c.open, 0)::int as open,
           coalesce(c.improved, 0)::int as improved, coalesce(c.mistaken, 0)::int as mistaken,
           coalesce(c.closed, 0)::int as closed
      from organisations o
      left join (
        select org_id, bool_or(points is not null) as is_on
          from (select distinct on (org_id, measure) org_id, points
                  from talk_thresholds
                 where county_id = ${ctx.county} and first_day <= ${ctx.today}::date
                 order by org_id, measure, set_at desc, threshold_id desc) last
         group by org_id
      ) t on t.org_id = o.org_id
      left join (
        select c.org_id, count(*) filter (where c.closed_at is null) as open,
               count(*) filter (where r.state = 'improved') as improved,
               count(*) filter (where r.state = 'mistaken') as mistaken,
               count(*) filter (where r.state = 'closed') as closed
          from talk_cases c
          join procedures r on r.county_id = ${ctx.county} and r.procedure_id = c.procedure_id
         where c.county_id = ${ctx.county}
         group by c.org_id
      ) c on c.org_id = o.org_id
     where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${`${path}~`} and o.kind = 'branch'
       and (t.org_id is not null or c.org_id is not null)
     order by o.path`.execute(ctx.db)
  return rows
}
