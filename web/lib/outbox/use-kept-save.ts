import { useEffect, useRef, useState } from 'react'
import { CallError } from '../call-error.ts'
import type { CallOutput, EndpointName } from '../call-types.ts'
import { messages } from '../messages.ts'
import type { ToKeep } from './outbox.ts'

export type KeptSave<N extends EndpointName> = {
  /** The answer; `kept` when it waits on the device; nothing when it was refused: the reason is then in `error`. */
  save: (wish: Omit<ToKeep<N>, 'name'>) => Promise<CallOutput<N> | 'kept' | undefined>
  saving: boolean
  error: CallError | undefined
}

/** Writes through an endpoint, or keeps it on the device until there is a line. For what is done where there may be none. */
export function useKeptSave<N extends EndpointName>(name: N): KeptSave<N> {
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<CallError>()
  const busy = useRef(false)
  // Where it is needed there is no line to load it by.
  useEffect(() => void import('./outbox.ts').catch(() => {}), [])
  const save: KeptSave<N>['save'] = async (wish) => {
    if (busy.current) return undefined
    busy.current = true
    setSaving(true)
    setError(undefined)
    try {
      const { deliver } = await import('./outbox.ts')
      const result = await deliver({ ...wish, name })
      if (result.is === 'done') return result.answer
      if (result.is === 'kept') return 'kept'
      setError(result.error)
      return undefined
    } catch {
      setError(new CallError('network.lost', messages.deviceFull, 0))
      return undefined
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, error }
}
