import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Ballot, Tally } from './ballot-rules.ts'
import type { SelectionRow } from './queries.ts'

type Counted = Ballot & { activityId: string | null; heldOn: string; failed: 'majority' | 'level' | null }

/** Keeps a ballot as the next round; the selection is locked. Answers its number. */
export async function insertBallot(ctx: Ctx, row: SelectionRow, ballot: Counted): Promise<number> {
  const { rows } = await sql<{ round: number }>`
    insert into selection_ballots (county_id, selection_id, round, org_id, activity_id, held_on, entitled, present,
                                   tallies, failed, recorded_by, recorded_at)
    select ${ctx.county}::int, ${row.selection_id}::uuid, coalesce(max(b.round), 0) + 1, ${row.org_id}::int,
           ${ballot.activityId}::uuid, ${ballot.heldOn}::date, ${ballot.entitled}::int, ${ballot.present}::int,
           ${JSON.stringify(ballot.tallies)}::jsonb, ${ballot.failed}::text, ${accountOf(ctx)}::uuid,
           ${ctx.now}::timestamptz
      from selection_ballots b
     where b.county_id = ${ctx.county} and b.selection_id = ${row.selection_id}
    returning round`.execute(ctx.db)
  return rows[0]?.round ?? 1
}

export type BallotRow = {
  round: number
  held_on: string
  entitled: number
  present: number
  tallies: Tally[]
  failed: 'majority' | 'level' | null
  by_name: string | null
  recorded_at: Date
}

export async function listBallots(ctx: Ctx, selectionId: string): Promise<BallotRow[]> {
  const { rows } = await sql<BallotRow>`
    select b.round, b.held_on, b.entitled, b.present, b.tallies, b.failed, a.name as by_name, b.recorded_at
      from selection_ballots b
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = b.recorded_by
     where b.county_id = ${ctx.county} and b.selection_id = ${selectionId}
     order by b.round`.execute(ctx.db)
  return rows
}
