import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './activities.css'
import { isFiltered, pageSize, readFilter, requestOf, writeFilter } from './activity-filter.ts'
import { LackingMark } from './lacking.tsx'
import { ListFilter } from './list-filter.tsx'
import { messages } from './messages.ts'
import { StateStamp } from './state-stamp.tsx'

type Row = CallOutput<'listActivities'>['rows'][number]

function attendance(row: Row) {
  if (row.present === null) return `—／${row.expected}`
  return (
    <Figure
      href={to(`/activities/${row.activityId}`)}
      label={messages.attendanceLabel(row.present, row.expected)}
    >
      {row.present}／{row.expected}
    </Figure>
  )
}

function columnsFor(today: string, several: boolean): Column<Row>[] {
  const host: Column<Row> = { id: 'host', head: messages.host, cell: (row) => row.orgName }
  return [
    { id: 'day', head: messages.day, tight: true, cell: (row) => formatDay(row.day, today) },
    {
      id: 'title',
      head: messages.activity,
      names: true,
      cell: (row) => (
        <>
          <a href={to(`/activities/${row.activityId}`)}>{row.title}</a> <LackingMark row={row} />
        </>
      ),
    },
    { id: 'kind', head: messages.filterKind, cell: (row) => row.kindLabel },
    ...(several ? [host] : []),
    {
      id: 'state',
      head: messages.filterState,
      tight: true,
      cell: (row) => <StateStamp row={row} today={today} />,
    },
    { id: 'attendance', head: messages.attendance, num: true, cell: attendance },
    {
      id: 'outputs',
      head: messages.outputs,
      cell: (row) => row.outputs.map((one) => `${formatPoints(one.amount)} ${one.unit}`).join('，'),
    },
    { id: 'no', head: messages.no, num: true, cell: (row) => row.serial?.no },
  ]
}

function Actions({ plans }: { plans: boolean }) {
  return (
    <>
      <LinkButton href={to('/activities/participation')}>{messages.participation}</LinkButton>
      {plans && <LinkButton href={to('/activities/record')}>{messages.record}</LinkButton>}
      {plans && (
        <LinkButton href={to('/activities/new')} tone="go">
          {messages.plan}
        </LinkButton>
      )}
    </>
  )
}

export default function ListPage({ search }: PageProps) {
  const { today } = useSession()
  const place = usePlace()
  const filter = readFilter(search)
  const list = useQuery({
    ...ask('listActivities', requestOf(filter, place?.orgId)),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={messages.title}
        sub={[place?.orgName, list.data && messages.count(list.data.count)].filter(Boolean).join(' · ')}
        actions={<Actions plans={list.data?.abilities.plan ?? false} />}
      />
      <ListFilter filter={filter} />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{isFiltered(filter) ? messages.emptyFiltered : messages.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.title}
                columns={columnsFor(
                  today,
                  rows.some((row) => row.orgId !== place?.orgId),
                )}
                rows={rows}
                keyOf={(row) => row.activityId}
              />
              <Pager
                count={count}
                offset={filter.offset}
                limit={pageSize}
                unit={messages.listUnit}
                pathOf={(offset) => writeFilter({ ...filter, offset })}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
