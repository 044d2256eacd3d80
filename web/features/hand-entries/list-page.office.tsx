import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './hand-entries.css'
import { DecideEntry, EntryState, ProposeAgain } from './decide-entry.tsx'
import { mayPropose } from './may-propose.ts'
import { messages } from './messages.ts'
import { type EntryRow, sayWhat } from './what.ts'

const pageSize = 50

function EntryCell({ row }: { row: EntryRow }) {
  return (
    <>
      {(!row.abilities.decide || row.state === 'seconded' || row.letLieBy) && <EntryState row={row} />}
      {row.abilities.decide && <DecideEntry row={row} />}
      {row.abilities.proposeAnew && <ProposeAgain row={row} />}
    </>
  )
}

function columnsFor(today: string): Column<EntryRow>[] {
  return [
    { id: 'day', head: messages.dayHead, tight: true, cell: (row) => formatDay(row.day, today) },
    { id: 'name', head: messages.name, names: true, cell: (row) => row.memberName },
    { id: 'what', head: messages.whatHead, cell: sayWhat },
    { id: 'reason', head: messages.reasonHead, cell: (row) => row.reason },
    { id: 'by', head: messages.proposedBy, cell: (row) => row.proposedByName },
    {
      id: 'state',
      head: messages.state,
      cell: (row) => <EntryCell row={row} />,
    },
  ]
}

export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const offset = readOffset(search)
  const query = { limit: pageSize, offset }
  const list = useQuery(ask('listHandEntries', { query }))
  return (
    <>
      <PageHead
        title={messages.title}
        sub={messages.sub}
        actions={
          mayPropose(session) && <LinkButton href={to('/hand-entries/new')}>{messages.propose}</LinkButton>
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
                keyOf={(row) => row.handEntryId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={messages.unit}
                pathOf={(next) => `/hand-entries?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
