/** What lies on this device beside the outbox: the keys, the households that are carried, drafts. Sealed, all but the keys. */
export const storeNames = ['keys', 'state', 'rows', 'entries', 'drafts'] as const
export type StoreName = (typeof storeNames)[number]

/** The browser gives no room, or no database at all. */
export class NoStore extends Error {}

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('zhibutong-carried', 1)
    asked.addEventListener('upgradeneeded', () => {
      for (const name of storeNames) asked.result.createObjectStore(name, { keyPath: 'id' })
    })
    asked.addEventListener('success', () => {
      // Another version of the pages, or the browser's own clearing, must not have to wait for this tab.
      asked.result.addEventListener('versionchange', () => asked.result.close())
      asked.result.addEventListener('close', () => {
        opened = undefined
      })
      resolve(asked.result)
    })
    asked.addEventListener('error', () => reject(asked.error ?? new NoStore()))
  }).catch((cause: unknown) => {
    opened = undefined
    throw new NoStore(String(cause))
  })
  return opened
}

type Stores = { [N in StoreName]: IDBObjectStore }

/**
 * One transaction over the stores; resolves when it is on the disk, to what `work` handed to `give`. `work` may only
 * wait for requests of its own stores: a transaction ends by itself when nothing is asked of it.
 */
export async function inStores<T = void>(
  mode: IDBTransactionMode,
  names: readonly StoreName[],
  work: (stores: Stores, give: (value: T) => void) => void,
): Promise<T | undefined> {
  const database = await open()
  return new Promise<T | undefined>((resolve, reject) => {
    let given: T | undefined
    const transaction = database.transaction([...names], mode)
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])) as Stores
    const fail = () => reject(new NoStore(String(transaction.error)))
    transaction.addEventListener('complete', () => resolve(given))
    transaction.addEventListener('abort', fail)
    transaction.addEventListener('error', fail)
    work(stores, (value) => {
      given = value
    })
  })
}

/** Hands over what was asked for when it is there; where that fails, nothing of the transaction holds. */
export function whenRead<T>(asked: IDBRequest<T>, take: (value: T) => void): void {
  asked.addEventListener('success', () => {
    try {
      take(asked.result)
    } catch {
      asked.transaction?.abort()
    }
  })
}

/** Every record of a store whose number begins with it: numbers begin with whose they are. */
export function ownRange(owner: string): IDBKeyRange {
  return IDBKeyRange.bound(`${owner} `, `${owner} \uffff`)
}
