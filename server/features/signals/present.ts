import { type SignalKind, signalKindLabels, signalKinds } from '../../../contract/signals.ts'
import type { SignalRow } from './queries.ts'
import { saySignal } from './rules.ts'

const known = ['activity', 'honour', 'hand-entry'] as const

export function presentSignal(row: SignalRow) {
  return {
    id: `${row.kind} ${row.org_id} ${row.from_day} ${row.records[0]?.id ?? ''}`,
    kind: row.kind,
    kindLabel: signalKindLabels[row.kind],
    orgId: row.org_id,
    orgName: row.org_name,
    from: row.from_day,
    to: row.to_day,
    sentence: saySignal(row),
    records: row.records.map(({ kind, id, day, title }) => ({
      kind: known.find((one) => one === kind) ?? ('other' as const),
      id,
      day,
      title: title ?? '原记录',
    })),
  }
}

const none = Object.fromEntries(signalKinds.map((kind) => [kind, 0])) as Record<SignalKind, number>

/** Branches and counts, for who stands above them. */
export function countByBranch(rows: readonly SignalRow[]) {
  const counted = new Map<number, { orgId: number; orgName: string; counts: Record<SignalKind, number> }>()
  for (const { org_id: orgId, org_name: orgName, kind } of rows) {
    const held = counted.get(orgId) ?? { orgId, orgName, counts: { ...none } }
    held.counts[kind] += 1
    counted.set(orgId, held)
  }
  return [...counted.values()].toSorted((a, b) => a.orgId - b.orgId)
}
