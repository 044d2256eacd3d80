import { useRef, useState } from 'react'
import { asCallError, type CallError } from './call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from './call-types.ts'
import { newIntention } from './intention.ts'
import { uploadFile } from './upload.ts'

/**
 * Sends a file; pressing again after a lost line sends the same file to the same place as the same intention. `share` is
 * how much of it has left this machine, 0 to 1, while it is on its way.
 */
export function useUpload<N extends EndpointName>(name: N, onDone: (answer: CallOutput<N>) => void) {
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<CallError>()
  const intention = useRef<{ print: string; file: File; id: string }>(undefined)
  const send = async (file: File, request: Omit<CallRequest<N>, 'body'>) => {
    const print = JSON.stringify(request)
    const known = intention.current
    const now = known?.file === file && known.print === print ? known : { print, file, id: newIntention() }
    intention.current = now
    setShare(0)
    setError(undefined)
    try {
      const options = { intention: now.id, onProgress: setShare }
      const answer = await uploadFile(name, { ...request, file }, options)
      intention.current = undefined
      onDone(answer)
    } catch (thrown) {
      const refusal = asCallError(thrown)
      // The server has decided on this one; the same file, mended, is another.
      if (refusal.status >= 400 && refusal.status < 500) intention.current = undefined
      setError(refusal)
    } finally {
      setShare(undefined)
    }
  }
  return { send, share, error }
}
