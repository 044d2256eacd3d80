import { sql } from 'kysely'
import type { AssessmentState } from '../../../contract/assessment-terms.ts'
import type { Ctx } from '../../core/context/context.ts'

export type BallotRow = {
  assessment_id: string
  state: AssessmentState
  way: string
  issued: number | null
  returned: number | null
  invalid: number | null
  by_phone: number
  revision: number
}

/** The ballots of some rounds, by their ids: how far each is, and nothing of who has answered. */
export async function listBallots(ctx: Ctx, ids: readonly string[]): Promise<Map<string, BallotRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<BallotRow>`
    select a.assessment_id, p.state, a.way, a.issued, a.returned, a.invalid, a.by_phone, a.revision
      from assessments a
      join procedures p on p.county_id = ${ctx.county} and p.procedure_id = a.procedure_id
     where a.county_id = ${ctx.county} and a.assessment_id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.assessment_id, row]))
}

export async function findBallot(ctx: Ctx, ballotId: string | null): Promise<BallotRow | undefined> {
  return ballotId === null ? undefined : (await listBallots(ctx, [ballotId])).get(ballotId)
}

/** How many gave each grade, by member, of the count that stands. */
export async function listVotes(ctx: Ctx, ballot: BallotRow): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ member_id: string; counts: number[][] | null }>`
    select member_id, counts from assessment_results
     where county_id = ${ctx.county} and assessment_id = ${ballot.assessment_id}
       and revision = ${ballot.revision}`.execute(ctx.db)
  return new Map(
    rows.flatMap(({ member_id: memberId, counts }) => (counts?.[0] ? [[memberId, counts[0]]] : [])),
  )
}
