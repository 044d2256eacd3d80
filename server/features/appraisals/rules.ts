import { type AppraisalGrade, appraisalGradeLabels } from '../../../contract/appraisal-grades.ts'

export type Ceiling = { most: number; parts: number }
export type Verdict = { memberId: string; grade: AppraisalGrade | null; reason: string | null }
export type Flaw = { field: string; message: string }

/** 优秀 at most a third of those graded: the national rule (domain-rules §2). */
export const nationalCeiling: Ceiling = { most: 1, parts: 3 }

/** A level may ask for less than the national share, never allow more. */
export function isWithinNational({ most, parts }: Ceiling): boolean {
  return most * nationalCeiling.parts <= parts * nationalCeiling.most
}

/** How many of so many who are graded may be outstanding: rounded down, for more would be above the share. */
export function outstandingAtMost(graded: number, { most, parts }: Ceiling): number {
  return Math.floor((graded * most) / parts)
}

function gradedOf(rows: readonly Verdict[]): number {
  return rows.filter((row) => row.grade !== null).length
}

/** What is wrong with a proposal as a whole, or with one of its rows; null when nothing is. */
export function findProposalFlaw(
  rows: readonly Verdict[],
  { people, ceiling }: { people: ReadonlyMap<string, string>; ceiling: Ceiling },
): Flaw | null {
  const named = new Set(rows.map((row) => row.memberId))
  const isWhole = named.size === rows.length && named.size === people.size
  if (!isWhole || ![...named].every((one) => people.has(one)))
    return { field: 'body.rows', message: '要评的人每人一行，请刷新页面再填。' }
  const at = rows.findIndex((row) => row.reason === null && row.grade !== 'qualified')
  const silent = rows[at]
  if (silent) {
    const name = people.get(silent.memberId) ?? ''
    const what = silent.grade === null ? '没有参加' : `“${appraisalGradeLabels[silent.grade]}”`
    return { field: `body.rows.${at}.reason`, message: `${name}：${what}，请写理由。` }
  }
  const outstanding = rows.filter((row) => row.grade === 'outstanding').length
  const most = outstandingAtMost(gradedOf(rows), ceiling)
  if (outstanding > most)
    return {
      field: 'body.rows',
      message: `评了等次的 ${gradedOf(rows)} 人，“优秀”最多 ${most} 人，现在有 ${outstanding} 人，请减少。`,
    }
  return null
}

/** Whose grade is another one than the one that stands. */
export function changedAmong(
  rows: readonly Verdict[],
  standing: ReadonlyMap<string, AppraisalGrade | null>,
): string[] {
  return rows.filter((row) => (standing.get(row.memberId) ?? null) !== row.grade).map((row) => row.memberId)
}

/** The day that the results count on: of the meeting, or the last of the year that is appraised when it was held after. */
export function dayOf(year: number, metOn: string): string {
  const last = `${year}-12-31`
  return metOn < last ? metOn : last
}

/** This year's, or last year's while it is made up. */
export function openYears(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return [year, year - 1]
}
