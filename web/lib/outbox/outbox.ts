import { call } from '../call.ts'
import { asCallError, type CallError } from '../call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from '../call-types.ts'
import { newIntention } from '../intention.ts'
import { serverNow } from '../server-clock.ts'
import { createSignal } from '../signal.ts'
import { outboxOwner, setCount } from './count.ts'
import { drop, type Kept, listOf, NoRoom, put } from './store.ts'

/** What is kept has changed, here or in another tab. */
export const outboxChanged = createSignal<void>()

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zhibutong-outbox')
channel?.addEventListener('message', () => outboxChanged.emit())

async function tell(owner: string): Promise<void> {
  setCount(owner, (await listOf(owner)).length)
  channel?.postMessage('')
  outboxChanged.emit()
}

/** One tab at a time empties the box; a browser without locks is held to the server's one effect for each number. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  return locks ? locks.request('zhibutong-outbox', work) : work()
}

export type ToKeep<N extends EndpointName> = {
  name: N
  request: CallRequest<N>
} & Pick<Kept, 'slot' | 'title' | 'lines' | 'page'>

/** What came of it: through, with the answer; or kept until there is a line. */
export type Delivered<T> = { is: 'done'; answer: T } | { is: 'kept' } | { is: 'refused'; error: CallError }

/** The line is at fault, or nobody is signed in, and not what was asked: it is worth sending again. */
const passing: readonly string[] = ['network.lost', 'request.busy', 'answer.unreadable', 'auth.required']

function mayPass({ code, status }: CallError): boolean {
  return passing.includes(code) || status >= 500
}

/**
 * Keeps a write on the device, sends it, and lets go of it when the server has it: whatever happens in between, it is
 * neither lost nor done twice. Throws NoRoom, with nothing kept, when the line is lost and the device is full.
 */
export async function deliver<N extends EndpointName>(wish: ToKeep<N>): Promise<Delivered<CallOutput<N>>> {
  const owner = outboxOwner()
  if (owner === undefined) throw new NoRoom('nobody is signed in')
  const item: Kept = { ...wish, id: newIntention(), owner, madeAt: serverNow().getTime() }
  const full = await put(item).then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof NoRoom ? thrown : new NoRoom(String(thrown))),
  )
  try {
    const waits = !full && (await listOf(owner)).some((one) => one.slot === item.slot && one.id !== item.id)
    // Behind what waits already of the same record: it is sent in its turn.
    if (waits) {
      void sendAll().catch(() => {})
      return { is: 'kept' }
    }
    const answer = await call(wish.name, wish.request, { intention: item.id, as: owner })
    if (!full) await drop(item.id)
    return { is: 'done', answer }
  } catch (thrown) {
    const error = asCallError(thrown)
    if (mayPass(error)) {
      if (full) throw full
      return { is: 'kept' }
    }
    // Somebody is there to be asked: the form keeps what was typed.
    if (!full) await drop(item.id)
    return { is: 'refused', error }
  } finally {
    if (!full) await tell(owner)
  }
}

type Versioned = { body?: { version?: number } }

/** What comes after it in its slot was based on it: it takes the version that came of it. */
async function passOn(item: Kept, answer: unknown, rest: readonly Kept[]): Promise<void> {
  const before = (item.request as Versioned).body?.version
  const after = (answer as { version?: unknown } | undefined)?.version
  if (before === undefined || typeof after !== 'number') return
  for (const next of rest) {
    const body = (next.request as Versioned).body
    if (next.slot !== item.slot || body?.version !== before) continue
    next.request = { ...(next.request as object), body: { ...body, version: after } }
    await put(next)
  }
}

/** Sends all that waits, in its order. What the server refuses stays, with why: the person decides about it. */
export async function sendAll(): Promise<void> {
  const owner = outboxOwner()
  if (owner === undefined) return
  await alone(async () => {
    const items = await listOf(owner)
    const stuck = new Set<string>()
    for (const [at, item] of items.entries()) {
      if (item.refused) stuck.add(item.slot)
      if (stuck.has(item.slot)) continue
      // Somebody else has sat down meanwhile: theirs is another box.
      if (outboxOwner() !== owner) break
      try {
        const answer = await call(item.name, item.request as never, { intention: item.id, as: owner })
        await passOn(item, answer, items.slice(at + 1))
        await drop(item.id)
      } catch (thrown) {
        const error = asCallError(thrown)
        if (mayPass(error)) break
        if (error.code === 'conflict.duplicate') await drop(item.id)
        else await put({ ...item, refused: { code: error.code, message: error.message } })
        stuck.add(item.slot)
      }
    }
  })
  await tell(owner)
}

export async function listKept(): Promise<Kept[]> {
  const owner = outboxOwner()
  return owner === undefined ? [] : listOf(owner)
}

/** The person has decided: away with it. */
export async function discard(item: Kept): Promise<void> {
  await drop(item.id)
  await tell(item.owner)
}

/** The person has decided: this and not what stands there; it is another intention, based on that version. */
export async function sendAnew(item: Kept, version: number | undefined): Promise<void> {
  const { refused: _no, ...rest } = item
  const { body, ...request } = item.request as Versioned
  const based = version === undefined || body === undefined ? body : { ...body, version }
  await put({ ...rest, id: newIntention(), request: { ...request, body: based } })
  await drop(item.id)
  await sendAll()
}
