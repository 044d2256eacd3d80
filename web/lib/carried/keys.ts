import { newIntention } from '../intention.ts'
import { carriedChanged } from './changed.ts'
import { inStores, NoStore, whenRead } from './database.ts'
import { canSeal, newKey } from './seal.ts'

/**
 * `carried` is for what the server can give again, and goes with it; `kept` for what is only on this device, and stays
 * until that is through.
 */
type KeyUse = 'carried' | 'kept'

/** `no` tells one key from the next under the same name: what was read by one is not written by the other. */
export type KeyRecord = { id: string; no: string; key: CryptoKey }

/** In each tab, so that a record does not cost two readings. The database decides which key it is. */
const known = new Map<string, KeyRecord>()

export function forgetKnownKeys(): void {
  known.clear()
}
carriedChanged.on(forgetKnownKeys)

export function keyId(use: KeyUse, owner: string): string {
  return `${owner} ${use}`
}

/** The key as it stands there, or nothing. */
export async function findKey(use: KeyUse, owner: string): Promise<KeyRecord | undefined> {
  const id = keyId(use, owner)
  const at = known.get(id)
  if (at) return at
  const found = await inStores<KeyRecord>('readonly', ['keys'], ({ keys }, give) =>
    whenRead(keys.get(id) as IDBRequest<KeyRecord>, give),
  )
  if (found) known.set(id, found)
  return found
}

/** The key, made when there is none; of two tabs that make one at once, the first that is there counts for both. */
export async function keyFor(use: KeyUse, owner: string): Promise<KeyRecord> {
  if (!canSeal()) throw new NoStore('no cryptography here')
  const found = await findKey(use, owner)
  if (found) return found
  const made: KeyRecord = { id: keyId(use, owner), no: newIntention(), key: await newKey() }
  const record = await inStores<KeyRecord>('readwrite', ['keys'], ({ keys }, give) =>
    whenRead(keys.get(made.id) as IDBRequest<KeyRecord | undefined>, (there) => {
      if (!there) keys.put(made)
      give(there ?? made)
    }),
  )
  if (!record) throw new NoStore('no key')
  known.set(made.id, record)
  return record
}
