import { useMemo } from 'react'
import type { Mergeable } from '../../../../contract/rounds.ts'
import type { CallRequest } from '../../../lib/call-types.ts'
import { type Carried, rowFields } from '../../../lib/carried/rows.ts'
import { type CarriedState, useCarried } from '../../../lib/carried/use-carried.ts'
import type { Kept } from '../../../lib/outbox/store.ts'
import { useKept } from '../../../lib/outbox/use-kept.ts'
import { visitOf } from '../../../lib/outbox/visits.ts'
import { serverToday } from '../../../lib/server-clock.ts'

export type Household = Carried & {
  /** Visited today by a note that is still on this phone. */
  waits: boolean
}

export type HouseholdsState = CarriedState & { households: ReadonlyMap<string, Household> }

function isMerge(item: Kept): boolean {
  return item.name === 'mergeHousehold' && !item.refused
}

/** What this phone has written and not sent yet is true on this phone. */
function withOwnWords(row: Carried, kept: readonly Kept[]): Household {
  let now: Household = { ...row, waits: false }
  for (const item of kept) {
    if (item.name === 'submitVisits' && !item.refused) {
      const { householdId, visitedOn, quartet } = visitOf(item)
      if (householdId !== row.id || (now.last && now.last.on > visitedOn)) continue
      now = { ...now, last: { on: visitedOn, met: quartet.met }, due: null, waits: true }
    }
    if (!isMerge(item)) continue
    const { params, body } = item.request as CallRequest<'mergeHousehold'>
    if (params.householdId !== row.id) continue
    const entries = Object.entries(body.changes) as [Mergeable, string | number | null][]
    now = { ...now, ...Object.fromEntries(entries.map(([field, value]) => [rowFields[field], value])) }
  }
  return now
}

/** The households of this phone, with what was written here since. */
export function useHouseholds(): HouseholdsState {
  const carried = useCarried()
  const kept = useKept()
  const { holding } = carried
  const households = useMemo(() => {
    const rows = [...(holding?.rows.values() ?? [])]
    return new Map(rows.map((row) => [row.id, withOwnWords(row, kept ?? [])]))
  }, [holding, kept])
  return { ...carried, households }
}

export function wasToday({ last }: Carried): boolean {
  return last?.on === serverToday()
}
