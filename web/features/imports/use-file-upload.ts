import { useRef, useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { newIntention } from '../../lib/intention.ts'
import { uploadFile } from '../../lib/upload.ts'

/** Sends a register; pressing again after a lost line sends the same file as the same intention. */
export function useFileUpload(onDone: (importId: string) => void) {
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<CallError>()
  const intention = useRef<{ file: File; orgId: number; id: string }>(undefined)
  const send = async (file: File, orgId: number) => {
    const known = intention.current
    const same = known?.file === file && known.orgId === orgId
    const now = same ? known : { file, orgId, id: newIntention() }
    intention.current = now
    setShare(0)
    setError(undefined)
    try {
      const options = { intention: now.id, onProgress: setShare }
      const { importId } = await uploadFile('uploadRegister', { query: { orgId }, file }, options)
      intention.current = undefined
      onDone(importId)
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
