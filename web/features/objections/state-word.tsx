import type { CallOutput } from '../../lib/call-types.ts'

export type Objection = CallOutput<'getObjection'>

/** How near the last day is, as a shape; what became of it, once it is answered. */
export function stampOf({ state, late, dueOn }: Objection, today: string) {
  if (state !== 'raised') return 'done'
  if (late) return 'late'
  return dueOn === today ? 'today' : 'due'
}
