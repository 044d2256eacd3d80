import './grids.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { householdWords, messages } from './messages.ts'

const words = householdWords.byGrid
const pageSize = 50
type Row = CallOutput<'listStaleHouseholds'>['rows'][number]
const figures = ['households', 'stale', 'waiting'] as const
const query = { households: '', stale: '?stale=true', waiting: '?waiting=true' } as const

function Value({ row, figure }: { row: Row; figure: (typeof figures)[number] }) {
  const said = row[figure].toLocaleString('en-US')
  if (row[figure] === 0) return said
  return (
    <Figure
      href={to(`/grids/${row.orgId}/households${query[figure]}`)}
      label={words.figure(said, words[figure], row.name)}
    >
      {said}
    </Figure>
  )
}

function columnsFor(today: string): Column<Row>[] {
  return [
    {
      id: 'grid',
      head: words.grid,
      names: true,
      cell: (row) => <a href={to(`/grids/${row.orgId}/households`)}>{row.name}</a>,
    },
    ...figures.map(
      (figure): Column<Row> => ({
        id: figure,
        head: words[figure],
        num: true,
        cell: (row) => <Value row={row} figure={figure} />,
      }),
    ),
    {
      id: 'oldest',
      head: words.oldest,
      cell: (row) => (row.oldestOn ? formatDay(row.oldestOn, today) : messages.unknown),
    },
  ]
}

/** Grids of one village stand together; of several, under the village's name. */
function partsOf(rows: readonly Row[]) {
  const villages = [...new Set(rows.map((row) => row.villageName))]
  return villages.map((name) => ({
    id: name,
    ...(villages.length > 1 && { title: name }),
    rows: rows.filter((row) => row.villageName === name),
  }))
}

/** By grid, what of the register somebody should look at; each figure opens to its households. */
export default function ByGridPage({ search }: PageProps) {
  const session = useSession()
  const offset = readOffset(search)
  const list = useCall('listStaleHouseholds', { query: { limit: pageSize, offset } })
  return (
    <div className="grids">
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={
          can(session, 'households.write') && (
            <LinkButton href={to('/imports/households')}>{householdWords.import}</LinkButton>
          )
        }
      />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(session.today)}
                parts={partsOf(rows)}
                keyOf={(row) => row.orgId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={words.unit}
                pathOf={(next) => `/households?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
    </div>
  )
}
