import { concernedAmong, concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'

type Branch = { path: string }

/** What members wrote and how they voted stays in the branch (docs/trust). */
export function mayRun(actor: Actor, branch: Branch): boolean {
  return may(actor, 'assessments.run', branch)
}

/** The level above sees the grades that it confirms, and nothing that was said or voted about anybody. */
export function mayConfirm(actor: Actor, branch: Branch): boolean {
  return mayFromAbove(actor, 'appraisals.confirm', branch)
}

/** Nobody confirms the own grade or that of kin, nor changes one that stands. */
export function demandUnconcerned(actor: Actor, memberIds: readonly string[], act: string): void {
  const memberId = concernedAmong(actor, memberIds)
  const concern = memberId && concernOf(actor, memberId)
  demand(!concern, 'access.denied', concern ? { message: sayConcern(concern, act) } : {})
}

export function isConcerned(actor: Actor, memberIds: readonly string[]): boolean {
  return concernedAmong(actor, memberIds) !== null
}
