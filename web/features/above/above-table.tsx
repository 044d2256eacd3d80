import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

type Board = CallOutput<'getAboveBoard'>
type Row = Board['rows'][number]
type Key = Exclude<keyof Board['totals'], never>

const { heads } = messages
const keys: readonly Key[] = [
  'counties',
  'branches',
  'members',
  'activities',
  'dutiesDue',
  'dutiesDone',
  'dutiesLate',
  'casesOpen',
  'casesLate',
]

export function sayCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** A county's own line opens to nothing further: what is behind it is the county's. */
function nameOf(row: Row, linkTo: (code: string) => string) {
  return row.opens ? <a href={linkTo(row.code)}>{row.name}</a> : row.name
}

type TableProps = { board: Board; linkTo: (code: string) => string }

export function AboveTable({ board, linkTo }: TableProps) {
  const { today } = useSession()
  const isOfCounties = board.rows.every((row) => !row.opens)
  const shown = keys.filter((key) => !(isOfCounties && key === 'counties'))
  const columns: Column<Row>[] = [
    { id: 'name', head: heads.name, names: true, cell: (row) => nameOf(row, linkTo) },
    ...shown.map((key) => ({
      id: key,
      head: heads[key],
      num: true,
      cell: (row: Row) => sayCount(row[key]),
      sortBy: (row: Row) => row[key],
    })),
    {
      id: 'refreshed',
      head: heads.refreshed,
      tight: true,
      cell: (row) => formatInstant(row.refreshedAt, today),
      sortBy: (row) => row.refreshedAt,
    },
  ]
  const sums = shown.map((key) => [key, sayCount(board.totals[key])] as const)
  const closing = { cells: { name: messages.total, ...Object.fromEntries(sums) } }
  const name = board.path[board.path.length - 1]?.name ?? ''
  return (
    <Ledger
      caption={messages.caption(name, messages.monthOf(board.month))}
      columns={columns}
      keyOf={(row) => `${row.code} ${row.name} ${board.rows.indexOf(row)}`}
      parts={[{ id: 'all', rows: board.rows, closing }]}
    />
  )
}
