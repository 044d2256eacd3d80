import { useEffect, useState } from 'react'
import type { CallOutput, CallRequest, EndpointName } from '../call-types.ts'
import { type CallState, useCall } from '../use-call.ts'
import { readKeptRead, writeKeptRead } from './kept-read.ts'

/**
 * Reads an endpoint as `useCall` does; what was answered last lies sealed on this phone for a week, and is shown where there
 * is no line, with the trouble beside it.
 */
export function useKeptCall<N extends EndpointName>(
  name: N,
  request: CallRequest<N>,
): CallState<CallOutput<N>> {
  const state = useCall(name, request)
  const key = `${name} ${JSON.stringify(request)}`
  const [kept, setKept] = useState<{ key: string; data: CallOutput<N> | undefined }>()
  const { data, error } = state
  const isLost = data === undefined && error?.code === 'network.lost'

  useEffect(() => {
    // Where it cannot be kept, the page works as long as there is a line.
    if (data !== undefined) writeKeptRead(key, data).catch(() => {})
  }, [key, data])

  useEffect(() => {
    if (!isLost) return
    let wanted = true
    const take = (found?: CallOutput<N>) => {
      if (wanted) setKept({ key, data: found })
    }
    readKeptRead<CallOutput<N>>(key).then(take, () => take())
    return () => {
      wanted = false
    }
  }, [key, isLost])

  if (!isLost) return state
  if (kept?.key !== key) return { ...state, error: undefined, loading: true }
  return { ...state, data: kept.data }
}
