import type { EndpointName } from '../call-types.ts'

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
}

/** The device has no room, or gives this page none. */
export class NoRoom extends Error {}

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

/** Keeps it, or changes what is kept under its number. Throws NoRoom when the device is full. */
export async function put(item: Kept): Promise<void> {
  await inStore('readwrite', (store) => store.put(item))
}

export async function drop(id: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id))
}

/** What this person has waiting, in the order in which it was made. */
export async function listOf(owner: string): Promise<Kept[]> {
  const all = (await inStore('readonly', (store) => store.getAll())) as Kept[]
  return all
    .filter((item) => item.owner === owner)
    .sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
}
