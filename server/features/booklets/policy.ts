import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

/** Personal points are seen by the person and in the person's own branch, nowhere above it (docs/trust). */
export function maySeePoints(actor: Actor, memberId: string | null, branch: { path: string }): boolean {
  return (memberId !== null && memberId === actor.memberId) || may(actor, 'points.names', branch)
}
