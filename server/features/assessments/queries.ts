import { sql } from 'kysely'
import type {
  AssessmentScale,
  AssessmentState,
  AssessmentWay,
  Assessors,
} from '../../../contract/assessment-terms.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'

/** Two at once over one branch wait for each other: of two alike the second sees the first. */
export async function lockBranch(ctx: Ctx, orgId: number): Promise<void> {
  await takeLock(ctx, { name: `assessments ${orgId}`, way: 'to-change' })
}

/** What is answered, handed out, counted and confirmed about one assessment is so in turn. */
export async function lockAssessment(ctx: Ctx, assessmentId: string): Promise<void> {
  await takeLock(ctx, { name: `assessment ${assessmentId}`, way: 'to-change' })
}

/** What is said about one when it is opened. */
export type Opening = {
  title: string
  from: string
  to: string
  day: string
  assessors: Assessors
  way: AssessmentWay
  questions: readonly string[]
  scale: AssessmentScale
  minimum: number
  /** Null where the register knows who answers. */
  entitled: number | null
  /** `appraisal`: the ballot of a yearly round, which gives no mark. */
  purpose?: Purpose
}

export type Purpose = 'marks' | 'appraisal'

type NewAssessment = Opening & { procedureId: string; orgId: number; entitled: number }

export async function insertAssessment(ctx: Ctx, row: NewAssessment): Promise<void> {
  await ctx.db
    .insertInto('assessments')
    .values({
      county_id: ctx.county,
      assessment_id: ctx.requestId,
      org_id: row.orgId,
      procedure_id: row.procedureId,
      title: row.title,
      from_day: row.from,
      to_day: row.to,
      day: row.day,
      assessors: row.assessors,
      way: row.way,
      questions: sql<never>`${JSON.stringify(row.questions)}::jsonb`,
      scale: sql<never>`${JSON.stringify(row.scale)}::jsonb`,
      minimum: row.minimum,
      entitled: row.entitled,
      by_phone: 0,
      handed_out: 0,
      purpose: row.purpose ?? 'marks',
      revision: 0,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

export type AssessmentRow = {
  assessment_id: string
  org_id: number
  org_name: string
  path: string
  procedure_id: string
  state: AssessmentState
  title: string
  from_day: string
  to_day: string
  day: string
  assessors: Assessors
  way: AssessmentWay
  questions: string[]
  scale: AssessmentScale
  minimum: number
  entitled: number
  by_phone: number
  handed_out: number
  issued: number | null
  returned: number | null
  invalid: number | null
  tellers: string[] | null
  purpose: Purpose
  revision: number
  due_on: string | null
  total: number
}

export type Filter = {
  ids?: readonly string[]
  /** Of these very organisations. */
  paths?: readonly string[]
  state?: AssessmentState
  limit: number
  offset: number
}

export async function listAssessmentRows(ctx: Ctx, filter: Filter): Promise<AssessmentRow[]> {
  const { ids = null, paths = null, state = null, limit, offset } = filter
  const { rows } = await sql<AssessmentRow>`
    select a.assessment_id, a.org_id, o.short_name as org_name, o.path, a.procedure_id, p.state, a.title, a.from_day,
           a.to_day, a.day, a.assessors, a.way, a.questions, a.scale, a.minimum, a.entitled, a.by_phone, a.handed_out,
           a.issued, a.returned, a.invalid, a.tellers, a.purpose, a.revision, p.due_on, count(*) over ()::int as total
      from assessments a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id
     where a.county_id = ${ctx.county}
       and (${ids}::uuid[] is null or a.assessment_id = any(${ids}::uuid[]))
       and (${paths}::text[] is null or o.path = any(${paths}::text[]))
       and (${state}::text is null or p.state = ${state}::text)
     order by a.day desc, a.assessment_id desc
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function findAssessment(ctx: Ctx, assessmentId: string): Promise<AssessmentRow | undefined> {
  const [row] = await listAssessmentRows(ctx, { ids: [assessmentId], limit: 1, offset: 0 })
  return row
}

/** Is one of this name, by the same people and for the same days, under way or done? */
export async function hasSuchOne(ctx: Ctx, wish: Omit<NewAssessment, 'procedureId'>): Promise<boolean> {
  const { rows } = await sql`
    select 1
      from assessments a
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id and p.state <> 'cancelled'
     where a.county_id = ${ctx.county} and a.org_id = ${wish.orgId} and a.title = ${wish.title}
       and a.assessors = ${wish.assessors} and a.from_day = ${wish.from}::date and a.to_day = ${wish.to}::date
     limit 1`.execute(ctx.db)
  return rows.length > 0
}

export type AskedBefore = Pick<AssessmentRow, 'title' | 'questions' | 'scale'>

/** What the branch asked before, the newest first. */
export async function listAskedBefore(ctx: Ctx, orgId: number): Promise<AskedBefore[]> {
  const { rows } = await sql<AskedBefore>`
    select title, questions, scale from assessments
     where county_id = ${ctx.county} and org_id = ${orgId}
     order by opened_at desc, assessment_id desc
     limit 5`.execute(ctx.db)
  return rows
}

/** The branches of these paths, for a form. */
export async function listBranches(ctx: Ctx, paths: readonly string[]) {
  const { rows } = await sql<{ orgId: number; name: string }>`
    select org_id as "orgId", short_name as name from organisations
     where county_id = ${ctx.county} and path = any(${paths}::text[]) and kind = 'branch' and dissolved_on is null
     order by path`.execute(ctx.db)
  return rows
}

type Numbers = Partial<
  Pick<AssessmentRow, 'by_phone' | 'handed_out' | 'issued' | 'returned' | 'invalid' | 'tellers' | 'revision'>
> & { way?: AssessmentWay }

export async function updateAssessment(ctx: Ctx, assessmentId: string, set: Numbers): Promise<void> {
  await ctx.db
    .updateTable('assessments')
    .set(set)
    .where('county_id', '=', ctx.county)
    .where('assessment_id', '=', assessmentId)
    .execute()
}
