import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Award } from './selection-types.ts'

const words = messages.awards

function useCertificate(awardId: string) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const fetch = async (name: 'getCertificatePdf' | 'getCertificateWord') => {
    setBusy(true)
    setError(undefined)
    try {
      saveFile(await fetchFile(name, { params: { awardId } }))
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { fetch, busy, error }
}

/** The certificate on three roads: a PDF, a Word file to be changed, and the browser's own printer. */
export function CertificateLinks({ award }: { award: Award }) {
  const { awardId, memberName, printPath } = award
  const { fetch, busy, error } = useCertificate(awardId)
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="sel-papers">
        <Button
          busy={busy}
          label={words.certificateOf(memberName, words.pdf)}
          onPress={() => void fetch('getCertificatePdf')}
        >
          {words.pdf}
        </Button>
        <Button
          busy={busy}
          label={words.certificateOf(memberName, words.word)}
          onPress={() => void fetch('getCertificateWord')}
        >
          {words.word}
        </Button>
        <a
          className="btn"
          href={printPath}
          target="_blank"
          rel="noopener"
          aria-label={words.certificateOf(memberName, words.print)}
        >
          <Icon name="print" />
          {words.print}
        </a>
      </div>
    </>
  )
}
