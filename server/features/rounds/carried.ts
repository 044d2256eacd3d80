import type { CarriedHousehold } from '../../../contract/rounds.ts'
import type { Sealer } from '../../core/context/context.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import { openContact, openEntry } from '../households/household-commands.ts'
import type { CarriedRow } from './holding-queries.ts'

export function presentCarried(sealer: Sealer, row: CarriedRow): CarriedHousehold {
  const { id, org, address, place, heads, version, open, due } = row
  const phone = row.phone_sealed && row.phone_id ? openEntry(sealer, row.phone_id, row.phone_sealed) : null
  return {
    ...{ id, org, address, place, heads, version, open, due },
    contact: openContact(sealer, id, row.contact_sealed),
    isNew: row.is_new,
    entries: row.entries ?? [],
    phone: phone && maskPhone(phone),
    last: row.last_on === null ? null : { on: row.last_on, met: row.last_met ?? false },
  }
}
