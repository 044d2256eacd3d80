import { useRef, useState } from 'react'
import type { SchemeFileProblem } from '../../../contract/scheme-files.ts'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { newIntention } from '../../lib/intention.ts'
import { uploadFile } from '../../lib/upload.ts'

type Name = 'importScheme' | 'importDraft'

/** What the refusal of a file says of its cells; nothing where it is refused as a whole. */
export function problemsOf(error: CallError | undefined): SchemeFileProblem[] {
  const problems = error?.details['problems']
  return Array.isArray(problems) ? (problems as SchemeFileProblem[]) : []
}

/** Sends a scheme's file; pressing again after a lost line sends the same file as the same intention. */
export function useSchemeUpload<N extends Name>(name: N, onDone: (answer: CallOutput<N>) => void) {
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<CallError>()
  const intention = useRef<{ print: string; file: File; id: string }>(undefined)
  const send = async (file: File, request: Omit<CallRequest<N>, 'body'>) => {
    const print = JSON.stringify(request)
    const known = intention.current
    const now = known?.file === file && known.print === print ? known : { print, file, id: newIntention() }
    intention.current = now
    setSending(true)
    setError(undefined)
    try {
      const answer = await uploadFile(name, { ...request, file }, { intention: now.id })
      intention.current = undefined
      onDone(answer)
    } catch (thrown) {
      const refusal = asCallError(thrown)
      if (refusal.status >= 400 && refusal.status < 500) intention.current = undefined
      setError(refusal)
    } finally {
      setSending(false)
    }
  }
  return { send, sending, error }
}
