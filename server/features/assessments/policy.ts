import { concernedAmong, concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

/** Marks with names stay in the branch (docs/trust): whoever runs it there, and nobody above. */
export function mayRun(actor: Actor, branch: { path: string }): boolean {
  return may(actor, 'assessments.run', branch)
}

/** A figure that is changed after the result stood is somebody's own case: not by that person, nor by kin. */
export function demandUnconcerned(actor: Actor, memberIds: readonly string[], act: string): void {
  const memberId = concernedAmong(actor, memberIds)
  const concern = memberId && concernOf(actor, memberId)
  demand(!concern, 'access.denied', concern ? { message: sayConcern(concern, act) } : {})
}
