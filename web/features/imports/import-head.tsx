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

function titleOf({ what, state, stateLabel }: Import): string {
  const title = what === 'members' ? titles.imports : titles.households
  return `${title}：${state === 'ready' ? words.dryRun : stateLabel}`
}

/** Where the imports of this register begin. */
export function homeOf({ what }: Pick<Import, 'what'>): string {
  return what === 'members' ? '/imports' : '/imports/households'
}

function useActs({ importId, what }: Import) {
  const refused = useRefused(importId)
  const recheck = useSave('recheckImport')
  const discard = useSave('discardImport')
  const request = { params: { importId }, body: {} }
  const putAway = async () => {
    if (await discard.save(request)) goTelling(homeOf({ what }), { tone: 'done', sentence: words.discarded })
  }
  return {
    refused: { run: () => void refused.download(), busy: refused.busy },
    recheck: { run: () => void recheck.save(request), busy: recheck.saving },
    discard: { run: () => void putAway(), busy: discard.saving },
    error: refused.error ?? recheck.error ?? discard.error,
  }
}

function Actions({ found, acts }: { found: Import; acts: ReturnType<typeof useActs> }) {
  const { abilities, counts, state } = found
  const goesBack = counts.refuse + counts.duplicate > 0
  return (
    <>
      {abilities.downloadRefused && goesBack && (
        <Button busy={acts.refused.busy} onPress={acts.refused.run}>
          {words.refused}
        </Button>
      )}
      {abilities.recheck && (
        <Button busy={acts.recheck.busy} onPress={acts.recheck.run}>
          {words.recheck}
        </Button>
      )}
      {abilities.discard && (
        <Button busy={acts.discard.busy} onPress={acts.discard.run}>
          {words.discard}
        </Button>
      )}
      <LinkButton href={to(homeOf(found))}>{state === 'ready' ? words.other : words.list}</LinkButton>
    </>
  )
}

/** What file it is, that nothing is written yet, and what can be done with it as a whole. */
export function ImportHead({ found }: { found: Import }) {
  const acts = useActs(found)
  const rows = found.rowsTotal === null ? '' : `，${words.rows(found.rowsTotal)}`
  return (
    <>
      <PageHead
        title={titleOf(found)}
        sub={
          <>
            {`${words.of(found.fileName, found.orgName)}${rows}。`}
            {found.state === 'ready' && <b>{words.nothingWritten}</b>}
          </>
        }
        actions={<Actions found={found} acts={acts} />}
      />
      {acts.error && <Trouble error={acts.error} />}
    </>
  )
}
