import {
  type bases,
  basisLabels,
  checkedDays,
  type EntryKind,
  entryKindLabels,
  type HouseholdRow,
  purposes,
} from '../../../contract/households.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import { presentWaiting } from './correction-present.ts'
import type { WaitingRecord } from './correction-queries.ts'
import type { EntryRecord, HouseholdLine } from './household-queries.ts'
import { contactContext, entryContext } from './household-rules.ts'
import type { OpenLink } from './link-queries.ts'

/** What stands beside households, read for all of them at once. */
export type HouseholdParts = {
  entries: readonly EntryRecord[]
  links: readonly OpenLink[]
  waiting: readonly WaitingRecord[]
}

/** Looked at before this day, a household is stale. */
export function staleBefore(ctx: Ctx): string {
  return addDays(ctx.today, -checkedDays)
}

function presentEntry(sealer: Sealer, row: EntryRecord) {
  const kind = row.kind as EntryKind
  const basis = row.basis as (typeof bases)[number]
  const labels: Record<string, string> = purposes[kind]
  const isPhone = kind === 'phone' && row.value_sealed !== null
  return {
    entryId: row.entry_id,
    kind,
    kindLabel: entryKindLabels[kind],
    purposeLabel: labels[row.purpose] ?? row.purpose,
    basis,
    basisLabel: basisLabels[basis],
    masked: isPhone ? maskPhone(sealer.open(row.value_sealed as Buffer, entryContext(row.entry_id))) : null,
    agreedOn: row.agreed_on,
    expiresOn: row.expires_on,
    rhythmDays: row.rhythm_days,
  }
}

export function presentHousehold(
  ctx: Ctx,
  sealer: Sealer,
  row: HouseholdLine,
  { entries, links, waiting }: HouseholdParts,
): HouseholdRow {
  const { household_id: householdId, contact_sealed: contact } = row
  return {
    householdId,
    orgId: row.org_id,
    address: row.address,
    placeId: row.place_id,
    placeName: row.place_name,
    contact: contact && sealer.open(contact, contactContext(householdId)),
    headCount: row.head_count,
    isNewResident: row.is_new_resident,
    keepUntil: row.keep_until,
    checkedOn: row.checked_on,
    isStale: row.checked_on < staleBefore(ctx),
    version: row.version,
    entries: entries
      .filter((entry) => entry.household_id === householdId)
      .map((entry) => presentEntry(sealer, entry)),
    linkExpiresOn: links.find((link) => link.household_id === householdId)?.expires_on ?? null,
    waiting: waiting.filter((one) => one.household_id === householdId).map(presentWaiting),
  }
}
