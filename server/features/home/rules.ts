import { type DueRow, dueStates } from '../../../contract/due.ts'

/** Late first, then today's, what is near, the rest; inside each by day, what has no day last. */
export function sortDue(rows: readonly DueRow[]): DueRow[] {
  return [...rows].sort(
    (a, b) =>
      dueStates.indexOf(a.state) - dueStates.indexOf(b.state) ||
      compareDays(a.dueOn, b.dueOn) ||
      (a.id < b.id ? -1 : 1),
  )
}

function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
