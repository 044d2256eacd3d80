import { useRef, useState } from 'react'
import { call } from '../../lib/call.ts'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'

type Wish = CallRequest<'decideImportRows'>['body']
type Decided = CallOutput<'decideImportRows'>

/**
 * Takes rows or leaves them out. A tick shows at once and the next one need not wait: they are sent one after another,
 * in the order in which they were made.
 */
export function useDecisions(importId: string) {
  const [ticked, setTicked] = useState<ReadonlyMap<number, boolean>>(new Map())
  const [error, setError] = useState<CallError>()
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const send = (body: Wish): Promise<Decided | undefined> => {
    setError(undefined)
    const sent = queue.current.then(() => call('decideImportRows', { params: { importId }, body }))
    queue.current = sent.catch(() => {})
    return sent.catch((thrown: unknown) => {
      setTicked(new Map())
      setError(asCallError(thrown))
      return undefined
    })
  }
  const decideLine = (line: number, accepted: boolean) => {
    setTicked((now) => new Map(now).set(line, accepted))
    void send({ accepted, lines: [line] })
  }
  const decideAll = async (accepted: boolean, verdict: Wish['verdict']) => {
    setTicked(new Map())
    return send({ accepted, verdict })
  }
  return { ticked, error, decideLine, decideAll }
}
