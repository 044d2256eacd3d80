import type { Actor } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import type { UnitRow } from './queries.ts'

type Sides = Pick<UnitRow, 'org_id' | 'path' | 'branch_id' | 'branch_path'>

/** Both sides: the community, and the unit's own branch. */
function pathsOf({ path, branch_path: branch }: Sides): string[] {
  return branch === null ? [path] : [path, branch]
}

export function mayReadUnit(actor: Actor, unit: Sides): boolean {
  return pathsOf(unit).some((path) => may(actor, 'posts.read', { path }))
}

/** Who reads it, and the members of either side. */
export function maySeeUnit(actor: Actor, unit: Sides): boolean {
  if (mayReadUnit(actor, unit)) return true
  return actor.memberId !== null && pathsOf(unit).some((path) => inScope(actor, { orgId: unit.org_id, path }))
}

export function mayRecordFor(actor: Actor, unit: Sides): boolean {
  return pathsOf(unit).some((path) => may(actor, 'posts.record', { path }))
}

/** A unit of one's own branch, or one that has no branch here: its members are found anywhere. */
export function maySignUp(actor: Actor, unit: Sides): boolean {
  if (actor.memberId === null) return false
  return unit.branch_path === null
    ? maySeeUnit(actor, unit)
    : inScope(actor, { orgId: unit.branch_id ?? 0, path: unit.branch_path })
}
