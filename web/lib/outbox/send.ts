import { call } from '../call.ts'
import { asCallError } from '../call-error.ts'
import { createSignal } from '../signal.ts'
import { outboxOwner, setCount } from './count.ts'
import { settle } from './effects.ts'
import { endsTheTurn, mayPass } from './passing.ts'
import { drop, type Kept, listOf, put } from './store.ts'
import { sendVisits } from './visits.ts'

/** What is kept has changed, here or in another tab. */
export const outboxChanged = createSignal<void>()

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zhibutong-outbox')
channel?.addEventListener('message', () => outboxChanged.emit())

export async function tellKept(owner: string): Promise<void> {
  setCount(owner, (await listOf(owner)).length)
  channel?.postMessage('')
  outboxChanged.emit()
}

/** One tab at a time empties the box; a browser without locks is held to the server's one effect for each number. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  return locks ? locks.request('zhibutong-outbox', work) : work()
}

/** Sends one; false when the line is gone. What comes after it in its slot waits when it did not go through. */
async function sendOne(item: Kept, stuck: Set<string>): Promise<boolean> {
  try {
    await settle(item, await call(item.name, item.request as never, { intention: item.id, as: item.owner }))
  } catch (thrown) {
    const error = asCallError(thrown)
    if (endsTheTurn(error)) return false
    stuck.add(item.slot)
    // Came twice to the door: the first was enough.
    if (item.name === 'checkIn' && error.code === 'conflict.duplicate') await drop(item)
    else if (!mayPass(error))
      await put({ ...item, refused: { code: error.code, message: error.message } }).catch(() => {})
  }
  return true
}

async function emptyBox(owner: string): Promise<void> {
  const items = await listOf(owner)
  const visits = items.filter(({ name, refused }) => name === 'submitVisits' && !refused)
  // Somebody else has sat down meanwhile: theirs is another box.
  const isStillThere = () => outboxOwner() === owner
  if (!(await sendVisits(visits, isStillThere))) return
  const stuck = new Set<string>()
  for (const { id, name } of items) {
    if (name === 'submitVisits') continue
    // As it is now: what went before it may have changed what it is based on.
    const item = (await listOf(owner)).find((one) => one.id === id)
    if (item?.refused) stuck.add(item.slot)
    if (!item || stuck.has(item.slot)) continue
    if (!isStillThere() || !(await sendOne(item, stuck))) return
  }
}

/** Sends all that waits, in its order. What the server refuses stays, with why: the person decides about it. */
export async function sendAll(): Promise<void> {
  const owner = outboxOwner()
  if (owner === undefined) return
  await alone(() => emptyBox(owner))
  await tellKept(owner)
}
