import { branchFrom, type OrderKind, type RevisitPart, revisitItems } from '../../../contract/enterprises.ts'
import {
  type InspectionRole,
  itemsOfRole,
  type RevisitGrade,
  type StaffItem,
} from '../../../contract/inspection-words.ts'

/** The first day of the quarter that a day lies in, and its last. */
export function quarterOf(day: string): { from: string; to: string } {
  const year = Number(day.slice(0, 4))
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  const ends = ['03-31', '06-30', '09-30', '12-31']
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: `${year}-${ends[(first - 1) / 3]}` }
}

export type Looked = { isOrganised: boolean; answers: Readonly<Record<string, boolean>> }

/** The questions of a revisit, each with what it is called: of an unorganised enterprise only those about the two. */
export function questionsOf(isOrganised: boolean): { part: RevisitPart; key: string; label: string }[] {
  const parts: RevisitPart[] = isOrganised ? ['staff', 'organised'] : ['staff']
  return parts.flatMap((part) =>
    Object.entries<string>(revisitItems[part]).map(([key, label]) => ({ part, key, label })),
  )
}

function missingOf(part: RevisitPart, { isOrganised, answers }: Looked): number {
  return questionsOf(isOrganised).filter((one) => one.part === part && !answers[one.key]).length
}

/** Good where nothing is missing, weak where more than one thing is. */
function gradeFrom(missing: number): RevisitGrade {
  if (missing === 0) return 'good'
  return missing === 1 ? 'fair' : 'weak'
}

/** Of the work of the two who were sent there, taken together [003-07]. */
export function gradeOf(looked: Looked): RevisitGrade {
  return gradeFrom(missingOf('staff', looked))
}

export type Sent = { instructorId: string | null; liaisonId: string | null }
export type Inspected = {
  memberId: string
  role: InspectionRole
  result: RevisitGrade
  missing: StaffItem[]
}

/** The result of each of the two, of what that one answers for: it is this that enters somebody's year [003-07]. */
export function resultsOf(
  { answers }: Pick<Looked, 'answers'>,
  { instructorId, liaisonId }: Sent,
): Inspected[] {
  const of = (memberId: string, role: InspectionRole): Inspected => {
    const missing = itemsOfRole[role].filter((item) => !answers[item])
    return { memberId, role, result: gradeFrom(missing.length), missing }
  }
  if (instructorId !== null && instructorId === liaisonId) return [of(instructorId, 'both')]
  return [
    ...(instructorId === null ? [] : [of(instructorId, 'instructor')]),
    ...(liaisonId === null ? [] : [of(liaisonId, 'liaison')]),
  ]
}

/**
 * What follows: weak work is trained for together [003-08]; of an organised enterprise what is missing is mended
 * [003-09]; in any other a branch is set up from three members on, and fewer are attached to one [003-10].
 */
export function ordersOf(looked: Looked, at: { memberCount: number; isAttached: boolean }): OrderKind[] {
  const orders: OrderKind[] = gradeOf(looked) === 'weak' ? ['retrain'] : []
  if (looked.isOrganised) return missingOf('organised', looked) > 0 ? [...orders, 'mend'] : orders
  if (at.memberCount >= branchFrom) return [...orders, 'set-up']
  return at.memberCount > 0 && !at.isAttached ? [...orders, 'attach'] : orders
}

export const contactContext = (enterpriseId: string) => `enterprises.contact/${enterpriseId}`
