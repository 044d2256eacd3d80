import type { OutputOf } from '../../../contract/endpoint.ts'
import type { listMergeConflicts, Mergeable } from '../../../contract/rounds.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { openContact } from '../households/household-commands.ts'
import { sideContext } from './merge-commands.ts'
import { type OpenConflict, readOpenConflicts, readPlaceNames } from './merge-queries.ts'

type Row = OutputOf<typeof listMergeConflicts>['rows'][number]
type Value = string | number | null

const fieldLabels: Record<Mergeable, string> = {
  address: '地址',
  placeId: '自然村',
  contact: '联系人',
  headCount: '人数',
}

/** What waits for a person, each with both sides in words. */
export async function listConflicts(ctx: Ctx, paths: readonly string[]): Promise<Row[]> {
  const open = await readOpenConflicts(ctx, paths)
  const sealer = await ctx.sealer()
  const sides = open.map((row) => ({ row, stands: standsOf(sealer, row), brought: broughtOf(sealer, row) }))
  const places = sides.flatMap(({ row, stands, brought }) =>
    row.field === 'placeId' ? [stands, brought].filter((value) => typeof value === 'number') : [],
  )
  const names = await readPlaceNames(ctx, places)
  return sides.map(({ row, stands, brought }) => ({
    conflictId: row.conflict_id,
    householdId: row.household_id,
    address: row.address,
    field: row.field,
    fieldLabel: fieldLabels[row.field],
    version: row.field_versions[row.field] ?? 1,
    stands: { value: say(row.field, stands, names), by: '住户册', at: row.updated_at.toISOString() },
    brought: {
      value: say(row.field, brought, names),
      by: row.brought_by_name,
      at: row.brought_at.toISOString(),
    },
  }))
}

function standsOf(sealer: Sealer, row: OpenConflict): Value {
  if (row.field === 'contact') return openContact(sealer, row.household_id, row.contact_sealed)
  return { address: row.address, placeId: row.place_id, headCount: row.head_count }[row.field]
}

function broughtOf(sealer: Sealer, row: OpenConflict): Value {
  return JSON.parse(sealer.open(row.brought_sealed, sideContext(row.conflict_id, 'brought'))) as Value
}

function say(field: Mergeable, value: Value, names: ReadonlyMap<number, string>): string | null {
  if (value === null) return null
  if (field === 'placeId') return names.get(Number(value)) ?? null
  return field === 'headCount' ? `${value} 人` : String(value)
}
