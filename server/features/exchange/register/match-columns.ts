import type { RegisterKey } from '../../../../contract/register.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import { headerMeanings, isRunningNumber, normaliseHeader } from './header-text.ts'
import { findCode } from './parse-code.ts'

export type MatchedColumn = {
  key: RegisterKey
  /** 1-based, as in the file. */
  column: number
  /** As it stands in the file, on one line. */
  header: string
}

export type RegisterColumns = {
  /** The last row of the header; the people begin below it. */
  headerLine: number
  columns: MatchedColumn[]
  /** Headers that the register does not know; what stands under them is not taken. */
  unknown: { column: number; header: string }[]
  /** Headers for what another column already gives; that other one is taken. */
  repeated: MatchedColumn[]
  /** 党籍状态 whose cells hold 人员类别, which it then is. */
  relabelled: MatchedColumn[]
}

type MatchedHeaders = Omit<RegisterColumns, 'headerLine'>

/** Titles, dates and instructions may stand above the header, but not more rows than this. */
const SEARCHED_ROWS = 30

/**
 * Finds the header of a register by what its cells say, wherever it stands and in whatever order.
 * Undefined when no row has 姓名 and one more known header.
 */
export function matchColumns(table: Table): RegisterColumns | undefined {
  const index = findHeader(table.rows)
  const row = table.rows[index]
  if (!row) return undefined
  const next = table.rows[index + 1]
  const lower = next && continuesHeader(row, next) ? next : undefined
  const body = table.rows.slice(index + (lower ? 2 : 1))
  const matched = relabelCategory(assignKeys(headerTexts(row, lower)), body)
  return { ...matched, headerLine: (lower ?? row).line }
}

/** Of the sheets of a workbook the one that has most of the register's columns. */
export function findRegister(
  tables: readonly Table[],
): { table: Table; columns: RegisterColumns } | undefined {
  const found = tables.flatMap((table) => {
    const columns = matchColumns(table)
    return columns ? [{ table, columns }] : []
  })
  return found.toSorted((a, b) => b.columns.columns.length - a.columns.columns.length)[0]
}

/** The row that has most of the known headers; the first of equals. */
function findHeader(rows: readonly Row[]): number {
  let best = { index: -1, known: 1 }
  for (const [index, row] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const keys = new Set(row.cells.flatMap((cell) => (cell ? headerMeanings(cell.text) : [])[0]?.key ?? []))
    if (keys.has('name') && keys.size > best.known) best = { index, known: keys.size }
  }
  return best.index
}

/** A second row of a header in two storeys: everything in it is a header too, and no person. */
function continuesHeader(row: Row, below: Row): boolean {
  const texts = below.cells.flatMap((cell) => (cell && !cell.filled ? [cell.text] : []))
  if (texts.length === 0 || !texts.every((text) => headerMeanings(text).length > 0)) return false
  return below.cells.every((cell, index) => {
    const above = row.cells[index]
    return !cell || cell.filled || !above || headerMeanings(above.text).length === 0
  })
}

/** For each column what names it: the lower storey where that is a known header, else the upper. */
function headerTexts(row: Row, below: Row | undefined): string[] {
  const width = Math.max(row.cells.length, below?.cells.length ?? 0)
  return Array.from({ length: width }, (_, index) => {
    const upper = ownText(row, index + 1)
    const lower = below ? ownText(below, index + 1) : ''
    return headerMeanings(lower).length > 0 ? lower : upper || lower
  })
}

/** What a merge carries on from the column to the left names only that column. */
function ownText(row: Row, column: number): string {
  const cell = cellAt(row, column)
  const carried = cell?.filled && cellAt(row, column - 1)?.text === cell.text
  return cell && !carried ? cell.text : ''
}

/** Each header takes its surest meaning; a surer header takes a key from a less sure one, which tries its next. */
function assignKeys(headers: readonly string[]): MatchedHeaders {
  const claims = headers.flatMap((header, index) =>
    headerMeanings(header).map(({ key, rank }) => ({
      key,
      rank,
      column: index + 1,
      header: oneLine(header),
    })),
  )
  const taken = new Map<RegisterKey, MatchedColumn>()
  const placed = new Set<number>()
  for (const { key, column, header } of claims.toSorted((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (taken.has(key) || placed.has(column)) continue
    taken.set(key, { key, column, header })
    placed.add(column)
  }
  const repeated = claims.filter(({ column }, i) => !placed.has(column) && claims[i - 1]?.column !== column)
  const unknown = headers.flatMap((header, index) =>
    normaliseHeader(header) === '' || headerMeanings(header).length > 0 || isRunningNumber(header)
      ? []
      : [{ column: index + 1, header: oneLine(header) }],
  )
  const columns = [...taken.values()].sort((a, b) => a.column - b.column)
  return {
    columns,
    unknown,
    repeated: repeated.map(({ key, column, header }) => ({ key, column, header })),
    relabelled: [],
  }
}

/** Some registers write 正式党员 and 预备党员 under 党籍状态: the category, or the category once more. */
function relabelCategory(matched: MatchedHeaders, body: readonly Row[]): MatchedHeaders {
  const status = matched.columns.find((column) => column.key === 'membershipStatus')
  if (!status || !holdsCategories(status, body)) return matched
  const relabelled: MatchedColumn = { ...status, key: 'category' }
  const others = matched.columns.filter((column) => column !== status)
  if (others.some((column) => column.key === 'category')) {
    return { ...matched, columns: others, repeated: [...matched.repeated, relabelled] }
  }
  const columns = matched.columns.map((column) => (column === status ? relabelled : column))
  return { ...matched, columns, relabelled: [relabelled] }
}

function holdsCategories(status: MatchedColumn, body: readonly Row[]): boolean {
  const texts = body.flatMap((row) => cellAt(row, status.column)?.text.trim() || [])
  const categories = texts.filter((text) => findCode('category', text) && !findCode('membershipStatus', text))
  // A note below the table may stand in the column too.
  return categories.length > 0 && categories.length >= texts.length * 0.8
}

function oneLine(header: string): string {
  return header.replace(/\s+/g, ' ').trim()
}
