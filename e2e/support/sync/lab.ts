import type { Mergeable } from '../../../contract/rounds.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import { readHolding, syncHolding } from '../../../web/lib/carried/holding.ts'
import { setOutboxOwner } from '../../../web/lib/outbox/count.ts'
import { discard, keepAndSend, listKept } from '../../../web/lib/outbox/outbox.ts'
import { sendAll } from '../../../web/lib/outbox/send.ts'
import { NoRoom } from '../../../web/lib/outbox/store.ts'

/** What came of it for the person who stood there: `full` is told to them, and they know that it is not kept. */
export type Outcome = 'done' | 'kept' | 'refused' | 'full'
/** `seen`: the version of the household that was on the screen. */
export type Changed = { outcome: Outcome; seen: number }

const plainPut = IDBObjectStore.prototype.put
const plainNow = Date.now
let failing = 0

/** The next so many writings find the disk full, each in one of the two ways in which a browser says so. */
function fill(times: number): void {
  failing = times
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...given: [unknown]) {
    if (failing <= 0) return plainPut.apply(this, given)
    failing -= 1
    if (failing % 2 === 0) throw new DOMException('full', 'QuotaExceededError')
    const asked = plainPut.apply(this, given)
    this.transaction.abort()
    return asked
  }
}

async function outcomeOf(delivered: Promise<{ is: Outcome }>): Promise<Outcome> {
  try {
    return (await delivered).is
  } catch (thrown) {
    if (thrown instanceof NoRoom) return 'full'
    throw thrown
  }
}

const words = { title: '', lines: [], page: '/' }

/** A tab of the phone pages as far as they keep and send; everything in it is what the pages use. */
export const lab = {
  open: (owner: string) => setOutboxOwner(owner),

  visit: (visit: VisitWish): Promise<Outcome> =>
    outcomeOf(
      keepAndSend(
        { name: 'submitVisits', request: { body: { visits: [visit] } }, slot: visit.visitId, ...words },
        visit.visitId,
      ),
    ),

  async change(id: string, householdId: string, field: Mergeable, value: string | number): Promise<Changed> {
    const row = (await readHolding())?.rows.get(householdId)
    if (!row) return { outcome: 'full', seen: 0 }
    const request = { params: { householdId }, body: { version: row.version, changes: { [field]: value } } }
    const slot = `household:${householdId}:${field}`
    const outcome = await outcomeOf(keepAndSend({ name: 'mergeHousehold', request, slot, ...words }, id))
    return { outcome, seen: row.version }
  },

  sync: () =>
    syncHolding().then(
      () => true,
      () => false,
    ),
  send: () => sendAll(),
  /** What is still on the phone, and of it what waits for the person. */
  async kept(): Promise<{ id: string; refused: boolean; code: string | undefined }[]> {
    return (await listKept()).map(({ id, refused }) => ({
      id,
      refused: Boolean(refused),
      code: refused?.code,
    }))
  },
  /** Numbers of the households that the phone has, to see that what it carries can be read. */
  carried: async () => [...((await readHolding())?.rows.keys() ?? [])],
  async clear(): Promise<void> {
    for (const item of await listKept()) await discard(item)
  },
  fill,
  skew(milliseconds: number): void {
    Date.now = () => plainNow() + milliseconds
  },
}

export type Lab = typeof lab
Object.assign(globalThis, { lab })
