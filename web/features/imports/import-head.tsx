import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { to } from '../../lib/link.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Import } from './import-types.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.page

function useRefused(importId: string) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const download = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const file = await fetchFile('downloadRefused', { params: { importId }, body: {} })
      saveFile(file)
      tell({ tone: 'done', sentence: words.downloaded(file.name) })
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { download, busy, error }
}

function titleOf({ state, stateLabel }: Import): string {
  return `${titles.imports}：${state === 'ready' ? words.dryRun : stateLabel}`
}

/** What file it is, that nothing is written yet, and what can be done with it as a whole. */
export function ImportHead({ found }: { found: Import }) {
  const { importId, abilities, counts, rowsTotal } = found
  const refused = useRefused(importId)
  const recheck = useSave('recheckImport')
  const discard = useSave('discardImport')
  const refusedCount = counts.refuse + counts.duplicate
  const putAway = async () => {
    if (await discard.save({ params: { importId }, body: {} })) {
      goTelling('/imports', { tone: 'done', sentence: words.discarded })
    }
  }
  const error = refused.error ?? recheck.error ?? discard.error
  return (
    <>
      <PageHead
        title={titleOf(found)}
        sub={
          <>
            {words.of(found.fileName, found.orgName)}
            {rowsTotal !== null && `，${words.rows(rowsTotal)}`}
            {'。'}
            {found.state === 'ready' && <b>{words.nothingWritten}</b>}
          </>
        }
        actions={
          <>
            {abilities.downloadRefused && refusedCount > 0 && (
              <Button busy={refused.busy} onPress={() => void refused.download()}>
                {words.refused}
              </Button>
            )}
            {abilities.recheck && (
              <Button
                busy={recheck.saving}
                onPress={() => void recheck.save({ params: { importId }, body: {} })}
              >
                {words.recheck}
              </Button>
            )}
            {abilities.discard && (
              <Button busy={discard.saving} onPress={() => void putAway()}>
                {words.discard}
              </Button>
            )}
            <LinkButton href={to('/imports')}>
              {found.state === 'ready' ? words.other : words.list}
            </LinkButton>
          </>
        }
      />
      {error && <Trouble error={error} />}
    </>
  )
}
