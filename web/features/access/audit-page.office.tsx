import './access.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { LogFilter, useLogFilter } from '../../ui/log-filter.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { auditWords as words } from './audit-words.ts'

type Line = CallOutput<'listAuditLog'>['rows'][number]
type Filter = NonNullable<CallRequest<'exportAuditLog'>['query']>
const pageSize = 50

function columnsFor(today: string): Column<Line>[] {
  const { heads } = words
  return [
    { id: 'at', head: heads.at, tight: true, cell: (one) => formatInstant(one.at, today) },
    { id: 'by', head: heads.by, names: true, cell: (one) => one.by ?? words.system },
    {
      id: 'done',
      head: heads.done,
      cell: (one) => [one.actionLabel, one.fileLabel].filter(Boolean).join('：'),
    },
    { id: 'org', head: heads.org, cell: (one) => one.orgName ?? '' },
    { id: 'member', head: heads.member, cell: (one) => one.memberName ?? '' },
    { id: 'address', head: heads.address, cell: (one) => one.address ?? '' },
  ]
}

function ExportButton({ query }: { query: Filter }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const fetch = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const file = await fetchFile('exportAuditLog', { query })
      saveFile(file)
      tell({ tone: 'done', sentence: words.exported(file.name) })
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button onPress={() => void fetch()} busy={busy}>
        {words.exportIt}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

/** For who audits: everything that was done, by days and by who, to whom or where; or only what was taken away. */
export default function AuditPage() {
  const { today } = useSession()
  const filter = useLogFilter()
  const [onlyFiles, setOnlyFiles] = useState(false)
  const { offset, setOffset } = filter
  const query = { ...filter.query, files: onlyFiles ? ('true' as const) : undefined }
  const log = useQuery(ask('listAuditLog', { query: { ...query, limit: pageSize, offset } }))
  const choose = (only: boolean) => {
    setOnlyFiles(only)
    setOffset(0)
  }
  return (
    <>
      <PageHead title={words.title} sub={log.data && words.sub(log.data.count)} />
      <LogFilter of={filter} words={words}>
        <Check checked={onlyFiles} onChange={choose}>
          {words.onlyFiles}
        </Check>
        <ExportButton query={query} />
      </LogFilter>
      <Answer of={log}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(one) => one.auditId}
              />
              <Pager count={count} offset={offset} limit={pageSize} unit="条" onGo={setOffset} />
            </>
          )
        }
      </Answer>
    </>
  )
}
