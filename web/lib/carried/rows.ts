import type { CarriedHousehold, Mergeable } from '../../../contract/rounds.ts'
import { inStores, ownRange, whenRead } from './database.ts'
import type { KeyRecord } from './keys.ts'
import { type Sealed, seal, unseal } from './seal.ts'

/**
 * A household as it is on this phone. `own`: fields that this phone has changed and the server has taken, with the
 * version that came of it: without them the phone's next change of the same field would seem to be about an older one,
 * and a person would be asked about their own words.
 */
export type Carried = CarriedHousehold & { own?: Partial<Record<Mergeable, number>> }
export type RowRecord = { id: string; owner: string; sealed: Sealed; hasOwn: boolean }

/** The carried row has short names; what may be changed is called as in the register. */
export const rowFields = {
  address: 'address',
  placeId: 'place',
  contact: 'contact',
  headCount: 'heads',
} as const

function placeOf(id: string): string {
  return `row ${id}`
}

async function open(key: KeyRecord, record: RowRecord): Promise<Carried> {
  return unseal<Carried>(key.key, record.sealed, placeOf(record.id))
}

export async function sealRow(owner: string, key: KeyRecord, row: Carried): Promise<RowRecord> {
  const id = `${owner} ${row.id}`
  return { id, owner, hasOwn: row.own !== undefined, sealed: await seal(key.key, row, placeOf(id)) }
}

export async function readRows(owner: string, key: KeyRecord): Promise<Map<string, Carried>> {
  const records = await inStores<RowRecord[]>('readonly', ['rows'], ({ rows }, give) =>
    whenRead(rows.getAll(ownRange(owner)) as IDBRequest<RowRecord[]>, give),
  )
  const rows = await Promise.all((records ?? []).map((record) => open(key, record)))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readRow(
  owner: string,
  key: KeyRecord,
  householdId: string,
): Promise<Carried | undefined> {
  const record = await inStores<RowRecord>('readonly', ['rows'], ({ rows }, give) =>
    whenRead(rows.get(`${owner} ${householdId}`) as IDBRequest<RowRecord>, give),
  )
  return record && open(key, record)
}

/** What this phone has changed stands until the server's row is as new as that. */
export function keepOwn(fresh: CarriedHousehold, before: Carried | undefined): Carried {
  if (!before?.own) return fresh
  const newer = Object.entries(before.own).filter(([, version]) => version > fresh.version)
  const fields = newer.map(([field]) => rowFields[field as Mergeable])
  return { ...fresh, ...Object.fromEntries(fields.map((field) => [field, before[field]])), own: before.own }
}

/** Seals what came from the server, each with what this phone knows better. */
export async function sealRows(
  owner: string,
  key: KeyRecord,
  fresh: readonly CarriedHousehold[],
): Promise<RowRecord[]> {
  const withOwn = await inStores<RowRecord[]>('readonly', ['rows'], ({ rows }, give) =>
    whenRead(rows.getAll(ownRange(owner)) as IDBRequest<RowRecord[]>, (all) =>
      give(all.filter(({ hasOwn }) => hasOwn)),
    ),
  )
  const known = await Promise.all((withOwn ?? []).map((record) => open(key, record).catch(() => undefined)))
  const before = new Map(known.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  return Promise.all(fresh.map((row) => sealRow(owner, key, keepOwn(row, before.get(row.id)))))
}
