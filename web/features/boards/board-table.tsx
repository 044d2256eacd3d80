import type { ReactNode } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import type { BoardWhy } from './board-view.ts'
import { messages } from './messages.ts'

type Board = CallOutput<'getBoard'>

/** A line of the board; `at` is what its figures open to, nothing where they name somebody who may not be named. */
type Line = {
  key: string
  label: ReactNode
  name: string
  cells: readonly number[]
  points: number
  grade?: string | null
  at: BoardWhy | undefined
}

type TableProps = { board: Board; why: BoardWhy | undefined; onWhy: (why: BoardWhy | undefined) => void }

function linesOf({ members, moved, below }: Board, linkTo: (orgId: number) => string): Line[] {
  const people = members.map(({ memberId, label, cells, points, grade }, at) => ({
    key: memberId ?? `person-${at}`,
    label,
    name: label,
    cells,
    points,
    grade,
    at: memberId ? { memberId } : undefined,
  }))
  const gone = moved
    ? [{ key: 'moved', label: messages.board.moved(moved.count), name: '', at: undefined, ...moved }]
    : []
  const orgs = below.map(({ orgId, name, cells, points }) => ({
    key: `org-${orgId}`,
    label: <a href={linkTo(orgId)}>{name}</a>,
    name,
    cells,
    points,
    at: { orgId },
  }))
  return [...people, ...gone, ...orgs]
}

function isSame(one: BoardWhy | undefined, other: BoardWhy): boolean {
  return (
    one !== undefined &&
    one.memberId === other.memberId &&
    one.orgId === other.orgId &&
    one.ruleId === other.ruleId
  )
}

type CellProps = Pick<TableProps, 'why' | 'onWhy'> & {
  points: number
  to: BoardWhy | undefined
  name: string
  column: string
}

function Cell({ points, to, name, column, why, onWhy }: CellProps) {
  if (points === 0) return <span className="nought">—</span>
  if (!to) return <>{formatPoints(points)}</>
  const open = isSame(why, to)
  return (
    <Figure
      open={open}
      onToggle={() => onWhy(open ? undefined : to)}
      label={messages.board.openCell(name, column, points)}
    >
      {formatPoints(points)}
    </Figure>
  )
}

/** Start values are no facts: there is nothing behind them to open. */
function cellOf(line: Line, column: Board['columns'][number], at: number, props: TableProps): ReactNode {
  const to =
    line.at && column.kind === 'rule' && column.ruleId !== null
      ? { ...line.at, ruleId: column.ruleId }
      : undefined
  return <Cell {...props} points={line.cells[at] ?? 0} to={to} name={line.name} column={column.name} />
}

function columnsOf(props: TableProps): Column<Line>[] {
  const { board } = props
  const { heads } = messages.board
  return [
    {
      id: 'who',
      head: board.below.length > 0 ? heads.org : heads.who,
      names: true,
      cell: (line) => line.label,
    },
    ...board.columns.map((column, at) => ({
      id: `c${at}`,
      head: column.name,
      num: true,
      cell: (line: Line) => cellOf(line, column, at, props),
    })),
    {
      id: 'total',
      head: heads.total,
      num: true,
      cell: (line) => (
        <Cell {...props} points={line.points} to={line.at} name={line.name} column={heads.total} />
      ),
    },
    // Beside the figure that it is of, which opens; where no scheme has grades there is no such column.
    ...(board.members.some(({ grade }) => grade !== null)
      ? [{ id: 'grade', head: heads.grade, cell: (line: Line) => line.grade ?? '' }]
      : []),
  ]
}

/** The sums; above names they open to the records behind a column, where people are counted. */
function closingOf(props: TableProps): Record<string, ReactNode> {
  const { board } = props
  const { orgId, name } = board.organisation
  const sum: Line = {
    key: 'sum',
    label: null,
    name,
    cells: board.totals.cells,
    points: board.totals.points,
    at: { orgId },
  }
  const cells = board.columns.map((column, at) => [`c${at}`, cellOf(sum, column, at, props)] as const)
  const total = (
    <Cell {...props} points={sum.points} to={sum.at} name={name} column={messages.board.heads.total} />
  )
  return { who: messages.board.total, ...Object.fromEntries(cells), total }
}

type BoardTableProps = TableProps & { linkTo: (orgId: number) => string }

/** The live board as the publication will show it: names in stroke order, or what stands below in its order. */
export function BoardTable({ linkTo, ...props }: BoardTableProps) {
  const { board } = props
  return (
    <Ledger
      caption={messages.board.caption(board.organisation.name, board.period.label)}
      columns={columnsOf(props)}
      parts={[{ id: 'all', rows: linesOf(board, linkTo), closing: { cells: closingOf(props) } }]}
      keyOf={(line) => line.key}
    />
  )
}
