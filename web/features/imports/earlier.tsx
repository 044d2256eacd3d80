import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { isWorking, type What } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.list
const limit = 20
type Import = CallOutput<'listImports'>['rows'][number]

const stamps: Record<Import['state'], { state: StampState; char?: string }> = {
  reading: { state: 'due', char: '读' },
  ready: { state: 'due' },
  applying: { state: 'due', char: '写' },
  applied: { state: 'done' },
  undoing: { state: 'due', char: '撤' },
  undone: { state: 'excused', char: '撤' },
  failed: { state: 'error' },
  discarded: { state: 'excused', char: '弃' },
}

function How({ row, today }: { row: Import; today: string }) {
  const working = row.rowsTotal !== null && isWorking(row)
  const kept = row.forgotten ? undefined : words.keptUntil(formatDay(row.expiresOn, today))
  return (
    <>
      <StampWord {...stamps[row.state]}>{row.stateLabel}</StampWord>{' '}
      <small className="aside">
        {working ? words.rows(row.rowsDone, row.rowsTotal ?? 0) : row.state === 'ready' && kept}
      </small>
    </>
  )
}

function columnsFor(today: string): Column<Import>[] {
  return [
    {
      id: 'file',
      head: words.columns.file,
      names: true,
      cell: (row) => <a href={to(`/imports/${row.importId}`)}>{row.fileName}</a>,
    },
    { id: 'org', head: words.columns.org, cell: (row) => row.orgName },
    { id: 'state', head: words.columns.state, cell: (row) => <How row={row} today={today} /> },
    {
      id: 'when',
      head: words.columns.when,
      tight: true,
      cell: (row) => formatInstant(row.appliedAt ?? row.createdAt, today),
    },
    { id: 'by', head: words.columns.by, cell: (row) => row.createdBy },
  ]
}

/** The imports of one register before this one. */
export function Earlier({ orgId, what }: { orgId: number; what: What }) {
  const { today } = useSession()
  const [offset, setOffset] = useState(0)
  const list = useQuery({
    ...ask('listImports', { query: { orgId, what, limit, offset } }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isWorking) ? 2_000 : false),
  })
  return (
    <section>
      <h2 className="earlier">{words.earlier}</h2>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{what === 'members' ? words.none : messages.households.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.earlier}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(row) => row.importId}
              />
              <Pager count={count} offset={offset} limit={limit} unit={words.unit} onGo={setOffset} />
            </>
          )
        }
      </Answer>
    </section>
  )
}
