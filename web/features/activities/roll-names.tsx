import { padName } from '../../lib/format-name.ts'
import { useSession } from '../../lib/session.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'
import { readerOf } from './reader.ts'
import type { Detail } from './use-record.ts'

type Row = Detail['roll'][number]

function isAway(row: Row): boolean {
  return row.state === 'absent' || row.state === 'leave'
}

/** Two branches or more stand on the roll: then each name has its own beside it. */
function isMixed(rows: readonly Row[]): boolean {
  return new Set(rows.map((row) => row.orgId)).size > 1
}

function AwayTable({ rows, mixed }: { rows: readonly Row[]; mixed: boolean }) {
  const columns: Column<Row>[] = [
    { id: 'name', head: messages.name, names: true, cell: (row) => padName(row.name) },
    { id: 'state', head: messages.state, tight: true, cell: (row) => row.stateLabel },
    {
      id: 'reason',
      head: messages.reason,
      cell: (row) => [row.reasonLabel, row.note].filter(Boolean).join('，'),
    },
  ]
  const branch: Column<Row> = { id: 'branch', head: messages.branch, cell: (row) => row.orgName }
  return (
    <Ledger
      caption={messages.awayList(rows.length)}
      columns={mixed ? [...columns, branch] : columns}
      parts={[{ id: 'away', rows }]}
      keyOf={(row) => row.memberId}
    />
  )
}

function Names({ rows, mixed }: { rows: readonly Row[]; mixed: boolean }) {
  return (
    <ul className="act-names">
      {rows.map((row) => (
        <li key={row.memberId}>
          {padName(row.name)}
          {row.state === 'late' && <small> {row.stateLabel}</small>}
          {mixed && <small> {row.orgName}</small>}
        </li>
      ))}
    </ul>
  )
}

type RollNamesProps = { detail: Detail; id: string; open: boolean; onToggle: () => void }

/** Who was there and who was not: those who were not first, in the words in which it was said. */
export function RollNames({ detail, id, open, onToggle }: RollNamesProps) {
  const { roll, activity } = detail
  const reader = readerOf(detail, useSession().memberId)
  const called = activity.state === 'closed' || activity.state === 'reopened'
  const away = roll.filter(isAway)
  const rest = roll.filter((row) => !isAway(row))
  const mixed = isMixed(roll)
  const [row] = roll
  if (reader === 'own' && row)
    return <p className="act-own">{messages.own(row.reasonLabel ?? row.stateLabel)}</p>
  return (
    <section className="act-who" id={id} tabIndex={-1}>
      <h2 className="act-head">
        <span>{messages.roll}</span>
        <i>
          {[messages.expected(activity.expected), reader === 'part' && messages.partOf(roll.length)]
            .filter(Boolean)
            .join('，')}
        </i>
      </h2>
      {away.length > 0 && (
        <>
          <h3 className="act-sub">{messages.awayList(away.length)}</h3>
          <AwayTable rows={away} mixed={mixed} />
        </>
      )}
      {rest.length > 0 && (
        <>
          <h3 className="act-sub">
            {called ? messages.presentShort : messages.expectedShort}{' '}
            <Figure
              open={open}
              onToggle={onToggle}
              controls={`${id}-names`}
              label={messages.presentFigure(rest.length)}
            >
              {rest.length}
            </Figure>{' '}
            {messages.people}
          </h3>
          <div id={`${id}-names`} hidden={!open}>
            <Names rows={rest} mixed={mixed} />
          </div>
        </>
      )}
    </section>
  )
}
