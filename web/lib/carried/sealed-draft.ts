import { outboxOwner } from '../outbox/count.ts'
import { inStores, whenRead } from './database.ts'
import { findKey, keyFor } from './keys.ts'
import { type Sealed, seal, unseal } from './seal.ts'

export type SealedDraft<T> = { value: T; savedAt: number }
type DraftRecord = { id: string; savedAt: number; sealed: Sealed }

const keepFor = 14 * 24 * 3_600_000

/** What is being written about a household: other drafts lie open on the device, this one does not. */
export async function readSealedDraft<T>(name: string): Promise<SealedDraft<T> | undefined> {
  const owner = outboxOwner()
  const key = owner === undefined ? undefined : await findKey('kept', owner)
  if (!key) return undefined
  const id = `${owner} ${name}`
  const record = await inStores<DraftRecord>('readwrite', ['drafts'], ({ drafts }, give) => {
    whenRead(drafts.getAll() as IDBRequest<DraftRecord[]>, (all) => {
      for (const one of all) if (Date.now() - one.savedAt > keepFor) drafts.delete(one.id)
    })
    whenRead(drafts.get(id) as IDBRequest<DraftRecord>, give)
  })
  if (!record) return undefined
  const value = await unseal<T>(key.key, record.sealed, `draft ${id}`).catch(() => undefined)
  return value === undefined ? undefined : { value, savedAt: record.savedAt }
}

/** Rejects when the phone has no room, or cannot seal. */
export async function writeSealedDraft(name: string, value: unknown): Promise<void> {
  const owner = outboxOwner()
  if (owner === undefined) return
  const id = `${owner} ${name}`
  const { key } = await keyFor('kept', owner)
  const sealed = await seal(key, value, `draft ${id}`)
  await inStores('readwrite', ['drafts'], ({ drafts }) => {
    drafts.put({ id, savedAt: Date.now(), sealed } satisfies DraftRecord)
  })
}

export async function dropSealedDraft(name: string): Promise<void> {
  const owner = outboxOwner()
  if (owner === undefined) return
  await inStores('readwrite', ['drafts'], ({ drafts }) => {
    drafts.delete(`${owner} ${name}`)
  })
}
