import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Tally } from './ballot-rules.ts'

export type NewCandidate = {
  candidateId: string
  selectionId: string
  orgId: number
  memberId: string
  reason: string
}

export async function insertCandidate(ctx: Ctx, row: NewCandidate): Promise<void> {
  await ctx.db
    .insertInto('selection_candidates')
    .values({
      county_id: ctx.county,
      candidate_id: row.candidateId,
      selection_id: row.selectionId,
      org_id: row.orgId,
      member_id: row.memberId,
      reason: row.reason,
      nominated_by: accountOf(ctx),
      nominated_at: ctx.now,
    })
    .execute()
}

export type CandidateRow = {
  candidate_id: string
  selection_id: string
  member_id: string
  org_id: number
  path: string
  branch_name: string
  name: string
  name_strokes: string
  reason: string
  nominated_by: string
  nominated_by_name: string | null
  nominated_at: Date
  withdrawn_at: Date | null
  withdrawn_by_name: string | null
  withdrawn_note: string | null
  votes_for: number | null
  votes_against: number | null
  votes_abstain: number | null
  chosen: boolean | null
}

/** In stroke order, those who were taken off last. Row-level security leaves out the branches not in scope. */
export async function listCandidateRows(
  ctx: Ctx,
  filter: { selectionId: string; candidateId?: string; paths?: readonly string[]; ownId?: string | null },
): Promise<CandidateRow[]> {
  const { county } = ctx
  const { selectionId, candidateId = null, paths = null, ownId = null } = filter
  const { rows } = await sql<CandidateRow>`
    select c.*, o.path, o.short_name as branch_name, m.name, m.name_strokes, n.name as nominated_by_name,
           w.name as withdrawn_by_name
      from selection_candidates c
      join organisations o on o.county_id = ${county} and o.org_id = c.org_id
      join members m on m.county_id = ${county} and m.member_id = c.member_id
      left join accounts n on n.county_id = ${county} and n.account_id = c.nominated_by
      left join accounts w on w.county_id = ${county} and w.account_id = c.withdrawn_by
     where c.county_id = ${county} and c.selection_id = ${selectionId}
       and (${candidateId}::uuid is null or c.candidate_id = ${candidateId}::uuid)
       and (${paths}::text[] is null or c.member_id = ${ownId}::uuid
            or exists (select 1 from unnest(${paths}::text[]) as seen(path) where starts_with(o.path, seen.path)))
     order by c.withdrawn_at is not null, m.name_strokes, c.candidate_id`.execute(ctx.db)
  return rows
}

export async function markWithdrawn(ctx: Ctx, candidateId: string, note: string): Promise<void> {
  await ctx.db
    .updateTable('selection_candidates')
    .set({ withdrawn_by: accountOf(ctx), withdrawn_at: ctx.now, withdrawn_note: note })
    .where('county_id', '=', ctx.county)
    .where('candidate_id', '=', candidateId)
    .execute()
}

export type Outcome = { candidateId: string; chosen: boolean; tally: Tally | null }

/** What was decided about each of them, over what was decided before. */
export async function saveOutcome(ctx: Ctx, selectionId: string, outcome: readonly Outcome[]): Promise<void> {
  const rows = outcome.map(({ candidateId, chosen, tally }) => ({
    candidate_id: candidateId,
    chosen,
    votes_for: tally?.for ?? null,
    votes_against: tally?.against ?? null,
    votes_abstain: tally?.abstain ?? null,
  }))
  await sql`
    update selection_candidates c
       set chosen = r.chosen, votes_for = r.votes_for, votes_against = r.votes_against, votes_abstain = r.votes_abstain
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(candidate_id uuid, chosen boolean, votes_for int, votes_against int, votes_abstain int)
     where c.county_id = ${ctx.county} and c.selection_id = ${selectionId} and c.candidate_id = r.candidate_id`.execute(
    ctx.db,
  )
}

/** Whoever is nominated anew is decided on anew. */
export async function clearOutcome(ctx: Ctx, selectionId: string): Promise<void> {
  await ctx.db
    .updateTable('selection_candidates')
    .set({ chosen: null, votes_for: null, votes_against: null, votes_abstain: null })
    .where('county_id', '=', ctx.county)
    .where('selection_id', '=', selectionId)
    .execute()
}

/** Selections in which the reader stands, or kin of the reader. */
export async function listConcerned(ctx: Ctx): Promise<string[]> {
  if (!ctx.actor.memberId) return []
  const rows = await ctx.db
    .selectFrom('selection_candidates')
    .select('selection_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[ctx.actor.memberId, ...ctx.actor.kin]}::uuid[])`)
    .where('withdrawn_at', 'is', null)
    .execute()
  return rows.map((row) => row.selection_id)
}
