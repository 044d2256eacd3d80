import { type RawBuilder, sql } from 'kysely'
import type { CaseChannel, CaseKind, CaseSort, CaseUrgency } from '../../../contract/case-words.ts'
import type { Ctx } from '../../core/context/context.ts'

export type CaseRow = {
  case_id: string
  org_id: number
  org_name: string
  path: string
  at_org_id: number
  at_org_name: string
  at_path: string
  kind: CaseKind
  sort: CaseSort
  urgency: CaseUrgency
  channel: CaseChannel
  case_no: number
  state: string
  due_on: string | null
  raised_on: string
  closed_on: string | null
  title: string
  body: string
  contact_sealed: Buffer | null
  taker_id: string | null
  taker_name: string | null
  limit_on: string | null
  measures: string | null
  result: string | null
  public_text: string | null
  published_on: string | null
  round: number
  merged_into: string | null
  recurs_of: string | null
  procedure_id: string
  version: number
  address: string | null
}

/** The columns and joins of a case with its places, its taker and its page; `where` names the rows. */
export async function selectCases(ctx: Ctx, where: RawBuilder<unknown>): Promise<CaseRow[]> {
  const { county } = ctx
  const { rows } = await sql<CaseRow>`
    select c.case_id, c.org_id, o.short_name as org_name, o.path, c.at_org_id, a.short_name as at_org_name,
           a.path as at_path, c.kind, c.sort, c.urgency, c.channel, c.case_no, c.state, c.due_on, c.raised_on,
           c.closed_on, c.title, c.body, c.contact_sealed, c.taker_id, m.name as taker_name, c.limit_on, c.measures,
           c.result, c.public_text, c.published_on, c.round, c.merged_into, c.recurs_of, c.procedure_id, c.version,
           p.address
      from cases c
      join organisations o on o.county_id = ${county} and o.org_id = c.org_id
      join organisations a on a.county_id = ${county} and a.org_id = c.at_org_id
      left join members m on m.county_id = ${county} and m.member_id = c.taker_id
      left join case_pages p on p.county_id = ${county} and p.case_id = c.case_id
     where c.county_id = ${county} and ${where}`.execute(ctx.db)
  return rows
}

export async function findCase(ctx: Ctx, caseId: string): Promise<CaseRow | undefined> {
  return (await selectCases(ctx, sql`c.case_id = ${caseId}`))[0]
}

/** By its number, for who names another case of the same kind. */
export async function findByNo(ctx: Ctx, kind: CaseKind, caseNo: number): Promise<CaseRow | undefined> {
  return (await selectCases(ctx, sql`c.kind = ${kind} and c.case_no = ${caseNo}`))[0]
}

/** Two at once over one case wait here for each other. */
export async function lockCase(ctx: Ctx, caseId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases')
    .select('case_id')
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export type NewCase = {
  caseId: string
  orgId: number
  /** Where it lies: mostly where it was raised. */
  atOrgId: number
  kind: CaseKind
  sort: CaseSort
  urgency: CaseUrgency
  channel: CaseChannel
  state: string
  dueOn: string | null
  limitOn: string | null
  title: string
  body: string
  contactSealed: Buffer | null
  contactUntil: string | null
  recursOf: string | null
  procedureId: string
}

/**
 * The statement that puts cases on record and counts up their numbers, in the order of `rows`: in one, since the counter is
 * one row for the whole county, and everybody waits for it from here to the commit. Answers the numbers.
 */
export function insertCases(ctx: Ctx, rows: readonly NewCase[]) {
  const { county } = ctx
  const records = rows.map(({ contactSealed, ...row }, at) => ({
    ...row,
    at,
    contactSealed: contactSealed && contactSealed.toString('hex'),
  }))
  return sql<{ case_id: string; case_no: number }>`
    with counted as (
      insert into county_counters as c (county_id, name, last_value) values (${county}, 'case', ${rows.length})
      on conflict (county_id, name) do update set last_value = c.last_value + ${rows.length}
      returning last_value
    )
    insert into cases (county_id, case_id, org_id, at_org_id, kind, sort, urgency, channel, case_no, state, due_on,
                       limit_on, raised_on, title, body, contact_sealed, contact_until, recorded_by, recurs_of,
                       procedure_id, round, version)
    select ${county}::int, r."caseId", r."orgId", r."atOrgId", r.kind, r.sort, r.urgency, r.channel,
           counted.last_value - ${rows.length}::int + 1 + r.at, r.state, r."dueOn", r."limitOn", ${ctx.today}::date,
           r.title, r.body, decode(r."contactSealed", 'hex'), r."contactUntil", ${ctx.actor.accountId}::uuid,
           r."recursOf", r."procedureId", 1, 1
      from counted
     cross join jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(
             "caseId" uuid, "orgId" int, "atOrgId" int, kind text, sort text, urgency text, channel text, at int,
             state text, "dueOn" date, "limitOn" date, title text, body text, "contactSealed" text,
             "contactUntil" date, "recursOf" uuid, "procedureId" uuid)
    returning case_id, case_no`
}

export type CaseChange = {
  state: string
  due_on: string | null
  limit_on: string | null
  closed_on: string | null
  at_org_id?: number
  taker_id?: string | null
  measures?: string | null
  result?: string | null
  public_text?: string | null
  published_on?: string | null
  round?: number
  merged_into?: string | null
}

export async function updateCase(ctx: Ctx, caseId: string, change: CaseChange): Promise<void> {
  await ctx.db
    .updateTable('cases')
    .set({ ...change, version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .execute()
}

/** The next organisation above that takes cases up: the village's committee, the township, the county. */
export async function findAbove(ctx: Ctx, path: string): Promise<number | null> {
  const { rows } = await sql<{ orgId: number }>`
    select o.org_id as "orgId"
      from organisations o
     where o.county_id = ${ctx.county} and o.kind in ('committee', 'township', 'county')
       and o.path = any(array(select left(${path}, n) from generate_series(4, length(${path}) - 4, 4) n))
     order by length(o.path) desc
     limit 1`.execute(ctx.db)
  return rows[0]?.orgId ?? null
}

export async function findMemberOf(
  ctx: Ctx,
  memberId: string,
): Promise<{ path: string; stage: string } | undefined> {
  const { rows } = await sql<{ path: string; stage: string }>`
    select o.path, m.stage
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}`.execute(ctx.db)
  return rows[0]
}

/** Cases of a kind in these states whose last day is over; locked, some at a time. */
export async function listRunOut(
  ctx: Ctx,
  kind: CaseKind,
  states: readonly string[],
): Promise<{ caseId: string }[]> {
  const { rows } = await sql<{ caseId: string }>`
    select c.case_id as "caseId"
      from cases c
     where c.county_id = ${ctx.county} and c.kind = ${kind} and c.state = any(${[...states]}::text[])
       and c.closed_on is null and c.due_on < ${ctx.today}::date
     order by c.due_on, c.case_id
     limit 500`.execute(ctx.db)
  return rows
}

/** Who raised it is forgotten after their days; answers how many. */
export async function eraseContacts(ctx: Ctx): Promise<number> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('cases')
    .set({ contact_sealed: null, contact_until: null })
    .where('county_id', '=', ctx.county)
    .where('contact_until', '<', ctx.today)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
