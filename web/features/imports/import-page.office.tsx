import './imports.css'
import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { Answer } from '../../ui/states.tsx'
import { DryRun } from './dry-run.tsx'
import { ImportHead } from './import-head.tsx'
import { ImportProgress } from './import-progress.tsx'
import { type Import, isWorking } from './import-types.ts'
import { Outcome } from './outcome.tsx'
import { UndoableReceipt } from './undoable-receipt.tsx'

const pause = 1_000

function Body({ found, search }: { found: Import; search: URLSearchParams }) {
  if (isWorking(found)) return <ImportProgress found={found} />
  if (found.state === 'ready') return <DryRun found={found} search={search} />
  return <Outcome found={found} search={search} />
}

/** One import, wherever it stands: being read, waiting to be decided, written, taken back. */
export default function ImportPage({ params, search }: PageProps) {
  const found = useQuery({
    ...ask('getImport', { params: { importId: params.importId ?? '' } }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? pause : false),
  })
  return (
    <Answer of={found}>
      {(data) => (
        <>
          {data.state !== 'applied' && (
            <UndoableReceipt orgId={data.orgId} what={data.what} except={data.importId} />
          )}
          <ImportHead found={data} />
          <Body found={data} search={search} />
        </>
      )}
    </Answer>
  )
}
