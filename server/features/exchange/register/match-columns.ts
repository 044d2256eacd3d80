import type { RegisterKey } from '../../../../contract/register.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import { type HeaderMeanings, headerMeanings, isRunningNumber, normaliseHeader } from './header-text.ts'
import { findCode } from './parse-code.ts'

export type MatchedColumn<K extends string = RegisterKey> = {
  key: K
  /** 1-based, as in the file. */
  column: number
  /** As it stands in the file, on one line. */
  header: string
}

export type MatchedColumns<K extends string> = {
  /** The last row of the header; the people begin below it. */
  headerLine: number
  columns: MatchedColumn<K>[]
  /** Headers that the register does not know; what stands under them is not taken. */
  unknown: { column: number; header: string }[]
  /** Headers for what another column already gives; that other one is taken. */
  repeated: MatchedColumn<K>[]
  /** 党籍状态 whose cells hold 人员类别, which it then is. */
  relabelled: MatchedColumn<K>[]
}
export type RegisterColumns = MatchedColumns<RegisterKey>

type MatchedHeaders<K extends string> = Omit<MatchedColumns<K>, 'headerLine'>

/** What a list's header is found by: its headers, and the one without which it is no such list. */
export type KnownList<K extends string> = { meaningsOf: HeaderMeanings<K>; mustHave: K }

/** Titles, dates and instructions may stand above the header, but not more rows than this. */
const SEARCHED_ROWS = 30

/** Undefined when no row has 姓名 and one more known header. */
export function matchColumns(table: Table): RegisterColumns | undefined {
  const matched = matchList(table, { meaningsOf: headerMeanings, mustHave: 'name' })
  if (!matched) return undefined
  const body = table.rows.filter((row) => row.line > matched.headerLine)
  return { ...relabelCategory(matched, body), headerLine: matched.headerLine }
}

/**
 * Finds the header of a list by what its cells say, wherever it stands and in whatever order.
 * Undefined when no row has what the list must have and one more known header.
 */
export function matchList<K extends string>(
  table: Table,
  known: KnownList<K>,
): MatchedColumns<K> | undefined {
  const { meaningsOf } = known
  const index = findHeader(table.rows, known)
  const row = table.rows[index]
  if (!row) return undefined
  const next = table.rows[index + 1]
  const lower = next && continuesHeader(row, next, meaningsOf) ? next : undefined
  const matched = assignKeys(headerTexts(row, lower, meaningsOf), meaningsOf)
  return { ...matched, headerLine: (lower ?? row).line }
}

export type FoundList<K extends string> = { table: Table; columns: MatchedColumns<K> }

/** Of the sheets of a workbook the one that has most of the register's columns. */
export function findRegister(tables: readonly Table[]): FoundList<RegisterKey> | undefined {
  return findList(tables, matchColumns)
}

/** Of the sheets of a workbook the one that has most of a list's columns. */
export function findList<K extends string>(
  tables: readonly Table[],
  match: (table: Table) => MatchedColumns<K> | undefined,
): FoundList<K> | undefined {
  const found = tables.flatMap((table) => {
    const columns = match(table)
    return columns ? [{ table, columns }] : []
  })
  return found.toSorted((a, b) => b.columns.columns.length - a.columns.columns.length)[0]
}

/** The row that has most of the known headers; the first of equals. */
function findHeader<K extends string>(rows: readonly Row[], { meaningsOf, mustHave }: KnownList<K>): number {
  let best = { index: -1, known: 1 }
  for (const [index, row] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const keys = new Set(row.cells.flatMap((cell) => (cell ? meaningsOf(cell.text) : [])[0]?.key ?? []))
    if (keys.has(mustHave) && keys.size > best.known) best = { index, known: keys.size }
  }
  return best.index
}

/** A second row of a header in two storeys: everything in it is a header too, and no person. */
function continuesHeader(row: Row, below: Row, meaningsOf: HeaderMeanings<string>): boolean {
  const texts = below.cells.flatMap((cell) => (cell && !cell.filled ? [cell.text] : []))
  if (texts.length === 0 || !texts.every((text) => meaningsOf(text).length > 0)) return false
  return below.cells.every((cell, index) => {
    const above = row.cells[index]
    return !cell || cell.filled || !above || meaningsOf(above.text).length === 0
  })
}

/** For each column what names it: the lower storey where that is a known header, else the upper. */
function headerTexts(row: Row, below: Row | undefined, meaningsOf: HeaderMeanings<string>): string[] {
  const width = Math.max(row.cells.length, below?.cells.length ?? 0)
  return Array.from({ length: width }, (_, index) => {
    const upper = ownText(row, index + 1)
    const lower = below ? ownText(below, index + 1) : ''
    return meaningsOf(lower).length > 0 ? lower : upper || lower
  })
}

/** What a merge carries on from the column to the left names only that column. */
function ownText(row: Row, column: number): string {
  const cell = cellAt(row, column)
  const carried = cell?.filled && cellAt(row, column - 1)?.text === cell.text
  return cell && !carried ? cell.text : ''
}

/** Each header takes its surest meaning; a surer header takes a key from a less sure one, which tries its next. */
function assignKeys<K extends string>(
  headers: readonly string[],
  meaningsOf: HeaderMeanings<K>,
): MatchedHeaders<K> {
  const claims = headers.flatMap((header, index) =>
    meaningsOf(header).map(({ key, rank }) => ({
      key,
      rank,
      column: index + 1,
      header: oneLine(header),
    })),
  )
  const taken = new Map<K, MatchedColumn<K>>()
  const placed = new Set<number>()
  for (const { key, column, header } of claims.toSorted((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (taken.has(key) || placed.has(column)) continue
    taken.set(key, { key, column, header })
    placed.add(column)
  }
  const repeated = claims.filter(({ column }, i) => !placed.has(column) && claims[i - 1]?.column !== column)
  const unknown = headers.flatMap((header, index) =>
    normaliseHeader(header) === '' || meaningsOf(header).length > 0 || isRunningNumber(header)
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
function relabelCategory(
  matched: MatchedHeaders<RegisterKey>,
  body: readonly Row[],
): MatchedHeaders<RegisterKey> {
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
