import { Fragment, type ReactNode, useState } from 'react'
import './ledger.css'

export type Column<Row> = {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Figures stand to the right, digit under digit. */
  num?: boolean
  /** A date or a number of a record: never broken over two lines. */
  tight?: boolean
  /** The column that names the row; a screen reader says it with every cell. */
  names?: boolean
  /** Its head is a button that puts the rows of each part in this order, the largest first, and then the other way. */
  sortBy?: (row: Row) => number | string
}

type Sorted = { id: string; up: boolean }

/** 结账线: what one red rule closes (a month), or two (a year), by the column's id. */
export type Closing = { cells: Record<string, ReactNode>; year?: boolean }

/** A run of rows, with the rule that closes it, and the name it stands under. */
export type LedgerPart<Row> = { id: string; title?: ReactNode; rows: readonly Row[]; closing?: Closing }

type LedgerProps<Row> = {
  /** Said to who cannot see the table: what it is a table of. */
  caption: string
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string | number
  /** The row that is open, and what it opens to, in place below it. */
  openKey?: string | number | undefined
  open?: (row: Row) => ReactNode
  /** The head row may be left to a screen reader where the columns speak for themselves. */
  quietHead?: boolean
} & (
  | { parts: readonly LedgerPart<Row>[] }
  /** One run of rows; `none` is what is said in the place of an empty table. */
  | { rows: readonly Row[]; none?: string }
)

function cellClass<Row>(column: Column<Row>): string | undefined {
  if (column.num) return 'num'
  return column.tight ? 'tight' : undefined
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row)
  if (column.names) return <th scope="row">{content}</th>
  return <td className={cellClass(column)}>{content}</td>
}

function ClosingRow<Row>({ closing, columns }: { closing: Closing; columns: readonly Column<Row>[] }) {
  return (
    <tr className={closing.year ? 'closes-year' : 'closes'}>
      {columns.map((column) =>
        column.names ? (
          <th key={column.id} scope="row">
            {closing.cells[column.id]}
          </th>
        ) : (
          <td key={column.id} className={cellClass(column)}>
            {closing.cells[column.id]}
          </td>
        ),
      )}
    </tr>
  )
}

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Equal ones stay in the order in which they came. */
function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorted: Sorted | undefined,
): readonly Row[] {
  const by = columns.find(({ id }) => id === sorted?.id)?.sortBy
  if (!by) return rows
  const sign = sorted?.up ? 1 : -1
  return [...rows].sort((a, b) => sign * compare(by(a), by(b)))
}

type HeadProps<Row> = { column: Column<Row>; sorted: Sorted | undefined; onSort: (sorted: Sorted) => void }

function Head<Row>({ column, sorted, onSort }: HeadProps<Row>) {
  const { id, head, sortBy } = column
  if (!sortBy) {
    return (
      <th scope="col" className={cellClass(column)}>
        {head}
      </th>
    )
  }
  const up = sorted?.id === id ? sorted.up : undefined
  const said = up ? ('ascending' as const) : ('descending' as const)
  return (
    <th scope="col" className={cellClass(column)} aria-sort={up === undefined ? undefined : said}>
      <button type="button" className="sorts" onClick={() => onSort({ id, up: up === false })}>
        {head}
      </button>
    </th>
  )
}

function Rows<Row>({ columns, part, keyOf, openKey, open }: LedgerProps<Row> & { part: LedgerPart<Row> }) {
  return (
    <>
      {part.rows.map((row) => {
        const isOpen = open !== undefined && keyOf(row) === openKey
        return (
          <Fragment key={keyOf(row)}>
            <tr className={isOpen ? 'open' : undefined}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
            {isOpen && (
              <tr className="facts">
                <td colSpan={columns.length}>{open(row)}</td>
              </tr>
            )}
          </Fragment>
        )
      })}
    </>
  )
}

/** A ruled table as in an account book. On a narrow screen it scrolls inside itself, never the page. */
export function Ledger<Row>(props: LedgerProps<Row>) {
  const { caption, columns, quietHead } = props
  const [sorted, setSorted] = useState<Sorted>()
  if ('rows' in props && props.rows.length === 0 && props.none !== undefined) return <p>{props.none}</p>
  const parts = 'rows' in props ? [{ id: 'all', rows: props.rows }] : props.parts
  return (
    <div className="ledger-wrap">
      <table className="ledger">
        <caption className="sr">{caption}</caption>
        <thead className={quietHead ? 'sr' : undefined}>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorted={sorted} onSort={setSorted} />
            ))}
          </tr>
        </thead>
        {parts.map((part) => (
          <tbody key={part.id}>
            {part.title !== undefined && (
              <tr className="part">
                <th colSpan={columns.length} scope="rowgroup">
                  {part.title}
                </th>
              </tr>
            )}
            <Rows {...props} part={{ ...part, rows: inOrder(part.rows, columns, sorted) }} />
            {part.closing && <ClosingRow closing={part.closing} columns={columns} />}
          </tbody>
        ))}
      </table>
    </div>
  )
}
