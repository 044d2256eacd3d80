import type { CallOutput } from '../../../lib/call-types.ts'
import { formatDay } from '../../../lib/format-day.ts'
import { type Column, Ledger } from '../../../ui/ledger.tsx'
import { noticeWords as words } from './notice-words.ts'

type Snapshot = CallOutput<'previewVisitNotice'>['snapshot']
type Row = Snapshot['rows'][number]
const totals = ['households', 'visited', 'met', 'visits', 'visitors', 'demands', 'settled'] as const
const figures = ['households', 'visited', 'met', 'visits'] as const

const columns: Column<Row>[] = [
  { id: 'place', head: words.place, names: true, cell: (row) => row.name },
  ...figures.map((figure) => ({
    id: figure,
    head: words.totals[figure],
    num: true,
    cell: (row: Row) => row[figure],
  })),
]

/** The rows said one by one, where a table would go beyond the screen. */
function Said({ rows }: Pick<Snapshot, 'rows'>) {
  return (
    <ul className="look-lines">
      {rows.map((row) => (
        <li key={row.name} className="look-line">
          <b>{row.name}</b>
          <p>{words.row(row.households, row.visited, row.met, row.visits)}</p>
        </li>
      ))}
    </ul>
  )
}

type PreviewProps = { of: Snapshot; today: string; narrow?: boolean }

/** Each figure that the public will see, and no other. */
export function NoticePreview({ of, today, narrow = false }: PreviewProps) {
  return (
    <section>
      <h2>{words.preview}</h2>
      <p className="note">{words.asOf(formatDay(of.asOf, today))}</p>
      <dl className="desk-figures">
        {totals.map((total) => (
          <div key={total}>
            <dt>{words.totals[total]}</dt>
            <dd>{of.totals[total]}</dd>
          </div>
        ))}
        {of.purposes.map(({ label, visits }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{visits}</dd>
          </div>
        ))}
      </dl>
      {of.rows.length > 1 && narrow && <Said rows={of.rows} />}
      {of.rows.length > 1 && !narrow && (
        <Ledger caption={words.preview} columns={columns} rows={of.rows} keyOf={(row) => row.name} />
      )}
    </section>
  )
}
