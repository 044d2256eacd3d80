import { useCallback, useEffect, useState } from 'react'
import { call, written } from './call.ts'
import { asCallError, type CallError } from './call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from './call-types.ts'
import { readDraft, writeDraft } from './draft.ts'
import { personChanged } from './session.ts'

export type CallState<T> = {
  data: T | undefined
  error: CallError | undefined
  /** Nothing to show yet. */
  loading: boolean
  reload: () => void
}

/** The last answers, shown at once when one comes back to a page, and fetched again behind it. */
const answers = new Map<string, unknown>()
const mostAnswers = 40
/** Asked for before the page that wants them was there; each is taken once. */
const warmed = new Map<string, Promise<unknown>>()

function forgetAnswers(): void {
  answers.clear()
  warmed.clear()
}
written.on(forgetAnswers)
personChanged.on(forgetAnswers)

function keyOf(name: EndpointName, request: unknown): string {
  return `${name} ${JSON.stringify(request)}`
}

/** Asks already, while something else is still loading: on a slow line a round trip is half a second. */
export function warm<N extends EndpointName>(name: N, request: CallRequest<N>): void {
  const asked = call(name, request)
  // A refusal is told by the page that takes it.
  asked.catch(() => {})
  warmed.set(keyOf(name, request), asked)
}

/** Kept on the device as drafts are: what one goes on working with where there is no line. */
const keptNames: ReadonlySet<EndpointName> = new Set<EndpointName>(['getActivity', 'getDue', 'getOwnWork'])

function recall<N extends EndpointName>(name: N, key: string, error: CallError) {
  if (error.code !== 'network.lost' || !keptNames.has(name)) return {}
  const kept = readDraft<CallOutput<N>>(`read:${key}`)
  return kept ? { data: kept.value } : {}
}

function remember(name: EndpointName, key: string, data: unknown): void {
  if (keptNames.has(name)) writeDraft(`read:${key}`, data)
  answers.delete(key)
  answers.set(key, data)
  const [oldest] = answers.keys()
  if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest)
}

/** The first reading may be under way already; later ones want what is true now. */
function ask<N extends EndpointName>(name: N, key: string, first: boolean): Promise<CallOutput<N>> {
  const under = warmed.get(key) as Promise<CallOutput<N>> | undefined
  warmed.delete(key)
  return (first && under) || call(name, JSON.parse(key.slice(name.length + 1)) as CallRequest<N>)
}

/** Reads again when something was written here, and when the signal is back. */
function useReadAgain(reload: () => void): void {
  useEffect(() => {
    window.addEventListener('online', reload)
    const forget = written.on(reload)
    return () => {
      window.removeEventListener('online', reload)
      forget()
    }
  }, [reload])
}

/**
 * Reads an endpoint for a page without a query library (the phone's script budget). Without a request it waits.
 */
export function useCall<N extends EndpointName>(
  name: N,
  request: CallRequest<N> | undefined,
): CallState<CallOutput<N>> {
  type Answer = { key?: string; data?: CallOutput<N>; error?: CallError }
  const key = request === undefined ? undefined : keyOf(name, request)
  const [answer, setAnswer] = useState<Answer>({})
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound((now) => now + 1), [])
  useReadAgain(reload)

  useEffect(() => {
    if (key === undefined) return
    let wanted = true
    const take = (next: Answer) => {
      if (wanted) setAnswer((now) => ({ ...(now.key === key ? now : {}), error: undefined, ...next, key }))
    }
    ask(name, key, round === 0).then(
      (data) => {
        remember(name, key, data)
        take({ data })
      },
      (thrown: unknown) => {
        const error = asCallError(thrown)
        take({ ...(answers.has(key) ? {} : recall(name, key, error)), error })
      },
    )
    return () => {
      wanted = false
    }
  }, [name, key, round])

  const fresh: Answer = answer.key === key ? answer : {}
  const data = fresh.data ?? (key === undefined ? undefined : (answers.get(key) as CallOutput<N> | undefined))
  return { data, error: fresh.error, loading: data === undefined && fresh.error === undefined, reload }
}
