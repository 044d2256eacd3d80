import { outboxOwner } from '../outbox/count.ts'
import { inStores, whenRead } from './database.ts'
import { carriedNow } from './flag.ts'
import { findKey, type KeyRecord, keyFor } from './keys.ts'
import { noteKept } from './note-kept.ts'
import { type Sealed, seal, unseal } from './seal.ts'

type ReadRecord = { id: string; until: number; sealed: Sealed }

/** As long as the register of households that a phone carries. */
const keptFor = 7 * 24 * 3_600_000

/** An answer that holds what is personal, kept beside the register: sealed, for a week, gone with it and at sign-out. */
export async function writeKeptRead(name: string, value: unknown): Promise<void> {
  const owner = outboxOwner()
  if (owner === undefined) return
  const key = await keyFor('carried', owner)
  const id = `${owner} read ${name}`
  const until = carriedNow() + keptFor
  const sealed = await seal(key.key, value, id)
  const isKept = await inStores<boolean>('readwrite', ['keys', 'state'], ({ keys, state }, give) =>
    whenRead(keys.get(key.id) as IDBRequest<KeyRecord | undefined>, (there) => {
      // What was erased meanwhile is not brought back under a key that is gone.
      if (there?.no === key.no) state.put({ id, until, sealed } satisfies ReadRecord)
      give(there?.no === key.no)
    }),
  )
  if (isKept) noteKept(owner, until)
}

/** As it was kept by this very person; nothing after its week, or where it does not open. */
export async function readKeptRead<T>(name: string): Promise<T | undefined> {
  const owner = outboxOwner()
  const key = owner === undefined ? undefined : await findKey('carried', owner)
  if (!key) return undefined
  const id = `${owner} read ${name}`
  const record = await inStores<ReadRecord>('readonly', ['state'], ({ state }, give) =>
    whenRead(state.get(id) as IDBRequest<ReadRecord>, give),
  )
  if (!record || record.until <= carriedNow()) return undefined
  return unseal<T>(key.key, record.sealed, id).catch(() => undefined)
}
