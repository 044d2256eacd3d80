import { type Address, findAddress } from './address.ts'
import { CallError, errorFromAnswer, networkLost } from './call-error.ts'
import type { AnyRequest, CallOutput, EndpointName, RequestArgs } from './call-types.ts'
import { noteLost, noteReached, noteWaiting } from './connection.ts'
import { takeEarly } from './early.ts'
import { newIntention } from './intention.ts'
import { messages } from './messages.ts'
import { readPauses, withRetry, writePauses } from './retry.ts'
import { hearTime } from './server-clock.ts'
import { createSignal } from './signal.ts'

export type CallOptions = {
  /** The number of the intention; made here when left out. Give it when a person may press again. */
  intention?: string
  /** In whose name it is meant: refused when somebody else is signed in here by now. */
  as?: string
  /** How long one attempt may take, in milliseconds. */
  patience?: number
}

/** The session has ended: the entry shows the sign-in page. */
export const signedOut = createSignal<void>()
/** Something was written: what is on the screen may be out of date. */
export const written = createSignal<EndpointName>()

const defaultPatience = 30_000

/** What every request carries. A page elsewhere cannot send `x-zhibutong` without asking: that is the CSRF guard. */
export function writeHeaders(address: Address, intention: string): Record<string, string> {
  return address.writes ? { 'x-zhibutong': '1', 'idempotency-key': intention } : {}
}

/** One attempt: the time limit covers the answer's last byte, where a weak line usually breaks. */
export async function reach<T>(
  address: Address,
  init: RequestInit,
  patience: number,
  read: (answer: Response) => Promise<T>,
): Promise<[Response, T]> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patience)
  try {
    const early = address.writes ? undefined : takeEarly(address.url)
    const answer = await (early ??
      fetch(address.url, { credentials: 'same-origin', ...init, signal: stop.signal }))
    const content = await read(answer)
    noteReached()
    hearTime(answer.headers.get('date'))
    return [answer, content]
  } catch {
    noteLost()
    throw networkLost(address.writes)
  } finally {
    clearTimeout(timer)
  }
}

/** Throws what a refusal means; tells the entry when it means that nobody is signed in any more. */
export function refuse(status: number, text: string, retryAfter?: string | null): never {
  const error = errorFromAnswer(status, text, retryAfter)
  if (error.code === 'auth.required') signedOut.emit()
  throw error
}

/** The answer's JSON; a page of somebody else's (a sign-in page of the network) is told as unreadable. */
export function readJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new CallError('answer.unreadable', messages.answerUnreadable, 200)
  }
}

async function sendOnce(address: Address, init: RequestInit, patience: number): Promise<unknown> {
  const [answer, text] = await reach(address, init, patience, (given) => given.text())
  return answer.ok ? readJson(text) : refuse(answer.status, text, answer.headers.get('retry-after'))
}

export function jsonInit(address: Address, body: unknown, intention: string, as?: string): RequestInit {
  const headers = { ...writeHeaders(address, intention), ...(as && { 'x-zhibutong-account': as }) }
  if (!address.writes) return { method: address.method, headers }
  return {
    method: address.method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  }
}

/** Runs an attempt as long as it may still succeed, counting a write as under way meanwhile. */
export async function carryThrough<T>(
  name: EndpointName,
  address: Address,
  attempt: () => Promise<T>,
): Promise<T> {
  const arrived = address.writes ? noteWaiting() : undefined
  try {
    const result = await withRetry(attempt, address.writes ? writePauses : readPauses)
    if (address.writes) written.emit(name)
    return result
  } finally {
    arrived?.()
  }
}

/**
 * Calls an endpoint by its name, typed from the contract. A refusal, and a line that stays lost
 * after the retries, is thrown as a CallError.
 */
export async function call<N extends EndpointName>(
  name: N,
  ...[request, options = {}]: RequestArgs<N, CallOptions>
): Promise<CallOutput<N>> {
  const given: AnyRequest = request ?? {}
  const address = findAddress(name, given)
  const init = jsonInit(address, given.body, options.intention ?? newIntention(), options.as)
  const attempt = () => sendOnce(address, init, options.patience ?? defaultPatience)
  return (await carryThrough(name, address, attempt)) as CallOutput<N>
}
