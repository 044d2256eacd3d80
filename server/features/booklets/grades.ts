import type { Ctx } from '../../core/context/context.ts'
import { listStandings, type Standing } from '../points/standing-commands.ts'
import { pointsText } from './sayings.ts'

export type BookletGrade = {
  schemeId: string
  schemeName: string
  /** Null below the first grade, and between two of them. */
  name: string | null
  points: number
  /** What the cycle begins with; the rest is booked since. */
  start: number
  /** The cycle up to the day on which it was looked at. */
  from: string
  on: string
  saying: string
}

/** Where a member stands in the year's schemes that have grades: today, or on the last day of a year that is over. */
export async function listGrades(
  ctx: Ctx,
  { memberId, orgId }: { memberId: string; orgId: number },
  year: number,
): Promise<BookletGrade[]> {
  const last = `${year}-12-31`
  const on = last < ctx.today ? last : ctx.today
  if (!on.startsWith(`${year}-`)) return []
  const standings = await listStandings(ctx, { orgIds: [orgId], memberId, day: on })
  return standings
    .filter(({ terms }) => terms.grades.length > 0)
    .map((standing) => ({
      schemeId: standing.schemeId,
      schemeName: standing.schemeName,
      name: standing.grade.name,
      points: standing.total,
      start: standing.start,
      from: standing.from,
      on,
      saying: sayGrade(standing),
    }))
}

function sayGrade({ grade, total, terms }: Standing): string {
  const points = `${pointsText(total)} 分`
  if (grade.name) return `${points}，${grade.name}`
  if (grade.isSilent) return `${points}，在两个等次之间，方案没有写是哪一等，由人来定`
  const [first] = terms.grades
  return `${points}，还没有等次${first ? `（${first.name}从 ${pointsText(first.from)} 分起）` : ''}`
}

/** The grade of exactly this total since this day: it stands beside no other figure. */
export function gradeBeside(
  grades: readonly BookletGrade[],
  { from, total }: { from: string; total: number },
): string | null {
  return grades.find((grade) => grade.from === from && grade.points === total)?.name ?? null
}
