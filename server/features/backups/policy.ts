import type { Actor } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'

/** Backups are of the whole installation: the system administrator's business and nobody else's. */
export function mayLookAfter(actor: Actor): boolean {
  return pathsWhere(actor, 'settings.write').length > 0
}
