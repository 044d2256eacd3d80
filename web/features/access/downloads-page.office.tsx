import './access.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { downloadWords as words } from './download-words.ts'

type Download = CallOutput<'listDownloads'>['rows'][number]
const pageSize = 50

function columnsFor(today: string): Column<Download>[] {
  const { heads } = words
  return [
    { id: 'at', head: heads.at, tight: true, cell: (one) => formatInstant(one.at, today) },
    { id: 'by', head: heads.by, names: true, cell: (one) => one.by ?? '' },
    { id: 'file', head: heads.file, cell: (one) => one.fileLabel },
    { id: 'org', head: heads.org, cell: (one) => one.orgName ?? '' },
    { id: 'member', head: heads.member, cell: (one) => one.memberName ?? '' },
  ]
}

/** For who audits: every file that was taken away, by days and by who took it or whose it was. */
export default function DownloadsPage() {
  const { today } = useSession()
  const [typed, setTyped] = useState({ from: '', to: '', name: '' })
  const [offset, setOffset] = useState(0)
  const name = useSettled(typed.name.trim())
  const set = (key: keyof typeof typed) => (value: string) => {
    setTyped((now) => ({ ...now, [key]: value }))
    setOffset(0)
  }
  const { from, to } = typed
  const query = {
    from: from || undefined,
    to: to || undefined,
    name: name || undefined,
    limit: pageSize,
    offset,
  }
  const downloads = useQuery(ask('listDownloads', { query }))
  return (
    <>
      <PageHead title={words.title} sub={downloads.data && words.sub(downloads.data.count)} />
      <div className="log-filter">
        <TextField label={words.from} type="date" value={from} onType={set('from')} />
        <TextField label={words.to} type="date" value={to} onType={set('to')} />
        <TextField
          label={words.name}
          hint={words.nameHint}
          type="search"
          value={typed.name}
          onType={set('name')}
        />
      </div>
      <Answer of={downloads}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(today)}
                parts={[{ id: 'all', rows }]}
                keyOf={(one) => one.downloadId}
              />
              <Pager count={count} offset={offset} limit={pageSize} unit="次" onGo={setOffset} />
            </>
          )
        }
      </Answer>
    </>
  )
}
