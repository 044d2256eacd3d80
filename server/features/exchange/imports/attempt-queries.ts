import { sql } from 'kysely'
import type { ImportState } from '../../../../contract/imports.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

/** Begins a piece of work: whatever an older job of this import still wants to write is refused from here on. */
export async function beginAttempt(
  ctx: Ctx,
  importId: string,
  set: { state: ImportState; rowsTotal: number | null },
): Promise<number> {
  const row = await ctx.db
    .updateTable('imports')
    .set({
      state: set.state,
      attempt: sql`attempt + 1`,
      rows_done: 0,
      rows_total: set.rowsTotal,
      failure: null,
      failed_lines: [],
      moved_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .returning('attempt')
    .executeTakeFirstOrThrow()
  return row.attempt
}

/** A job's own import, its state and the attempt that the job belongs to. */
export type Attempt = { importId: string; attempt: number; state: ImportState }

/** Whether the job is still the one that is waited for; says how far it is. */
export async function moveOn(
  ctx: Ctx,
  { importId, attempt, state }: Attempt,
  rows: { done: number; total?: number },
): Promise<boolean> {
  const result = await ctx.db
    .updateTable('imports')
    .set({
      rows_done: rows.done,
      moved_at: ctx.now,
      ...(rows.total !== undefined && { rows_total: rows.total }),
    })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('attempt', '=', attempt)
    .where('state', '=', state)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type Ending = {
  state: ImportState
  failure?: { message: string; lines: readonly number[] }
  summary?: unknown
  appliedAt?: Date
  undoneAt?: Date
}

/** Ends a piece of work, if it is still the one that is waited for. */
export async function endAttempt(
  ctx: Ctx,
  { importId, attempt, state }: Attempt,
  ending: Ending,
): Promise<boolean> {
  const result = await ctx.db
    .updateTable('imports')
    .set({
      state: ending.state,
      moved_at: ctx.now,
      failure: ending.failure?.message ?? null,
      failed_lines: [...(ending.failure?.lines ?? [])],
      ...(ending.summary !== undefined && {
        summary: sql<never>`${JSON.stringify(ending.summary)}::jsonb`,
      }),
      ...(ending.appliedAt && { applied_at: ending.appliedAt, applied_by: accountOf(ctx) }),
      ...(ending.undoneAt && { undone_at: ending.undoneAt, undone_by: accountOf(ctx) }),
    })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('attempt', '=', attempt)
    .where('state', '=', state)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Lets go of the file and the rows; figures remain. What was done to members stands in their own lists. */
export async function clearImport(
  ctx: Ctx,
  importId: string,
  set: { state: ImportState; summary: unknown },
): Promise<void> {
  await ctx.db
    .deleteFrom('import_rows')
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .execute()
  await ctx.db
    .updateTable('imports')
    .set({
      state: set.state,
      file_id: null,
      attempt: sql`attempt + 1`,
      moved_at: ctx.now,
      summary: sql<never>`${JSON.stringify(set.summary)}::jsonb`,
    })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .execute()
}
