import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.files

/** A version taken away as a file: to fill in, to hand on, or for another system. */
export function FileLinks({ schemeId, versionId }: { schemeId: string; versionId: number }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const take = async (format: 'xlsx' | 'json') => {
    setBusy(true)
    setError(undefined)
    try {
      saveFile(await fetchFile('exportVersion', { params: { schemeId, versionId }, query: { format } }))
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="acts adds">
        <Button busy={busy} onPress={() => void take('xlsx')}>
          {words.workbook}
        </Button>
        <Button tone="quiet" busy={busy} onPress={() => void take('json')}>
          {words.json}
        </Button>
      </div>
    </>
  )
}
