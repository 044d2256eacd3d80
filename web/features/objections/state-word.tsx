import type { CallOutput } from '../../lib/call-types.ts'

export type Objection = CallOutput<'getObjection'>

/** Is an answer waited for, in either instance? */
export function waits({ state }: Objection): boolean {
  return state === 'raised' || state === 'appealed'
}

/** How near the last day is, as a shape; what became of it, once it is answered. */
export function stampOf(objection: Objection, today: string) {
  const { late, dueOn } = objection
  if (!waits(objection)) return 'done'
  if (late) return 'late'
  return dueOn === today ? 'today' : 'due'
}
