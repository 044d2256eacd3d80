import { sql } from 'kysely'
import type { ConsentState, RecognitionKind, RecognitionRecord } from '../../../contract/recognitions.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** The member with the own branch; undefined out of scope. */
export async function findMember(ctx: Ctx, memberId: string) {
  const { rows } = await sql<{ orgId: number; path: string; stage: string; standing: string }>`
    select m.org_id as "orgId", o.path, m.stage, m.standing
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}`.execute(ctx.db)
  return rows[0]
}

/** Does this record stand, and has it to do with the member? */
export async function isRecordOf(ctx: Ctx, record: RecognitionRecord, memberId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select case ${record.kind}::text
      when 'activity' then exists (
        select 1 from activities a
          join attendance t on t.county_id = ${ctx.county} and t.activity_id = a.activity_id
           and t.member_id = ${memberId}::uuid and t.state in ('present', 'late')
         where a.county_id = ${ctx.county} and a.activity_id = ${record.id}::uuid and a.state = 'closed')
      else exists (
        select 1 from honours h
         where h.county_id = ${ctx.county} and h.honour_id = ${record.id}::uuid
           and h.member_id = ${memberId}::uuid and h.withdrawn_at is null)
      end as found`.execute(ctx.db)
  return rows[0]?.found ?? false
}

/** The last records of a member that can stand behind a recognition. */
export async function listRecords(ctx: Ctx, memberId: string) {
  const { rows } = await sql<{ kind: 'activity' | 'honour'; id: string; title: string; day: string }>`
    select 'activity' as kind, a.activity_id as id, a.title, a.day
      from attendance t
      join activities a on a.county_id = ${ctx.county} and a.activity_id = t.activity_id and a.state = 'closed'
     where t.county_id = ${ctx.county} and t.member_id = ${memberId}::uuid and t.state in ('present', 'late')
     union all
    select 'honour', h.honour_id, h.title, h.awarded_on
      from honours h
     where h.county_id = ${ctx.county} and h.member_id = ${memberId}::uuid and h.withdrawn_at is null
     order by day desc, id
     limit 30`.execute(ctx.db)
  return rows
}

export type NewRecognition = {
  memberId: string
  orgId: number
  giverId: number
  kind: RecognitionKind
  what: string
  why: string
  givenOn: string | null
  record: RecognitionRecord | null
  consent: ConsentState
}

export async function insertRecognition(ctx: Ctx, row: NewRecognition): Promise<void> {
  await ctx.db
    .insertInto('recognitions')
    .values({
      county_id: ctx.county,
      recognition_id: ctx.requestId,
      member_id: row.memberId,
      org_id: row.orgId,
      giver_id: row.giverId,
      kind: row.kind,
      what: row.what,
      why: row.why,
      given_on: row.givenOn,
      record_kind: row.record?.kind ?? null,
      record_id: row.record?.id ?? null,
      consent: row.consent,
      recorded_on: ctx.today,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export type RecognitionRow = {
  recognition_id: string
  member_id: string
  member_name: string | null
  org_id: number
  org_name: string
  org_path: string
  giver_id: number
  giver_name: string
  giver_path: string
  kind: RecognitionKind
  what: string
  why: string
  given_on: string | null
  record_kind: 'activity' | 'honour' | null
  record_id: string | null
  record_title: string | null
  consent: ConsentState
  recorded_by_name: string | null
  recorded_at: Date
  taken_down_at: Date | null
  taken_down_note: string | null
  withdrawn_at: Date | null
  withdrawn_by_name: string | null
  withdrawn_reason: string | null
  total: number
}

export type RecognitionFilter = {
  /** Of these branches whatever was given, of these givers what they gave, and what one has oneself. */
  scope: { branches: readonly string[]; givers: readonly string[]; ownId: string | null }
  recognitionId?: string
  memberId?: string | undefined
  year?: number | undefined
  /** Only where somebody waits: an answer, a release, a name to be taken down. */
  pending?: boolean
  limit: number
  offset: number
}

export async function listRecognitionRows(ctx: Ctx, filter: RecognitionFilter): Promise<RecognitionRow[]> {
  const { county } = ctx
  const { scope, recognitionId = null, memberId = null, year = null, pending = false } = filter
  const { rows } = await sql<RecognitionRow>`
    select n.recognition_id, n.member_id, m.name as member_name, n.org_id, o.name as org_name, o.path as org_path,
           n.giver_id, g.name as giver_name, g.path as giver_path, n.kind, n.what, n.why, n.given_on,
           n.record_kind, n.record_id, coalesce(a.title, h.title) as record_title, n.consent,
           r.name as recorded_by_name, n.recorded_at, n.taken_down_at, n.taken_down_note, n.withdrawn_at,
           w.name as withdrawn_by_name, n.withdrawn_reason, count(*) over ()::int as total
      from recognitions n
      join organisations o on o.county_id = ${county} and o.org_id = n.org_id
      join organisations g on g.county_id = ${county} and g.org_id = n.giver_id
      left join members m on m.county_id = ${county} and m.member_id = n.member_id
      left join activities a
        on a.county_id = ${county} and n.record_kind = 'activity' and a.activity_id = n.record_id
      left join honours h on h.county_id = ${county} and n.record_kind = 'honour' and h.honour_id = n.record_id
      left join accounts r on r.county_id = ${county} and r.account_id = n.recorded_by
      left join accounts w on w.county_id = ${county} and w.account_id = n.withdrawn_by
     where n.county_id = ${county}
       and (o.path = any(${[...scope.branches]}::text[]) or g.path = any(${[...scope.givers]}::text[])
            or n.member_id = ${scope.ownId}::uuid)
       and (${recognitionId}::uuid is null or n.recognition_id = ${recognitionId}::uuid)
       and (${memberId}::uuid is null or n.member_id = ${memberId}::uuid)
       and (${year}::int is null or extract(year from coalesce(n.given_on, n.recorded_on)) = ${year}::int)
       and (not ${pending}::boolean or (n.withdrawn_at is null and (
             n.consent = 'asked' or (n.consent = 'given' and n.given_on is null)
             or (n.consent = 'withdrawn' and n.given_on is not null and n.taken_down_at is null))))
     order by coalesce(n.given_on, n.recorded_on) desc, n.recorded_at desc, n.recognition_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

export function lockRecognition(ctx: Ctx, recognitionId: string) {
  return ctx.db
    .selectFrom('recognitions')
    .select('recognition_id')
    .where('county_id', '=', ctx.county)
    .where('recognition_id', '=', recognitionId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

type Change = { consent: ConsentState } | { givenOn: string } | { takenDown: string } | { withdrawn: string }

export async function updateRecognition(ctx: Ctx, recognitionId: string, change: Change): Promise<void> {
  const by = accountOf(ctx)
  await ctx.db
    .updateTable('recognitions')
    .set({
      ...('consent' in change && { consent: change.consent }),
      ...('givenOn' in change && { given_on: change.givenOn }),
      ...('takenDown' in change && {
        taken_down_by: by,
        taken_down_at: ctx.now,
        taken_down_note: change.takenDown,
      }),
      ...('withdrawn' in change && {
        withdrawn_by: by,
        withdrawn_at: ctx.now,
        withdrawn_reason: change.withdrawn,
      }),
    })
    .where('county_id', '=', ctx.county)
    .where('recognition_id', '=', recognitionId)
    .execute()
}

type Answer = { answer: 'given' | 'refused' | 'withdrawn'; evidence: string | null }

export async function insertConsent(ctx: Ctx, row: RecognitionRow, given: Answer): Promise<void> {
  await ctx.db
    .insertInto('recognition_consents')
    .values({
      county_id: ctx.county,
      consent_id: ctx.requestId,
      recognition_id: row.recognition_id,
      org_id: row.org_id,
      member_id: row.member_id,
      answer: given.answer,
      evidence: given.evidence,
      answered_by: accountOf(ctx),
      answered_at: ctx.now,
    })
    .execute()
}

/** What members of each branch at or below a path were given in a year, by kind; never who. */
export async function countByBranch(ctx: Ctx, path: string, year: number) {
  const { rows } = await sql<{ org_id: number; name: string; kind: RecognitionKind; count: number }>`
    select o.org_id, o.short_name as name, n.kind, count(*)::int as count
      from recognitions n
      join organisations o on o.county_id = ${ctx.county} and o.org_id = n.org_id
       and o.path >= ${path} and o.path < ${`${path}~`}
     where n.county_id = ${ctx.county} and n.withdrawn_at is null
       and n.given_on between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)
     group by o.org_id, o.short_name, o.path, n.kind
     order by o.path, n.kind`.execute(ctx.db)
  return rows
}
