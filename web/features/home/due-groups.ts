import type { DueRow } from '../../../contract/due.ts'

export type DueGroup = { id: 'late' | 'near' | 'later'; rows: DueRow[] }

/** Late first, then what is near, then the rest; the server's order holds inside each. */
export function groupDue(rows: readonly DueRow[]): DueGroup[] {
  const groups: DueGroup[] = [
    { id: 'late', rows: rows.filter((row) => row.state === 'late') },
    { id: 'near', rows: rows.filter((row) => row.state === 'today' || row.state === 'soon') },
    { id: 'later', rows: rows.filter((row) => row.state === 'due') },
  ]
  return groups.filter((group) => group.rows.length > 0)
}

/** The first `most` rows through all groups, for who is shown two at a time. */
export function takeDue(groups: readonly DueGroup[], most: number): DueGroup[] {
  let left = most
  return groups.flatMap((group) => {
    const rows = group.rows.slice(0, Math.max(0, left))
    left -= rows.length
    return rows.length > 0 ? [{ ...group, rows }] : []
  })
}

export function countLate(rows: readonly DueRow[]): number {
  return rows.filter((row) => row.state === 'late').length
}
