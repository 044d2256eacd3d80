import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'

/** May this actor know who it is? Whoever reads the register at one of these places, and the person. */
export function mayName(
  actor: Actor,
  { memberId, paths }: { memberId: string; paths: readonly string[] },
): boolean {
  return memberId === actor.memberId || paths.some((path) => may(actor, 'members.read', { path }))
}
