import type { CallOutput } from '../../lib/call-types.ts'
import type { StampState } from '../../ui/stamp.tsx'

export type Publication = CallOutput<'getPublication'>
export type PublicationRow = CallOutput<'listPublications'>['rows'][number]

/** Waiting for somebody wears how near its day is; before the public or done is pale. */
export function stampOf({ state, dueOn }: PublicationRow, today: string): StampState {
  if (state === 'withdrawn') return 'excused'
  if (state !== 'prepared' && state !== 'returned') return 'done'
  if (dueOn === null || dueOn > today) return 'due'
  return dueOn === today ? 'today' : 'late'
}
