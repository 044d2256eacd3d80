import { type ReactNode, useState } from 'react'
import { asCallError, type CallError } from '../lib/call-error.ts'
import { type Downloaded, saveFile } from '../lib/download.ts'
import { Button } from './button.tsx'
import { Trouble } from './states.tsx'

type FileButtonProps = { children: ReactNode; fetch: () => Promise<Downloaded> }

/** Fetches a file and hands it to the browser; what goes wrong is told beside the button. */
export function FileButton({ children, fetch }: FileButtonProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const get = async () => {
    setBusy(true)
    setError(undefined)
    try {
      saveFile(await fetch())
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button busy={busy} onPress={() => void get()}>
        {children}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}
