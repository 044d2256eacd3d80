import { setImmediate } from 'node:timers/promises'
import { Problem } from '../../../core/errors/problem.ts'
import { readingMs } from '../../../core/spreadsheet/limits.ts'
import { readTables } from '../../../core/spreadsheet/read-table.ts'
import { SpreadsheetError } from '../../../core/spreadsheet/spreadsheet-error.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import type { FoundList, MatchedColumns } from '../register/match-columns.ts'

/** A row with its cells as they stood in the file, kept where it has to go back. */
export type FileRowOf<R> = R & { cells?: string[] }

export type ListFile<K extends string, R> = {
  columns: MatchedColumns<K>
  /** What stands above each column, for a file that goes back. */
  headers: string[]
  rows: FileRowOf<R>[]
}

/** How a file of one kind of list is found and taken apart. */
export type ListForm<K extends string, R> = {
  find(tables: readonly Table[]): FoundList<K> | undefined
  createParser(columns: MatchedColumns<K>, today: string): (rows: readonly Row[]) => FileRowOf<R>[]
  /** What is said of a file without such a header, and of one with nobody below it. */
  noHeader: string
  nobody: string
}

/** Rows that are parsed in one go: some milliseconds, so that the server answers others in between. */
const slice = 250

/** Errors: a Problem with the sentence to say, for every file that is no such list. */
export async function checkFile(bytes: Uint8Array, form: ListForm<string, unknown>): Promise<void> {
  await findTable(bytes, form, readingMs.person)
}

/** The rows of a list, read in a thread and parsed in slices. Errors as checkFile. */
export async function readFile<K extends string, R extends { line: number }>(
  bytes: Uint8Array,
  form: ListForm<K, R>,
  today: string,
): Promise<ListFile<K, R>> {
  const { table, columns } = await findTable(bytes, form, readingMs.job)
  const parse = form.createParser(columns, today)
  const rows: FileRowOf<R>[] = []
  for (let start = 0; start < table.rows.length; start += slice) {
    rows.push(...parse(table.rows.slice(start, start + slice)))
    await setImmediate()
  }
  if (rows.length === 0) throw new Problem('input.unreadable', { message: form.nobody })
  const headers = listHeaders(table, columns)
  keepCells(rows, table, headers.length)
  return { columns, headers, rows }
}

async function findTable<K extends string, R>(
  bytes: Uint8Array,
  form: Pick<ListForm<K, R>, 'find' | 'noHeader'>,
  timeMs: number,
): Promise<FoundList<K>> {
  try {
    const found = form.find(await readTables(bytes, { timeMs }))
    if (found) return found
  } catch (error) {
    if (error instanceof SpreadsheetError) throw new Problem(error.code, { message: error.message })
    throw error
  }
  throw new Problem('input.unreadable', { message: form.noHeader })
}

function listHeaders<K extends string>(
  table: Table,
  { headerLine, columns, unknown, repeated, relabelled }: MatchedColumns<K>,
): string[] {
  const header = table.rows.find((row) => row.line === headerLine)
  const named = [...columns, ...unknown, ...repeated, ...relabelled]
  const width = Math.max(header?.cells.length ?? 0, ...named.map((one) => one.column))
  const byColumn = new Map(named.map((one) => [one.column, one.header]))
  return Array.from({ length: width }, (_, index) => {
    const own = header ? (cellAt(header, index + 1)?.text ?? '') : ''
    return byColumn.get(index + 1) ?? own.replace(/\s+/g, ' ').trim()
  })
}

/** Any row may be refused once it is held against the register, so every row keeps what it would go back with. */
function keepCells(rows: readonly FileRowOf<{ line: number }>[], table: Table, width: number): void {
  const byLine = new Map<number, Row>(table.rows.map((row) => [row.line, row]))
  for (const row of rows) {
    const source = byLine.get(row.line)
    if (!source) continue
    row.cells = Array.from({ length: width }, (_, index) => cellAt(source, index + 1)?.text ?? '')
  }
}
