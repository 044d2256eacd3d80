import type { ActivityState } from '../../../contract/activities.ts'
import type { Actor } from '../../core/context/context.ts'
import { inScope, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

export type Places = ReadonlyMap<number, Place>
export type Subject = { orgId: number; branches: readonly number[]; roll: readonly string[] }

/** How much of one activity a reader sees. */
export type View = {
  /** Minutes, corrections and the organisation's own facts: whoever reads at the holder. */
  whole: boolean
  /** Rows of the roll: every one, those of these branches, or only one's own. */
  rows: 'all' | { branchIds: readonly number[] }
  /** The reader's own row is always shown. */
  ownId: string | null
}

/**
 * The holder's readers see it, and names if they may read members; a branch whose members were called sees their
 * rows; whoever was called sees the own row. To everybody else it does not exist.
 */
export function viewOf(actor: Actor, subject: Subject, places: Places): View {
  const host = places.get(subject.orgId)
  const ownId = actor.memberId && subject.roll.includes(actor.memberId) ? actor.memberId : null
  if (host && may(actor, 'activities.read', host)) {
    return { whole: true, rows: may(actor, 'members.read', host) ? 'all' : { branchIds: [] }, ownId }
  }
  const branchIds = subject.branches.filter((orgId) => mayReadRows(actor, places.get(orgId)))
  if (branchIds.length > 0 || ownId) return { whole: false, rows: { branchIds }, ownId }
  demand(host && inScope(actor, host), 'not-found')
  demand(false, 'access.denied')
}

function mayReadRows(actor: Actor, branch: Place | undefined): boolean {
  return branch !== undefined && may(actor, 'activities.read', branch) && may(actor, 'members.read', branch)
}

/** Why somebody was away is told to whoever calls the roll, there or in the member's branch, and to oneself. */
export function seesReason(
  actor: Actor,
  row: { memberId: string; branchId: number },
  hostId: number,
  places: Places,
): boolean {
  if (row.memberId === actor.memberId) return true
  return [hostId, row.branchId].some((orgId) => {
    const place = places.get(orgId)
    return place !== undefined && may(actor, 'activities.write', place)
  })
}

export function abilitiesOf(
  actor: Actor,
  activity: { state: ActivityState; day: string },
  host: Place,
  today: string,
) {
  const writes = may(actor, 'activities.write', host)
  const open = activity.state === 'planned' || activity.state === 'reopened'
  return {
    change: writes && open,
    saveRoll: writes && activity.state === 'planned',
    close: writes && open && activity.day <= today,
    reopen: writes && activity.state === 'closed',
    cancel: writes && open,
    readReview: may(actor, 'activities.read', host),
  }
}
