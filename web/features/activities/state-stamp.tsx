import type { CallOutput } from '../../lib/call-types.ts'
import { type StampState, StampWord } from '../../ui/stamp.tsx'

type Row = Pick<CallOutput<'listActivities'>['rows'][number], 'state' | 'stateLabel' | 'day'>

function stampOf({ state, day }: Row, today: string): StampState {
  if (state === 'closed') return 'done'
  if (state === 'cancelled') return 'excused'
  if (state === 'reopened' || day < today) return 'late'
  return day === today ? 'today' : 'due'
}

/** How an activity stands, by shape and by word. */
export function StateStamp({ row, today }: { row: Row; today: string }) {
  return <StampWord state={stampOf(row, today)}>{row.stateLabel}</StampWord>
}
