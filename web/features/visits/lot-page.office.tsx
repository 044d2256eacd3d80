import './desk/desk.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Answer } from '../../ui/states.tsx'
import { checkWords as all } from './desk/check-words.ts'

const words = all.lot
type Lot = CallOutput<'redrawVisitCheck'>
type Row = Lot['rows'][number]

function columnsFor(today: string): Column<Row>[] {
  return [
    { id: 'place', head: all.place, num: true, cell: (row) => row.place },
    { id: 'visit', head: words.visit, names: true, cell: (row) => <code>{row.visitId}</code> },
    { id: 'hash', head: words.hash, cell: (row) => <code>{row.lot}</code> },
    { id: 'on', head: all.visitedOn, tight: true, cell: (row) => formatDay(row.visitedOn, today) },
    { id: 'grid', head: all.grid, cell: (row) => row.gridName },
    { id: 'drawn', head: words.drawn, cell: (row) => (row.drawn ? words.yes : words.no) },
  ]
}

function Figures({ of, today }: { of: Lot; today: string }) {
  const figures = [
    [words.seed, String(of.seed)],
    [words.drawnAt, `${formatInstant(of.drawnAt, today)} ${of.drawnByName}`],
    [words.pool, words.times(of.pool)],
    [words.poolNow, words.times(of.poolNow)],
    [words.size, words.times(of.size)],
  ]
  return (
    <dl className="desk-figures">
      {figures.map(([name, said]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The sample drawn once more, for an auditor: numbers, days and grids; no household and no visitor. */
export default function LotPage({ params }: PageProps) {
  const { today } = useSession()
  const checkId = params['checkId'] ?? ''
  const one = useCall('redrawVisitCheck', { params: { checkId } })
  return (
    <Answer of={one}>
      {(lot) => (
        <>
          <PageHead
            title={words.title}
            sub={words.sub(lot.orgName, lot.month)}
            actions={<LinkButton href={to('/visits/checks')}>{all.back}</LinkButton>}
          />
          <Receipt tone={lot.outcome === 'same' ? 'done' : 'late'}>{words.outcome[lot.outcome]}</Receipt>
          <Figures of={lot} today={today} />
          <p className="note">{words.how}</p>
          <Ledger
            caption={words.title}
            columns={columnsFor(today)}
            rows={lot.rows}
            keyOf={(row) => row.visitId}
          />
        </>
      )}
    </Answer>
  )
}
