import './grids.css'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { figureLabels, messages } from './messages.ts'
import { frameOf, type Grid, namesOf, outlinesOf } from './outlines.ts'
import { usePrintPlace } from './print-place.ts'
import { Sketch } from './sketch.tsx'

const pageSize = 50
const figures = Object.keys(figureLabels) as (keyof typeof figureLabels)[]

function Value({ grid, figure }: { grid: Grid; figure: keyof typeof figureLabels }) {
  const value = grid.figures[figure]
  if (value === undefined) return messages.unknown
  const said = value.toLocaleString('en-US')
  return (
    <Figure href={to(`/grids/${grid.orgId}`)} label={messages.figure(said, figureLabels[figure], grid.name)}>
      {said}
    </Figure>
  )
}

function Counted({ grid, today }: { grid: Grid; today: string }) {
  if (!grid.countedOn) return <StampWord state="soon">{messages.notCounted}</StampWord>
  if (grid.isStale) return <StampWord state="soon">{messages.stale}</StampWord>
  return formatDay(grid.countedOn, today)
}

function columnsFor(today: string): Column<Grid>[] {
  return [
    {
      id: 'grid',
      head: messages.grid,
      names: true,
      cell: (grid) => <a href={to(`/grids/${grid.orgId}`)}>{grid.name}</a>,
    },
    ...figures.map(
      (figure): Column<Grid> => ({
        id: figure,
        head: figureLabels[figure],
        num: true,
        cell: (grid) => <Value grid={grid} figure={figure} />,
      }),
    ),
    { id: 'head', head: messages.head, cell: (grid) => namesOf(grid, 'head') || messages.nobody },
    { id: 'staff', head: messages.staff, cell: (grid) => namesOf(grid, 'staff') || messages.nobody },
    { id: 'counted', head: messages.countedOn, cell: (grid) => <Counted grid={grid} today={today} /> },
  ]
}

/** Grids of one village stand together; of several, under the village's name. */
function partsOf(rows: readonly Grid[]) {
  const villages = [...new Set(rows.map((row) => row.villageName))]
  return villages.map((name) => ({
    id: name,
    ...(villages.length > 1 && { title: name }),
    rows: rows.filter((row) => row.villageName === name),
  }))
}

export default function ListPage({ search }: PageProps) {
  const { today } = useSession()
  const offset = readOffset(search)
  const list = useCall('listGrids', { query: { limit: pageSize, offset } })
  const printAt = usePrintPlace()
  return (
    <div className="grids">
      <PageHead
        title={messages.title}
        sub={messages.sub}
        actions={
          printAt !== undefined && (
            <LinkButton href={`/print/organisations/${printAt}/grids`}>{messages.paper}</LinkButton>
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
                columns={columnsFor(today)}
                parts={partsOf(rows)}
                keyOf={(grid) => grid.orgId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={messages.unit}
                pathOf={(next) => `/grids?offset=${next}`}
              />
              {partsOf(rows).map(
                (part) =>
                  outlinesOf(part.rows).length > 0 && (
                    <figure key={part.id}>
                      <Sketch
                        outlines={outlinesOf(part.rows)}
                        label={messages.sketchOf(part.id)}
                        frame={frameOf(part.rows)}
                      />
                      <figcaption className="note">{messages.sketchNote}</figcaption>
                    </figure>
                  ),
              )}
            </>
          )
        }
      </Answer>
    </div>
  )
}
