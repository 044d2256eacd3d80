import './desk/desk.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDayRange } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { noticeWords as words } from './desk/notice-words.ts'
import { VisitViews } from './desk/visit-views.tsx'

const pageSize = 50
type Listed = CallOutput<'listVisitNotices'>
type Notice = Listed['rows'][number]

function columnsFor(today: string): Column<Notice>[] {
  return [
    {
      id: 'of',
      head: words.month,
      names: true,
      cell: (row) => (
        <a href={to(`/visits/notices/${row.orgId}?month=${row.month}`)}>{words.of(row.orgName, row.month)}</a>
      ),
    },
    { id: 'state', head: words.stateHead, cell: (row) => words.state[row.state] },
    {
      id: 'days',
      head: words.days,
      cell: (row) => formatDayRange(row.publishedOn, row.withdrawnOn ?? row.expiresOn, today),
    },
    { id: 'by', head: words.by, cell: (row) => row.publishedByName },
  ]
}

function Places({ of }: { of: Listed['places'] }) {
  return (
    <div className="desk-acts no-print">
      {of.map(({ orgId, name }) => (
        <Button key={orgId} onPress={() => go(`/visits/notices/${orgId}`)}>
          {`${words.look}：${name}`}
        </Button>
      ))}
    </div>
  )
}

/** What of visits was published, the newest month first, and the way to a month of one's own place. */
export default function NoticesPage({ search }: PageProps) {
  const { today } = useSession()
  const offset = readOffset(search)
  const list = useCall('listVisitNotices', { query: { limit: pageSize, offset } })
  return (
    <>
      <PageHead title={words.title} sub={words.sub} />
      <VisitViews value="notices" />
      <Answer of={list}>
        {({ rows, count, places }) => (
          <>
            <Places of={places} />
            {rows.length === 0 ? (
              <Empty>{words.none}</Empty>
            ) : (
              <Ledger
                caption={words.title}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(row) => row.noticeId}
              />
            )}
            <Pager
              count={count}
              offset={offset}
              limit={pageSize}
              unit={words.unit}
              pathOf={(next) => `/visits/notices?offset=${next}`}
            />
          </>
        )}
      </Answer>
    </>
  )
}
