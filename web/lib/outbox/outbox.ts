import { call } from '../call.ts'
import { asCallError, CallError, type CallErrorCode } from '../call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from '../call-types.ts'
import { alone } from '../carried/alone.ts'
import { newIntention } from '../intention.ts'
import { serverNow } from '../server-clock.ts'
import { countOneMore, outboxOwner } from './count.ts'
import { basedOnOwn } from './effects.ts'
import { mayPass } from './passing.ts'
import { sendAll, tellKept } from './send.ts'
import { drop, type Kept, listOf, NoRoom, put } from './store.ts'

export type ToKeep<N extends EndpointName> = {
  name: N
  request: CallRequest<N>
} & Pick<Kept, 'slot' | 'title' | 'lines' | 'page'>

/** What came of it: through, with the answer; or kept until there is a line. */
export type Delivered<T> = { is: 'done'; answer: T } | { is: 'kept' } | { is: 'refused'; error: CallError }

/** The next in its order, also when this device's clock was set back since the one before. */
async function newItem(wish: ToKeep<EndpointName>, owner: string, id: string): Promise<Kept> {
  const before = await listOf(owner).catch(() => [])
  const latest = Math.max(0, ...before.map(({ madeAt }) => madeAt))
  return { ...wish, id, owner, madeAt: Math.max(serverNow().getTime(), latest + 1) }
}

/**
 * Puts it on the device; answers why not when there is no room. It is counted before it is there: of a tab that dies in
 * between, the next one finds too many, looks, and counts again.
 */
async function tryPut(item: Kept): Promise<{ item: Kept; full?: NoRoom }> {
  try {
    countOneMore(item.owner)
    return { item: await alone('rows', async () => put(await basedOnOwn(item))) }
  } catch (thrown) {
    return { item, full: thrown instanceof NoRoom ? thrown : new NoRoom(String(thrown)) }
  }
}

/**
 * Keeps a write on the device, sends it, and lets go of it when the server has it: whatever happens in between, it is
 * neither lost nor done twice. Throws NoRoom, with nothing kept, when the line is lost and the device is full.
 */
export async function deliver<N extends EndpointName>(wish: ToKeep<N>): Promise<Delivered<CallOutput<N>>> {
  const owner = outboxOwner()
  if (owner === undefined) throw new NoRoom('nobody is signed in')
  const { item, full } = await tryPut(await newItem(wish, owner, newIntention()))
  try {
    const waits = !full && (await listOf(owner)).some((one) => one.slot === item.slot && one.id !== item.id)
    // Behind what waits already of the same record: it is sent in its turn.
    if (waits) {
      void sendAll().catch(() => {})
      return { is: 'kept' }
    }
    const answer = await call(wish.name, wish.request, { intention: item.id, as: owner })
    if (!full) await drop(item)
    return { is: 'done', answer }
  } catch (thrown) {
    const error = asCallError(thrown)
    if (mayPass(error)) {
      if (full) throw full
      return { is: 'kept' }
    }
    // Somebody is there to be asked: the form keeps what was typed.
    if (!full) await drop(item)
    return { is: 'refused', error }
  } finally {
    await tellKept(owner).catch(() => {})
  }
}

/** How long somebody on a stairwell looks at a button before it has to be enough that the phone has it. */
const patience = 3_000

/** What has become of it in the box. A refusal goes back to the form, where somebody is there to be asked. */
async function outcomeOf({ owner, id, madeAt }: Kept): Promise<Delivered<undefined>> {
  const item = (await listOf(owner)).find((one) => one.id === id)
  if (!item) return { is: 'done', answer: undefined }
  // What another tab has put there since is told to that one.
  if (!item.refused || item.madeAt !== madeAt) return { is: 'kept' }
  await drop(item)
  await tellKept(owner)
  const { code, message } = item.refused
  return { is: 'refused', error: new CallError(code as CallErrorCode, message, 409) }
}

/**
 * For what is done where there is often no line: kept on the device first, and then sent in its turn; who stands there
 * waits for the answer a moment and no longer. `id` where the thing has a number of its own. Throws NoRoom when it could
 * neither be kept nor sent.
 */
export async function keepAndSend<N extends 'submitVisits' | 'mergeHousehold'>(
  wish: ToKeep<N>,
  id: string = newIntention(),
): Promise<Delivered<CallOutput<N> | undefined>> {
  const owner = outboxOwner()
  if (owner === undefined) throw new NoRoom('nobody is signed in')
  const { item, full } = await tryPut(await newItem(wish, owner, id))
  if (full) {
    await tellKept(owner).catch(() => {})
    return sendUnkept(wish, owner, id, full)
  }
  await tellKept(owner)
  const sent = sendAll().catch(() => {})
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, patience))])
  return outcomeOf(item)
}

async function sendUnkept<N extends EndpointName>(
  { name, request }: ToKeep<N>,
  owner: string,
  id: string,
  full: NoRoom,
): Promise<Delivered<CallOutput<N>>> {
  try {
    const answer = await call(name, request, { intention: id, as: owner })
    const [result] = (answer as Partial<CallOutput<'submitVisits'>>).results ?? []
    if (result?.is !== 'refused') return { is: 'done', answer }
    return { is: 'refused', error: new CallError(result.code as CallErrorCode, result.message, 409) }
  } catch (thrown) {
    const error = asCallError(thrown)
    if (mayPass(error)) throw full
    return { is: 'refused', error }
  }
}

export async function listKept(): Promise<Kept[]> {
  const owner = outboxOwner()
  return owner === undefined ? [] : listOf(owner)
}

/** The person has decided: away with it. */
export async function discard(item: Kept): Promise<void> {
  await drop(item)
  await tellKept(item.owner)
}

type Versioned = { body?: { version?: number } }

/** The person has decided: this and not what stands there; it is another intention, based on that version. */
export async function sendAnew(item: Kept, version: number | undefined): Promise<void> {
  const { refused: _no, ...rest } = item
  const { body, ...request } = item.request as Versioned
  const based = version === undefined || body === undefined ? body : { ...body, version }
  await put({ ...rest, id: newIntention(), request: { ...request, body: based } })
  await drop(item)
  await sendAll()
}
