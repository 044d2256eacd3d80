import { useCallback, useMemo, useRef, useState } from 'react'
import { call } from './call.ts'
import { asCallError, type CallError } from './call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from './call-types.ts'
import { dropDraft, readDraft, writeDraft } from './draft.ts'
import { createIntentions } from './intention.ts'

export type SaveState<N extends EndpointName> = {
  /** Resolves to the answer, or to nothing when it was refused: the reason is then in `error`. */
  save: (request: CallRequest<N>) => Promise<CallOutput<N> | undefined>
  saving: boolean
  error: CallError | undefined
  clearError: () => void
}

type Remembered = { id: string; print: string }

/** The server has decided; pressing again is another intention. `request.busy` is the first one, still running. */
function isFinal({ status, code }: CallError): boolean {
  return status >= 400 && status < 500 && code !== 'request.busy'
}

function keptUnder(key: string) {
  const full = `intention:${key}`
  return {
    read: () => readDraft<Remembered>(full)?.value,
    write: (remembered?: Remembered) => {
      if (remembered) writeDraft(full, remembered)
      else dropDraft(full)
    },
  }
}

/**
 * Writes through an endpoint. Pressing again after a lost line sends the same intention, so the server
 * does it once; with `keptAs` (the key of the form's draft) that holds beyond a closed tab too.
 */
export function useSave<N extends EndpointName>(name: N, keptAs?: string): SaveState<N> {
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<CallError | undefined>()
  const busy = useRef(false)
  const intentions = useMemo(() => createIntentions(keptAs ? keptUnder(keptAs) : undefined), [keptAs])

  const save = useCallback(
    async (request: CallRequest<N>) => {
      if (busy.current) return undefined
      busy.current = true
      setSaving(true)
      setError(undefined)
      try {
        const intention = intentions.idFor(`${name} ${JSON.stringify(request)}`)
        const answer = await call(name, request, { intention })
        intentions.settle()
        return answer
      } catch (thrown) {
        const refusal = asCallError(thrown)
        if (isFinal(refusal)) intentions.settle()
        setError(refusal)
        return undefined
      } finally {
        busy.current = false
        setSaving(false)
      }
    },
    [name, intentions],
  )
  const clearError = useCallback(() => setError(undefined), [])
  return { save, saving, error, clearError }
}
