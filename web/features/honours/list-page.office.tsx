import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type HonourRow, Withdraw } from './withdraw.tsx'

const pageSize = 50

function State({ row }: { row: HonourRow }) {
  if (!row.withdrawn) return <StampWord state="done">{messages.stands}</StampWord>
  const { byName, reason } = row.withdrawn
  return (
    <>
      <StampWord state="excused">{messages.withdrawn}</StampWord>{' '}
      <span className="note">{messages.withdrawnWhy(byName, reason)}</span>
    </>
  )
}

function columnsFor(today: string): Column<HonourRow>[] {
  return [
    { id: 'day', head: messages.day, tight: true, cell: (row) => formatDay(row.awardedOn, today) },
    { id: 'name', head: messages.member, names: true, cell: (row) => row.memberName },
    { id: 'title', head: messages.honour, cell: (row) => row.title },
    { id: 'level', head: messages.level, tight: true, cell: (row) => row.levelLabel },
    { id: 'issuer', head: messages.issuer, cell: (row) => row.issuer },
    { id: 'certificate', head: messages.certificate, cell: (row) => row.certificateNo },
    { id: 'by', head: messages.recordedBy, cell: (row) => row.recordedByName },
    { id: 'state', head: messages.state, cell: (row) => <State row={row} /> },
    { id: 'undo', head: '', cell: (row) => row.abilities.withdraw && <Withdraw row={row} /> },
  ]
}

export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const place = usePlace()
  const offset = readOffset(search)
  const paging = { limit: pageSize, offset }
  const list = useQuery(ask('listHonours', { query: { ...paging, ...(place && { orgId: place.orgId }) } }))
  return (
    <>
      <PageHead
        title={messages.title}
        sub={[place?.orgName, messages.sub].filter(Boolean).join(' · ')}
        actions={
          can(session, 'activities.write') && (
            <LinkButton href={to('/honours/new')} tone="go">
              {messages.record}
            </LinkButton>
          )
        }
      />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.title}
                columns={columnsFor(session.today)}
                rows={rows}
                keyOf={(row) => row.honourId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={messages.unit}
                pathOf={(next) => `/honours?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
