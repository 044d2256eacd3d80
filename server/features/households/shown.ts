import {
  type bases,
  basisLabels,
  type EntryKind,
  entryKindLabels,
  purposes,
} from '../../../contract/households.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import { readGridNames, readStaff } from './grid-queries.ts'
import { type EntryRecord, readEntries, readForSheets } from './household-queries.ts'
import { contactContext, entryContext } from './household-rules.ts'
import type { ShownEntry, ShownHousehold } from './link-rules.ts'

/**
 * What is kept of some households as they themselves may see it: their own telephone masked unless `clear`, since the
 * page may be seen by whoever holds the phone. As many statements for one as for a thousand.
 */
export async function loadShown(
  ctx: Ctx,
  householdIds: readonly string[],
  clear = false,
): Promise<Map<string, ShownHousehold>> {
  const rows = await readForSheets(ctx, householdIds)
  const orgIds = [...new Set(rows.map((row) => row.org_id))]
  const [names, staff] = [await readGridNames(ctx, orgIds), await readStaff(ctx, orgIds, false)]
  const entries = await readEntries(ctx, householdIds)
  const sealer = await ctx.sealer()
  return new Map(
    rows.map((row) => {
      const { household_id: householdId, contact_sealed: contact } = row
      const shown: ShownHousehold = {
        gridName: names.get(row.org_id) ?? '',
        staff: staff.filter((one) => one.org_id === row.org_id).map((one) => one.name),
        address: row.address,
        contact: contact && sealer.open(contact, contactContext(householdId)),
        headCount: row.head_count,
        keepUntil: row.keep_until,
        checkedOn: row.checked_on,
        entries: entries
          .filter((entry) => entry.household_id === householdId)
          .map((entry) => showEntry(sealer, entry, clear)),
      }
      return [householdId, shown]
    }),
  )
}

function showEntry(sealer: Sealer, row: EntryRecord, clear: boolean): ShownEntry {
  const kind = row.kind as EntryKind
  const basis = row.basis as (typeof bases)[number]
  const labels: Record<string, string> = purposes[kind]
  const value = row.value_sealed ? sealer.open(row.value_sealed, entryContext(row.entry_id)) : ''
  return {
    entryId: row.entry_id,
    kind,
    kindLabel: entryKindLabels[kind],
    value: kind === 'phone' && !clear ? maskPhone(value) : value,
    purposeLabel: labels[row.purpose] ?? row.purpose,
    basisLabel: basisLabels[basis],
    agreedOn: row.agreed_on,
    expiresOn: row.expires_on,
  }
}
