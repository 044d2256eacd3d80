import '../../ui/times.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatShortDay } from '../../lib/format-day.ts'
import { formatGain, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

type Publication = CallOutput<'getPublication'>
export type Snapshot = NonNullable<Publication['snapshot']>
type Mark = Publication['marks'][number]
type Line = Snapshot['rows'][number] & { at: number; marks: readonly Mark[] }

const words = messages.one

/** What became of objections to a row: one being looked into, else what was answered. The public page says the same. */
function sayMark({ points, marks }: Line): string | undefined {
  if (marks.length === 0) return undefined
  if (marks.some((mark) => mark.state === 'open')) return words.marks.open
  const corrected = marks.filter((mark) => mark.state === 'corrected')
  const changed = corrected[corrected.length - 1]?.change
  if (changed) return words.marks.changed(points + changed)
  return corrected.length > 0 ? words.marks.corrected : words.marks.kept
}

function Facts({ line, columns, recordPath }: FactsProps) {
  const extras = columns.flatMap(({ kind, name }, at) => {
    const points = line.cells[at] ?? 0
    return kind !== 'rule' && points !== 0 ? [{ name, points }] : []
  })
  return (
    <>
      <p>{words.facts(line.name, line.facts.length)}</p>
      <ul className="times">
        {extras.map(({ name, points }) => (
          <li key={name}>
            <div className="time">
              <span className="tight" />
              <span className="tight" />
              <span>{name}</span>
              <b className="num">{formatGain(points)}</b>
            </div>
          </li>
        ))}
        {line.facts.map((fact, no) => (
          <li key={no}>
            <div className="time">
              <span className="tight">{formatShortDay(fact.day)}</span>
              <span className="tight" />
              <span>
                {fact.text}
                {line.marks.some((mark) => mark.fact === no && mark.state === 'open') && (
                  <small className="aside">{words.marks.open}</small>
                )}
              </span>
              <b className="num">{formatGain(fact.points)}</b>
            </div>
          </li>
        ))}
      </ul>
      {recordPath && (
        <div className="two">
          <LinkButton href={to(recordPath(line.at))}>{words.recordFor}</LinkButton>
        </div>
      )}
    </>
  )
}

type RecordPath = ((row: number) => string) | undefined
type FactsProps = { line: Line; columns: Snapshot['columns']; recordPath: RecordPath }

type SnapshotProps = {
  snapshot: Snapshot
  marks: readonly Mark[]
  /** All columns at a desk; on a phone the sum, and the rest when a row is opened. */
  wide: boolean
  /** Where somebody's objection to a row is written down; without one there is no such link. */
  recordPath: RecordPath
}

type Opening = { open: number | undefined; onOpen: (at: number | undefined) => void }

function linesOf({ snapshot, marks }: SnapshotProps): Line[] {
  const { rows, moved } = snapshot
  const lines = rows.map((row, at) => ({ ...row, at, marks: marks.filter((mark) => mark.row === at) }))
  if (!moved) return lines
  const { cells, points } = moved
  return [...lines, { name: messages.board.moved(moved.count), cells, points, facts: [], at: -1, marks: [] }]
}

const nought = <span className="nought">—</span>

function cellColumns({ snapshot }: SnapshotProps): Column<Line>[] {
  return snapshot.columns.map(({ name }, at) => ({
    id: `c${at}`,
    head: name,
    num: true,
    cell: (line) => (line.cells[at] ? formatPoints(line.cells[at] ?? 0) : nought),
  }))
}

function columnsOf(props: SnapshotProps, { open, onOpen }: Opening): Column<Line>[] {
  const { heads } = messages.board
  return [
    {
      id: 'who',
      head: heads.who,
      names: true,
      cell: (line) => (
        <>
          {line.name}
          {line.marks.length > 0 && <small className="aside">{sayMark(line)}</small>}
        </>
      ),
    },
    ...(props.wide ? cellColumns(props) : []),
    {
      id: 'total',
      head: heads.total,
      num: true,
      cell: (line) =>
        line.facts.length === 0 ? (
          formatPoints(line.points)
        ) : (
          <Figure
            open={open === line.at}
            onToggle={() => onOpen(open === line.at ? undefined : line.at)}
            label={words.openFacts(line.name, line.points)}
          >
            {formatPoints(line.points)}
          </Figure>
        ),
    },
  ]
}

function openWith({ snapshot, recordPath }: SnapshotProps) {
  return (line: Line) => <Facts line={line} columns={snapshot.columns} recordPath={recordPath} />
}

/** The list as it is frozen: names in stroke order, each total open to what it is made of. */
export function SnapshotTable(props: SnapshotProps) {
  const [open, onOpen] = useState<number>()
  const { title, period, totals } = props.snapshot
  const sums = Object.fromEntries(totals.cells.map((points, at) => [`c${at}`, formatPoints(points)]))
  const closing = { cells: { who: words.total, ...sums, total: formatPoints(totals.points) } }
  return (
    <Ledger
      caption={`${title}，${period.label}`}
      columns={columnsOf(props, { open, onOpen })}
      parts={[{ id: 'all', rows: linesOf(props), closing }]}
      keyOf={(line) => line.at}
      openKey={open}
      open={openWith(props)}
    />
  )
}
