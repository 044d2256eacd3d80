import type { EndpointName } from '../call-types.ts'
import { findKey, keyFor } from '../carried/keys.ts'
import { canSeal, type Sealed, seal, unseal } from '../carried/seal.ts'
import { newIntention } from '../intention.ts'
import { messages } from '../messages.ts'

/** A write that waits on this device for a line, as it was meant when it was made. */
export type Kept = {
  /** The number of the intention: however often it is sent, it has one effect. */
  id: string
  /** Whose it is: the next person at this device neither sends nor sees it. */
  owner: string
  name: EndpointName
  request: unknown
  /** Of the same record in their order: what one brings about, the next is based on. */
  slot: string
  /** What it is, for the person: 主题党日 点名. */
  title: string
  /** What it says, line by line, to be held beside what stands there now. */
  lines: readonly string[]
  /** Where the record is read, below the entry's base. */
  page: string
  madeAt: number
  /** The server said no: it waits for the person, not for the line. */
  refused?: { code: string; message: string }
  /** Which writing of it this is: what was put there meanwhile is not let go of with it. */
  rev?: string
}

/** As it lies there: sealed, but for what is needed to find it. One without `sealed` is from before, or of plain HTTP. */
type KeptRecord = Pick<Kept, 'id' | 'owner' | 'madeAt' | 'rev'> & { sealed?: Sealed }

/** The device has no room, or gives this page none. */
export class NoRoom extends Error {}

/** What tells of a household lies sealed on a phone, or not at all. */
const onlySealed: readonly EndpointName[] = ['submitVisits', 'mergeHousehold', 'recordHelp']

const databaseName = 'zhibutong'
const storeName = 'outbox'

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1)
    asked.addEventListener('upgradeneeded', () => {
      asked.result.createObjectStore(storeName, { keyPath: 'id' })
    })
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new NoRoom()))
  }).catch((cause: unknown) => {
    opened = undefined
    throw new NoRoom(String(cause))
  })
  return opened
}

/** One transaction; resolves when it is on the disk, not when it was asked for. */
async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(storeName, mode)
    const asked = work(transaction.objectStore(storeName))
    transaction.addEventListener('complete', () => resolve(asked.result))
    const fail = () => reject(new NoRoom(String(transaction.error)))
    transaction.addEventListener('abort', fail)
    transaction.addEventListener('error', fail)
  })
}

function placeOf(id: string): string {
  return `outbox ${id}`
}

async function recordOf(item: Kept): Promise<KeptRecord> {
  if (!canSeal()) {
    if (onlySealed.includes(item.name)) throw new NoRoom('no cryptography here')
    return item
  }
  const { id, owner, madeAt, rev = '' } = item
  const { key } = await keyFor('kept', owner)
  return { id, owner, madeAt, rev, sealed: await seal(key, item, placeOf(id)) }
}

/** Keeps it, or changes what is kept under its number; answers it as it is kept. Throws NoRoom when the device is full. */
export async function put(item: Kept): Promise<Kept> {
  const kept = { ...item, rev: newIntention() }
  const record = await recordOf(kept)
  await inStore('readwrite', (store) => store.put(record))
  return kept
}

/** Lets go of it, unless something else was put under its number since it was read. */
export async function drop({ id, rev }: Kept): Promise<void> {
  await inStore('readwrite', (store) => {
    const asked = store.get(id) as IDBRequest<KeptRecord | undefined>
    asked.addEventListener('success', () => {
      if (asked.result && asked.result.rev === rev) store.delete(id)
    })
    return asked
  })
}

/** It is there and cannot be read: said, and never let go of in silence. */
function unreadable({ id, owner, madeAt, rev = '' }: KeptRecord): Kept {
  const refused = { code: 'device.unreadable', message: messages.unreadable }
  const { unreadableTitle: title } = messages
  return {
    id,
    owner,
    madeAt,
    rev,
    name: 'getDue',
    request: {},
    slot: id,
    title,
    lines: [],
    page: '/',
    refused,
  }
}

async function openRecord(record: KeptRecord): Promise<Kept> {
  const { sealed } = record
  if (!sealed) return record as Kept
  const key = await findKey('kept', record.owner)
  if (!key) return unreadable(record)
  return unseal<Kept>(key.key, sealed, placeOf(record.id)).catch(() => unreadable(record))
}

/** What this person has waiting, in the order in which it was made. */
export async function listOf(owner: string): Promise<Kept[]> {
  const all = (await inStore('readonly', (store) => store.getAll())) as KeptRecord[]
  const own = all
    .filter((record) => record.owner === owner)
    .sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
  return Promise.all(own.map(openRecord))
}
