import type { CallOutput } from '../../lib/call-types.ts'
import { useSession } from '../../lib/session.ts'
import { StampWord } from '../../ui/stamp.tsx'

export type Objection = CallOutput<'getObjection'>

/** How near the last day is, as a shape; what became of it, once it is answered. */
export function stampOf({ state, late, dueOn }: Objection, today: string) {
  if (state !== 'raised') return 'done'
  if (late) return 'late'
  return dueOn === today ? 'today' : 'due'
}

export function StateWord({ objection }: { objection: Objection }) {
  const { today } = useSession()
  return <StampWord state={stampOf(objection, today)}>{objection.stateLabel}</StampWord>
}
