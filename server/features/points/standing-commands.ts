import type { Ctx } from '../../core/context/context.ts'
import { listStandingRows, type StandingRow } from './standing-queries.ts'
import { flagsOf, type Graded, gradeOf } from './standing-rules.ts'

/** A total with its grade. No rank: nobody's stands beside another's. */
export type Standing = StandingRow & { grade: Graded }

/** The totals of a day with their grades; see `listStandingRows`. */
export async function listStandings(
  ctx: Ctx,
  asked: { orgIds: readonly number[]; memberId?: string | null; day: string },
): Promise<Standing[]> {
  const rows = await listStandingRows(ctx, asked)
  return rows.map((row) => ({ ...row, grade: gradeOf(row.terms.grades, row.total) }))
}

/** The numbers of the scheme's flags that somebody like this comes under. */
export function flagsOn(
  { terms, total }: Pick<Standing, 'terms' | 'total'>,
  who: Readonly<Record<string, unknown>>,
) {
  return flagsOf(terms.flags, total, who)
}
