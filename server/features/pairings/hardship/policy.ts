import type { Actor } from '../../../core/context/context.ts'
import { may } from '../../../core/context/may.ts'

/** The very branches whose files this actor keeps; nothing of it goes up or down. */
export function branchesOf(actor: Actor): number[] {
  const grants = actor.grants.filter((grant) => may(actor, 'hardship.write', { path: grant.orgPath }))
  return [...new Set(grants.map((grant) => grant.orgId))]
}
