import type { CallOutput } from '../../lib/call-types.ts'
import type { Grant } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import type { OrgOption } from './heading-fields.tsx'

type Row = CallOutput<'getTree'>['rows'][number]

/** What can hold an activity of its own; a village or a township acts through its committee. */
const holders: readonly Row['kind'][] = ['committee', 'general-branch', 'branch', 'group', 'grid']

function isBelow(row: Row, orgId: number, byId: ReadonlyMap<number, Row>): boolean {
  for (let at: Row | undefined = row; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
    if (at.orgId === orgId) return true
  }
  return false
}

/** The organisation that somebody works for, and what is below it, in the order of the tree. */
export function holdersBelow(rows: readonly Row[], orgId: number): OrgOption[] {
  const byId = new Map(rows.map((row) => [row.orgId, row]))
  return rows
    .filter((row) => row.dissolvedOn === null && isBelow(row, orgId, byId))
    .filter((row) => row.orgId === orgId || holders.includes(row.kind))
    .map((row) => ({ orgId: row.orgId, name: row.name }))
}

/** The tree is only asked for where there may be something below. */
export function useOrgs(place: Grant | undefined): OrgOption[] {
  const tree = useCall('getTree', place ? {} : undefined)
  if (!place) return []
  return tree.data ? holdersBelow(tree.data.rows, place.orgId) : [{ orgId: place.orgId, name: place.orgName }]
}
