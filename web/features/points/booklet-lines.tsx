import type { ReactNode } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatShortDay } from '../../lib/format-day.ts'
import { formatGain, formatPoints } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger, type LedgerPart } from '../../ui/ledger.tsx'
import { lineOf } from './booklet-view.ts'
import { messages } from './messages.ts'

export type Booklet = CallOutput<'getBooklet'>
export type BookletLine = Booklet['months'][number]['entries'][number]
const words = messages.booklet

/** Why a line was taken back, by the line: the award wears the reason of what cancels it. */
function reasonsOf(booklet: Booklet): Map<string, string | null> {
  const lines = booklet.months.flatMap((month) => month.entries)
  return new Map(
    lines
      .filter((line) => line.reversalOf !== null)
      .map((line) => [lineOf({ ...line, revision: line.reversalOf ?? 0 }), line.reason]),
  )
}

export function nameLine(line: BookletLine): string {
  return line.reversalOf === null ? line.what : words.reversal(line.day, line.what)
}

function What({ line, taken }: { line: BookletLine; taken: string | null | undefined }) {
  const note =
    line.reversalOf === null
      ? line.reversedBy !== null && words.reversed(taken ?? null)
      : line.reason && words.because(line.reason)
  return (
    <>
      {nameLine(line)}
      {note && <small className="aside">{note}</small>}
      {line.underObjection && <small className="aside">{words.checking}</small>}
    </>
  )
}

type LinesProps = {
  booklet: Booklet
  today: string
  /** The columns of an account book at a desk; on a phone three, the newest month first. */
  wide: boolean
  open: string | undefined
  onOpen: (line: string | undefined) => void
  /** What a line opens to. */
  why: (line: BookletLine) => ReactNode
}

function columnsOf({ booklet, wide, open, onOpen }: LinesProps): Column<BookletLine>[] {
  const { heads } = words
  const taken = reasonsOf(booklet)
  const points: Column<BookletLine> = {
    id: 'points',
    head: heads.points,
    num: true,
    cell: (line) => (
      <Figure
        open={lineOf(line) === open}
        onToggle={() => onOpen(lineOf(line) === open ? undefined : lineOf(line))}
        label={words.openEntry(nameLine(line), line.points)}
      >
        {formatGain(line.points)}
      </Figure>
    ),
  }
  const plain: Column<BookletLine>[] = [
    { id: 'day', head: heads.day, tight: true, cell: (line) => formatShortDay(line.bookedOn) },
    {
      id: 'what',
      head: heads.what,
      names: true,
      cell: (line) => <What line={line} taken={taken.get(lineOf(line))} />,
    },
  ]
  if (!wide) return [...plain, points]
  return [
    ...plain,
    { id: 'rule', head: heads.rule, cell: (line) => line.ruleName },
    points,
    { id: 'balance', head: heads.balance, num: true, cell: (line) => formatPoints(line.balance) },
    { id: 'record', head: heads.record, tight: true, cell: (line) => line.source.serial },
  ]
}

function monthsOf({ booklet, wide }: LinesProps): LedgerPart<BookletLine>[] {
  const months = wide ? booklet.months : [...booklet.months].reverse()
  return months.map(({ month, points, entries }) => ({
    id: month,
    rows: entries,
    closing: {
      cells: wide
        ? { what: words.monthTotal(month), points: formatPoints(points) }
        : { day: words.month(month), what: words.monthSum, points: formatPoints(points) },
    },
  }))
}

function yearOf({ booklet, today }: LinesProps): LedgerPart<BookletLine> {
  const { year, total } = booklet
  const isNow = today.startsWith(`${year}-`)
  const cells = {
    what: isNow ? words.yearSoFar(today) : words.yearTotal(year),
    points: formatPoints(total),
    balance: formatPoints(total),
  }
  return { id: 'year', rows: [], closing: { cells, year: true } }
}

/** The pages of the book: opening, months with their closing rule, the running balance, the year's double rule. */
export function BookletLines(props: LinesProps) {
  const { booklet, wide, open, why } = props
  const opening = { id: 'opening', title: words.opening(booklet.start), rows: [] }
  const parts = wide
    ? [opening, ...monthsOf(props), yearOf(props)]
    : [...monthsOf(props), ...(booklet.start === 0 ? [] : [opening])]
  return (
    <div className={wide ? 'book' : 'book narrow'}>
      <Ledger
        caption={words.caption(booklet.member.name, booklet.year)}
        columns={columnsOf(props)}
        parts={parts}
        keyOf={lineOf}
        openKey={open}
        open={why}
      />
    </div>
  )
}
