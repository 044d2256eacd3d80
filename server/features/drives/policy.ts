import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import type { DriveRow } from './queries.ts'
import type { Source } from './tag-queries.ts'

export function reaches(actor: Actor, { path }: Pick<DriveRow, 'path'>): boolean {
  const own = pathsWhere(actor, 'worklists.read', 'worklists.send')
  return own.some((at) => at.startsWith(path) || path.startsWith(at))
}

/** An activity by who records it, an item of a list by who sends it. */
export function mayTag(actor: Actor, source: Source, place: { path: string }): boolean {
  return may(actor, source === 'activity' ? 'activities.write' : 'worklists.send', place)
}
