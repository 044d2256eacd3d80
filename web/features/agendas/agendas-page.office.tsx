import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AgendaItems, sayCount, sayWhen } from './agenda-items.tsx'
import './agendas.css'
import { agendaWords as words } from './messages.ts'
import { titles } from './titles.ts'

type List = CallOutput<'listAgendaTemplates'>
type Row = List['rows'][number]

const columns: Column<Row>[] = [
  { id: 'kind', head: words.kind, cell: (row) => row.kindLabel },
  {
    id: 'name',
    head: words.name,
    names: true,
    cell: (row) => <a href={to(`/agendas/${row.templateId}`)}>{row.name}</a>,
  },
  { id: 'items', head: words.items, cell: (row) => sayCount(row.items) },
  { id: 'who', head: words.who, cell: (row) => words.by(row.orgName, row.reach) },
  { id: 'when', head: words.when, cell: sayWhen },
]

function Ready({ list }: { list: List }) {
  return (
    <section className="agd-ready">
      <h2>{words.ready}</h2>
      <p className="note">{words.readySub}</p>
      {list.ready.map((one) => (
        <details key={one.key}>
          <summary>
            <b>
              {one.kindLabel} · {one.name}
            </b>{' '}
            <small>{sayCount(one.items)}</small>
          </summary>
          <p>{one.note}</p>
          <AgendaItems items={one.items} free={one.free} />
          {list.places.length > 0 && (
            <LinkButton
              href={to(`/agendas/new?ready=${one.key}`)}
              label={words.useLabel(one.kindLabel, one.name)}
            >
              {words.use}
            </LinkButton>
          )}
        </details>
      ))}
    </section>
  )
}

function Lists({ list }: { list: List }) {
  const { today } = useSession()
  const isOver = (row: Row) => row.validTo !== null && row.validTo < today
  const parts = [
    { id: 'now', title: words.inForce, rows: list.rows.filter((row) => !isOver(row)) },
    { id: 'over', title: words.ended, rows: list.rows.filter(isOver) },
  ].filter((part) => part.rows.length > 0)
  if (parts.length === 0) return <Empty>{words.none}</Empty>
  return <Ledger caption={titles.agendas} columns={columns} parts={parts} keyOf={(row) => row.templateId} />
}

/** What each kind of meeting has to have, by whom and since when; and what stands ready to be declared. */
export default function AgendasPage() {
  const list = useCall('listAgendaTemplates', {})
  const mayDeclare = list.data !== undefined && list.data.places.length > 0
  return (
    <>
      <PageHead
        title={titles.agendas}
        sub={list.data && !mayDeclare ? words.cannot : words.sub}
        actions={
          mayDeclare && (
            <LinkButton href={to('/agendas/new')} tone="go">
              {words.fresh}
            </LinkButton>
          )
        }
      />
      <Answer of={list}>
        {(data) => (
          <>
            <Lists list={data} />
            <Ready list={data} />
          </>
        )}
      </Answer>
    </>
  )
}
