import { sql } from 'kysely'
import type { Ctx } from '../../../core/context/context.ts'

/** Households of some grids, and how many of them no row of the import is about. */
export async function countAgainstHouseholds(
  ctx: Ctx,
  importId: string,
  orgIds: readonly number[],
): Promise<{ now: number; untouched: number }> {
  const { rows } = await sql<{ now: number; named: number }>`
    select count(*)::int as now,
           count(*) filter (where exists (
             select from import_rows r
              where r.county_id = ${ctx.county} and r.import_id = ${importId} and r.subject_id = h.household_id
           ))::int as named
      from households h
     where h.county_id = ${ctx.county} and h.org_id = any(${[...orgIds]}::int[]) and h.removed_at is null`.execute(
    ctx.db,
  )
  const { now = 0, named = 0 } = rows[0] ?? {}
  return { now, untouched: now - named }
}
