import { sql } from 'kysely'
import { takenVerdicts, type Verdict } from '../../../../contract/imports.ts'
import type { Ctx } from '../../../core/context/context.ts'
import type { KeptProblem } from './judge-rules.ts'

export type NewRow = {
  line: number
  verdict: Verdict
  toOrgId: number | null
  suggested: boolean
  accepted: boolean
  subjectId: string | null
  baseVersion: number | null
  sealed: Buffer
  problems: readonly KeptProblem<string, string>[]
}

/**
 * Writes judged rows over those of an earlier judgement. What somebody decided stays, as long as the row still comes to
 * the same about the same.
 */
export async function upsertRows(
  ctx: Ctx,
  { importId, orgId }: { importId: string; orgId: number },
  rows: readonly NewRow[],
): Promise<void> {
  const records = rows.map((row) => ({
    line: row.line,
    verdict: row.verdict,
    to_org_id: row.toOrgId,
    suggested: row.suggested,
    accepted: row.accepted,
    subject_id: row.subjectId,
    base_version: row.baseVersion,
    row_sealed: hex(row.sealed),
    problems: row.problems,
  }))
  await sql`
    insert into import_rows as i (county_id, import_id, line, org_id, to_org_id, verdict, suggested, accepted, decided,
                                  subject_id, base_version, row_sealed, problems)
    select ${ctx.county}, ${importId}, r.line, ${orgId}, r.to_org_id, r.verdict, r.suggested, r.accepted, false,
           r.subject_id, r.base_version, r.row_sealed, r.problems
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(
        line int, verdict text, to_org_id int, suggested boolean, accepted boolean, subject_id uuid, base_version int,
        row_sealed bytea, problems jsonb)
    on conflict (county_id, import_id, line) do update set
      to_org_id = excluded.to_org_id, verdict = excluded.verdict, suggested = excluded.suggested,
      subject_id = excluded.subject_id, base_version = excluded.base_version, row_sealed = excluded.row_sealed,
      problems = excluded.problems,
      decided = i.decided and i.verdict = excluded.verdict and i.subject_id is not distinct from excluded.subject_id,
      accepted = case when i.decided and i.verdict = excluded.verdict
                           and i.subject_id is not distinct from excluded.subject_id
                      then i.accepted else excluded.accepted end`.execute(ctx.db)
}

export function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

export const rowColumns = [
  'line',
  'to_org_id',
  'verdict',
  'suggested',
  'accepted',
  'subject_id',
  'base_version',
  'made_version',
  'row_sealed',
  'problems',
] as const

/** A page for reading, with the name of the branch and what became of the question to the level above. */
export async function listRows(
  ctx: Ctx,
  importId: string,
  filter: { verdict: Verdict | null; accepted: boolean | null },
  page: { limit: number; offset: number },
) {
  const { verdict, accepted } = filter
  const query = ctx.db
    .selectFrom('import_rows as r')
    .where('r.county_id', '=', ctx.county)
    .where('r.import_id', '=', importId)
    .where(verdict === null ? sql<boolean>`r.verdict <> 'same'` : sql<boolean>`r.verdict = ${verdict}`)
    .where(accepted === null ? sql<boolean>`true` : sql<boolean>`r.accepted = ${accepted}`)
  const rows = await query
    .leftJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'r.county_id')
        .onRef('o.org_id', '=', 'r.to_org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('transfer_proposals as p', (join) =>
      join
        .onRef('p.county_id', '=', 'r.county_id')
        .onRef('p.import_id', '=', 'r.import_id')
        .onRef('p.line', '=', 'r.line')
        .on('p.county_id', '=', ctx.county),
    )
    .select(rowColumns.map((column) => `r.${column}` as const))
    .select(['o.name as branch_name', 'p.state as proposal'])
    .orderBy('r.line')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}

export type ListedRow = Awaited<ReturnType<typeof listRows>>['rows'][number]

export type Count = { verdict: string; suggested: boolean; rows: number; accepted: number }

export async function countRows(ctx: Ctx, importId: string): Promise<Count[]> {
  return ctx.db
    .selectFrom('import_rows')
    .select(['verdict', 'suggested'])
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .select(sql<number>`count(*) filter (where accepted)`.as('accepted'))
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .groupBy(['verdict', 'suggested'])
    .execute()
}

/** The branches, or the grids, that rows of the file are for. */
export async function listTargets(ctx: Ctx, importId: string): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('import_rows')
    .select('to_org_id')
    .distinct()
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('to_org_id', 'is not', null)
    .where('verdict', '<>', 'elsewhere')
    .execute()
  return rows.flatMap((row) => row.to_org_id ?? [])
}

/** Takes rows or leaves them out; answers how many there were to take. A guess is taken by its own line alone. */
export async function decideRows(
  ctx: Ctx,
  importId: string,
  wish: { accepted: boolean; lines: readonly number[] | null; verdict: Verdict | null },
): Promise<number> {
  const { accepted, lines, verdict } = wish
  let query = ctx.db
    .updateTable('import_rows')
    .set({ accepted, decided: true })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', 'in', [...takenVerdicts])
  if (verdict) query = query.where('verdict', '=', verdict)
  if (lines) query = query.where('line', '=', sql<number>`any(${[...lines]}::int[])`)
  else if (accepted) query = query.where('suggested', '=', false)
  const result = await query.executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Rows that are not taken, with their cells. */
export function listRefused(ctx: Ctx, importId: string, after: number, limit: number) {
  return ctx.db
    .selectFrom('import_rows')
    .select(rowColumns)
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', 'in', ['refuse', 'duplicate'])
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
}
