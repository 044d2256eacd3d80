import {
  type OrgKind,
  orgCategories,
  orgCategoryLabels,
  orgKindLabels,
} from '../../../contract/organisations.ts'
import type { Actor } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import type { listEvents } from './queries.ts'
import { depthOf, mayHold } from './rules.ts'

type Category = (typeof orgCategories)[number]

type TreeRow = {
  org_id: number
  parent_id: number | null
  kind: string
  category: string | null
  name: string
  short_name: string
  management: string
  path: string
  founded_on: string
  dissolved_on: string | null
}

export function presentOrg(actor: Actor, row: TreeRow) {
  return {
    orgId: row.org_id,
    parentId: row.parent_id,
    kind: row.kind as OrgKind,
    kindLabel: orgKindLabels[row.kind as OrgKind],
    category: row.category as Category | null,
    categoryLabel: row.category ? orgCategoryLabels[row.category as Category] : null,
    name: row.name,
    shortName: row.short_name,
    management: row.management as 'direct' | 'entrusted',
    depth: depthOf(row.path),
    foundedOn: row.founded_on,
    dissolvedOn: row.dissolved_on,
    inScope: inScope(actor, { orgId: row.org_id, path: row.path }),
  }
}

/** How many of each kind, category and way of management: "20 chamber (17 direct, 3 entrusted)". */
export function countKinds(rows: readonly TreeRow[]) {
  const counts = new Map<string, { row: TreeRow; count: number }>()
  for (const row of rows) {
    const key = `${row.kind}/${row.category}/${row.management}`
    const held = counts.get(key)
    if (held) held.count += 1
    else counts.set(key, { row, count: 1 })
  }
  return [...counts.values()].map(({ row, count }) => ({
    kind: row.kind as OrgKind,
    category: row.category as Category | null,
    management: row.management as 'direct' | 'entrusted',
    count,
  }))
}

export function presentEvent(row: Awaited<ReturnType<typeof listEvents>>[number]) {
  return {
    eventId: row.event_id,
    kind: row.kind as 'found',
    happenedOn: row.happened_on,
    reason: row.reason,
    detail: row.detail as Record<string, string | number | null>,
    recordedAt: row.recorded_at.toISOString(),
  }
}

/** What may be founded below an organisation, with the words for a choice. */
export function presentChoices(kind: OrgKind) {
  return {
    mayHold: mayHold(kind).map((one) => ({ kind: one, label: orgKindLabels[one] })),
    categories: orgCategories.map((category) => ({ category, label: orgCategoryLabels[category] })),
  }
}
