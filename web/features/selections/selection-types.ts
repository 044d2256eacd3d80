import type { CallOutput } from '../../lib/call-types.ts'
import type { StampState } from '../../ui/stamp.tsx'

export type SelectionRow = CallOutput<'listSelections'>['rows'][number]
export type Selection = CallOutput<'getSelection'>
export type Candidate = Selection['nominations'][number]
export type Award = Selection['awards'][number]

/** Waiting for somebody wears how near its day is; before the public or done is pale. */
export function stampOf({ state, dueOn }: SelectionRow, today: string): StampState {
  if (state === 'cancelled') return 'excused'
  if (state === 'published' || state === 'awarded') return 'done'
  if (state === 'nominating' || dueOn === null || dueOn > today) return 'due'
  return dueOn === today ? 'today' : 'late'
}
