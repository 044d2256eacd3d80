import type { Mergeable } from '../../../contract/rounds.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { Problem } from '../../core/errors/problem.ts'
import { blankHouseholds } from './household-queries.ts'
import { changedFields, contactContext } from './household-rules.ts'
import { followHouseholds } from './link-commands.ts'
import * as q from './register-queries.ts'

/** Where households of a list may belong: the living grids at and below a path, and their natural villages. */
export type Ground = {
  grids: { orgId: number; name: string }[]
  places: { placeId: number; name: string; gridId: number }[]
}

export async function readHouseholdGround(ctx: Ctx, path: string): Promise<Ground> {
  const { grids, places } = await q.readGround(ctx, path)
  return {
    grids: grids.map((row) => ({ orgId: row.org_id, name: row.name })),
    places: places.map((row) => ({ placeId: row.place_id, name: row.name, gridId: row.grid_id })),
  }
}

/** What the register holds of a household beside its entries. */
export type HouseholdSheet = {
  address: string
  placeId: number | null
  contact: string | null
  headCount: number
  isNewResident: boolean
  keepUntil: string | null
}
export type HeldHousehold = { householdId: string; orgId: number; version: number; sheet: HouseholdSheet }

/** The households of some grids that stand at these addresses, exactly as they are written. */
export async function readHouseholdsAt(
  ctx: Ctx,
  orgIds: readonly number[],
  addresses: readonly string[],
): Promise<HeldHousehold[]> {
  if (addresses.length === 0) return []
  const sealer = await ctx.sealer()
  return (await q.listByAddress(ctx, orgIds, addresses)).map((row) => toHeld(sealer, row))
}

/** The same by their ids, locked to the end of the transaction. */
export async function lockHeld(ctx: Ctx, householdIds: readonly string[]): Promise<HeldHousehold[]> {
  const sealer = await ctx.sealer()
  return (await q.lockHouseholds(ctx, householdIds)).map((row) => toHeld(sealer, row))
}

function toHeld(sealer: Sealer, row: q.RegisterRecord): HeldHousehold {
  return {
    householdId: row.household_id,
    orgId: row.org_id,
    version: row.version,
    sheet: {
      address: row.address,
      placeId: row.place_id,
      contact: row.contact_sealed && sealer.open(row.contact_sealed, contactContext(row.household_id)),
      headCount: row.head_count,
      isNewResident: row.is_new_resident,
      keepUntil: row.keep_until,
    },
  }
}

export type NewHousehold = { householdId: string; orgId: number; sheet: HouseholdSheet }

/**
 * Enters many at once, all or none; who calls has asked for the right. Errors: conflict.duplicate with
 * `details.householdIds`, of those whose address is taken in their grid.
 */
export async function addHouseholds(ctx: Ctx, rows: readonly NewHousehold[]): Promise<void> {
  const sealer = await ctx.sealer()
  const made = new Set(
    await q.insertMany(
      ctx,
      rows.map((row) => toWrite(sealer, row, [])),
    ),
  )
  refuse(
    'conflict.duplicate',
    rows.filter((row) => !made.has(row.householdId)),
  )
  trace(ctx, 'household.added', rows)
}

export type HouseholdChange = { householdId: string; version: number; sheet: HouseholdSheet }

/** Corrects many at once. Errors: version.stale with `details.householdIds`, of those that moved on or are gone. */
export async function changeHouseholds(ctx: Ctx, rows: readonly HouseholdChange[]): Promise<void> {
  const held = await demandUntouched(ctx, rows)
  const sealer = await ctx.sealer()
  const known = new Map(held.map((row) => [row.householdId, row]))
  const written = rows.map((row) => {
    const { orgId = 0, sheet: before } = known.get(row.householdId) ?? {}
    return { ...row, orgId, before }
  })
  await q.updateMany(
    ctx,
    written.map(({ before, ...row }) => toWrite(sealer, row, before ? changedFields(before, row.sheet) : [])),
  )
  await followHouseholds(
    ctx,
    rows.map((row) => row.householdId),
  )
  trace(ctx, 'household.changed', written)
}

/** Takes back what was entered and nobody has touched since. Errors as changeHouseholds. */
export async function removeUntouchedHouseholds(
  ctx: Ctx,
  rows: readonly { householdId: string; version: number }[],
): Promise<void> {
  const held = await demandUntouched(ctx, rows)
  await blankHouseholds(
    ctx,
    rows.map((row) => row.householdId),
  )
  trace(ctx, 'household.removed', held)
}

async function demandUntouched(
  ctx: Ctx,
  rows: readonly { householdId: string; version: number }[],
): Promise<HeldHousehold[]> {
  const held = await lockHeld(
    ctx,
    rows.map((row) => row.householdId),
  )
  const versions = new Map(held.map((row) => [row.householdId, row.version]))
  refuse(
    'version.stale',
    rows.filter((row) => versions.get(row.householdId) !== row.version),
  )
  return held
}

function refuse(code: Problem['code'], rows: readonly { householdId: string }[]): void {
  if (rows.length === 0) return
  throw new Problem(code, { details: { householdIds: rows.map((row) => row.householdId) } })
}

function toWrite(
  sealer: Sealer,
  { householdId, orgId, sheet }: NewHousehold,
  changed: readonly Mergeable[],
): q.RegisterWrite {
  const { contact, ...rest } = sheet
  const sealed = contact === null ? null : sealer.seal(contact, contactContext(householdId))
  return { ...rest, householdId, orgId, contact: sealed, changed }
}

function trace(ctx: Ctx, action: string, rows: readonly { householdId: string; orgId: number }[]): void {
  for (const { householdId: id, orgId } of rows)
    ctx.audit({ action, target: { kind: 'household', id }, orgId })
}
