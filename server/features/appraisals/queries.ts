import { sql } from 'kysely'
import type { AppraisalState } from '../../../contract/appraisals.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'

/** Of two who open a year at once the second sees the first. */
export async function lockYear(ctx: Ctx, orgId: number, year: number): Promise<void> {
  await takeLock(ctx, { name: `appraisal of ${orgId} ${year}`, way: 'to-change' })
}

/** What is written, voted, proposed and confirmed about one round is so in turn. */
export async function lockRound(ctx: Ctx, roundId: string): Promise<void> {
  await takeLock(ctx, { name: `appraisal ${roundId}`, way: 'to-change' })
}

export type NewRound = { orgId: number; year: number; procedureId: string; most: number; parts: number }

export async function insertRound(ctx: Ctx, row: NewRound): Promise<void> {
  await ctx.db
    .insertInto('appraisals')
    .values({
      county_id: ctx.county,
      round_id: ctx.requestId,
      org_id: row.orgId,
      year: row.year,
      procedure_id: row.procedureId,
      most: row.most,
      parts: row.parts,
      proposal: 0,
      confirmed: 0,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

export type RoundRow = {
  round_id: string
  org_id: number
  org_name: string
  path: string
  procedure_id: string
  state: AppraisalState
  due_on: string | null
  year: number
  most: number
  parts: number
  met_on: string | null
  ballot_id: string | null
  ballot_revision: number | null
  proposal: number
  confirmed: number
  people: number
  written: number
  total: number
}

export type Filter = {
  ids?: readonly string[]
  /** Of these very organisations, and of those below others. */
  at?: readonly string[]
  below?: readonly string[]
  state?: AppraisalState | undefined
  limit: number
  offset: number
}

/** The newest year first, then in the order of the register. */
export async function listRoundRows(ctx: Ctx, filter: Filter): Promise<RoundRow[]> {
  const { ids = null, at = [], below = [], state = null, limit, offset } = filter
  const { rows } = await sql<RoundRow>`
    select a.round_id, a.org_id, o.short_name as org_name, o.path, a.procedure_id, p.state, p.due_on, a.year, a.most,
           a.parts, a.met_on, a.ballot_id, a.ballot_revision, a.proposal, a.confirmed, w.people, w.written,
           count(*) over ()::int as total
      from appraisals a
      join organisations o on o.county_id = ${ctx.county} and o.org_id = a.org_id
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id
     cross join lateral (
       select count(*)::int as people, count(s.member_id)::int as written
         from appraisal_people m
         left join appraisal_selves s
           on s.county_id = ${ctx.county} and s.round_id = m.round_id and s.member_id = m.member_id
        where m.county_id = ${ctx.county} and m.round_id = a.round_id
     ) w
     where a.county_id = ${ctx.county}
       and case when ${ids}::uuid[] is not null then a.round_id = any(${ids}::uuid[])
                else o.path = any(${at}::text[])
                  or exists (select from unnest(${below}::text[]) as b(path)
                              where o.path > b.path and o.path < b.path || '~') end
       and (${state}::text is null or p.state = ${state}::text)
     order by a.year desc, o.path, a.opened_at desc
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function findRound(ctx: Ctx, roundId: string): Promise<RoundRow | undefined> {
  const [row] = await listRoundRows(ctx, { ids: [roundId], limit: 1, offset: 0 })
  return row
}

type Changes = Partial<{
  met_on: string
  ballot_id: string
  ballot_revision: number
  proposal: number
  confirmed: number
  cancelled_at: Date
}>

export async function updateRound(ctx: Ctx, roundId: string, set: Changes): Promise<void> {
  await ctx.db
    .updateTable('appraisals')
    .set(set)
    .where('county_id', '=', ctx.county)
    .where('round_id', '=', roundId)
    .execute()
}

/** The branches of these paths, each with the years of which it has a round. */
export async function listBranchYears(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ orgId: number; name: string; years: number[] }[]> {
  const { rows } = await sql<{ orgId: number; name: string; years: number[] }>`
    select o.org_id as "orgId", o.short_name as name,
           array(select a.year from appraisals a
                  where a.county_id = ${ctx.county} and a.org_id = o.org_id and a.cancelled_at is null) as years
      from organisations o
     where o.county_id = ${ctx.county} and o.path = any(${paths}::text[]) and o.kind = 'branch'
       and o.dissolved_on is null
     order by o.path`.execute(ctx.db)
  return rows
}

export async function hasRound(ctx: Ctx, orgId: number, year: number): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('appraisals')
    .select('round_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('year', '=', year)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
