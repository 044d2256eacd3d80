import { sql } from 'kysely'
import type { VisitPurpose } from '../../../contract/visit-words.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Door = {
  visit_id: string
  org_id: number
  path: string
  /** The village of the grid, where what was heard is handled. */
  village_id: number
  gone: boolean
  purpose: VisitPurpose
}

/** The household of each visit with its grid, and why somebody went there on that day; one statement for all of them. */
export async function findDoors(ctx: Ctx, wishes: readonly VisitWish[]): Promise<Map<string, Door>> {
  const asked = wishes.map((wish) => ({
    visit_id: wish.visitId,
    household_id: wish.householdId,
    visited_on: wish.visitedOn,
  }))
  const { rows } = await sql<Door>`
    select w.visit_id, h.org_id, g.path, g.parent_id as village_id,
           (h.removed_at is not null or coalesce(h.keep_until < ${ctx.today}::date, false)) as gone,
           case when exists (
                  select from household_entries e
                   where e.county_id = ${ctx.county} and e.household_id = h.household_id and e.kind = 'care'
                     and e.purpose = 'visit' and e.erased_at is null and e.expires_on >= w.visited_on
                     and e.agreed_on <= w.visited_on) then 'care'
                when exists (
                  select from visit_campaigns k
                    join organisations a on a.county_id = ${ctx.county} and a.org_id = k.org_id
                   where k.county_id = ${ctx.county} and k.ended_at is null and starts_with(g.path, a.path)
                     and w.visited_on between k.starts_on and k.until_on) then 'campaign'
                else 'everyday' end as purpose
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as w(visit_id uuid, household_id uuid, visited_on date)
      join households h on h.county_id = ${ctx.county} and h.household_id = w.household_id
      join organisations g on g.county_id = ${ctx.county} and g.org_id = h.org_id`.execute(ctx.db)
  return new Map(rows.map((row) => [row.visit_id, row]))
}

/** Of these numbers of cases, those that exist, with the visit that each came of. */
export async function findCases(
  ctx: Ctx,
  caseIds: readonly string[],
): Promise<Map<string, { visitId: string | null }>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ case_id: string; visit_id: string | null }>`
    select c.case_id, v.visit_id
      from cases c
      left join visits v on v.county_id = ${ctx.county} and v.case_id = c.case_id
     where c.county_id = ${ctx.county} and c.case_id = any(${[...caseIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.case_id, { visitId: row.visit_id }]))
}

export type NewVisit = { wish: VisitWish; door: Door; heard: Buffer | null }

/** Writes those that are not there yet, in the order of their numbers; answers which were written. */
export async function insertVisits(ctx: Ctx, rows: readonly NewVisit[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const values = rows
    .toSorted((a, b) => (a.wish.visitId < b.wish.visitId ? -1 : 1))
    .map(({ wish, door, heard }) => ({
      visit_id: wish.visitId,
      org_id: door.org_id,
      household_id: wish.householdId,
      visited_on: wish.visitedOn,
      ...wish.quartet,
      purpose: door.purpose,
      case_id: wish.demand?.caseId ?? null,
      solace_fen: wish.solace?.fen ?? null,
      heard: heard?.toString('base64') ?? null,
    }))
  const { rows: written } = await sql<{ visit_id: string }>`
    insert into visits (county_id, visit_id, org_id, household_id, visited_on, door, met, card, talk, purpose, case_id,
                        solace_fen, heard_sealed, visited_by, member_id, recorded_at)
    select ${ctx.county}::int, v.visit_id, v.org_id, v.household_id, v.visited_on, v.door, v.met, v.card, v.talk,
           v.purpose, v.case_id, v.solace_fen, decode(v.heard, 'base64'), ${accountOf(ctx)}::uuid,
           ${ctx.actor.memberId}::uuid, ${ctx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(
        visit_id uuid, org_id int, household_id uuid, visited_on date, door boolean, met boolean, card boolean,
        talk boolean, purpose text, case_id uuid, solace_fen int, heard text)
    on conflict (county_id, visit_id) do nothing
    returning visit_id`.execute(ctx.db)
  return new Set(written.map((row) => row.visit_id))
}

/** What stands under these numbers of this visitor; of another person's, nothing. */
export async function readOwn(ctx: Ctx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return []
  return ctx.db
    .selectFrom('visits as v')
    .leftJoin('cases as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.case_id', '=', 'v.case_id'),
    )
    .selectAll('v')
    .select(['c.sort as case_sort', 'c.urgency as case_urgency', 'c.body as case_body'])
    .where('v.county_id', '=', ctx.county)
    .where('v.visit_id', '=', sql<string>`any(${[...visitIds]}::uuid[])`)
    .where('v.visited_by', '=', accountOf(ctx))
    .execute()
}
export type OwnVisit = Awaited<ReturnType<typeof readOwn>>[number]
