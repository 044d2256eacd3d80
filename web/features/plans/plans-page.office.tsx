import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { YearOf } from './year-of.tsx'

type Row = CallOutput<'listYearPlans'>['rows'][number]

const words = messages.below
const limit = 60
const stamps: Record<Row['state'], StampState> = { none: 'due', draft: 'chg', adopted: 'done' }

function columnsOf(year: number): Column<Row>[] {
  return [
    {
      id: 'org',
      head: words.org,
      names: true,
      cell: (row) => <a href={to(withQuery(`/plans/${row.orgId}`, { year }))}>{row.orgName}</a>,
    },
    {
      id: 'state',
      head: words.state,
      cell: (row) => <StampWord state={stamps[row.state]}>{messages.states[row.state]}</StampWord>,
    },
    { id: 'planned', head: words.planned, num: true, cell: (row) => row.planned },
    { id: 'held', head: words.held, num: true, cell: (row) => row.held },
    { id: 'cancelled', head: words.cancelled, num: true, cell: (row) => row.cancelled },
  ]
}

function Below({ orgId, year, search }: { orgId: number; year: number; search: URLSearchParams }) {
  const offset = readOffset(search)
  const list = useCall('listYearPlans', { params: { orgId }, query: { year, limit, offset } })
  const pathOf = (more: Record<string, number | undefined>) => withQuery('/plans', { year, ...more })
  return (
    <>
      <PageHead
        title={list.data ? `${list.data.orgName} · ${titles.plans}` : titles.plans}
        sub={list.data && words.sub(list.data.year, list.data.without)}
        actions={
          <>
            {[year - 1, year + 1].map((one) => (
              <LinkButton key={one} href={to(pathOf({ year: one }))}>
                {messages.year(one)}
              </LinkButton>
            ))}
            <LinkButton href={to('/plan-templates')}>{messages.templates}</LinkButton>
          </>
        }
      />
      <Answer of={list}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.table}
                columns={columnsOf(data.year)}
                parts={[{ id: 'below', rows: data.rows }]}
                keyOf={(row) => row.orgId}
              />
              <Pager
                count={data.count}
                offset={offset}
                limit={limit}
                unit={words.unit}
                pathOf={(at) => pathOf({ offset: at || undefined })}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}

/** Whoever keeps one organisation sees its year at once; from above all that are below. */
const ofOne = ['branch-secretary', 'branch-deputy', 'group-leader', 'grid-worker']

export default function PlansPage({ search }: PageProps) {
  const { today } = useSession()
  const place = usePlace()
  const year = Number(search.get('year')) || Number(today.slice(0, 4))
  if (!place)
    return (
      <>
        <PageHead title={titles.plans} />
        <Empty>{messages.noPlace}</Empty>
      </>
    )
  if (ofOne.includes(place.role))
    return <YearOf key={place.orgId} orgId={place.orgId} today={today} search={search} />
  return <Below key={place.orgId} orgId={place.orgId} year={year} search={search} />
}
