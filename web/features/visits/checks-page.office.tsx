import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { checkWords as words } from './desk/check-words.ts'
import { DrawCheck } from './desk/draw-check.tsx'
import { VisitViews } from './desk/visit-views.tsx'

type Check = CallOutput<'listVisitChecks'>['rows'][number]
const pageSize = 50

function columnsFor(today: string): Column<Check>[] {
  return [
    {
      id: 'check',
      head: words.title,
      names: true,
      cell: (row) => (
        <a href={to(`/visits/checks/${row.checkId}${row.abilities.open ? '' : '/lot'}`)}>
          {words.open(row.month, row.orgName)}
        </a>
      ),
    },
    { id: 'by', head: words.by, cell: (row) => row.drawnByName },
    { id: 'on', head: words.on, tight: true, cell: (row) => formatInstant(row.drawnAt, today) },
    { id: 'done', head: words.done, num: true, cell: (row) => `${row.judged}/${row.size}` },
    { id: 'state', head: words.stateHead, cell: (row) => words.state[row.state] },
  ]
}

/** The samples that were drawn, the newest first, and the way to draw one. */
export default function ChecksPage({ search }: PageProps) {
  const { today } = useSession()
  const offset = readOffset(search)
  const list = useCall('listVisitChecks', { query: { limit: pageSize, offset } })
  const [drawing, setDrawing] = useState(false)
  const places = list.data?.places ?? []
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={
          places.length > 0 && (
            <Button tone="go" onPress={() => setDrawing(true)}>
              {words.draw}
            </Button>
          )
        }
      />
      <VisitViews value="checks" />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(row) => row.checkId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={words.unit}
                pathOf={(next) => `/visits/checks?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
      {drawing && <DrawCheck places={places} today={today} onClose={() => setDrawing(false)} />}
    </>
  )
}
