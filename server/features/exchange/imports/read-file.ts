import { setImmediate } from 'node:timers/promises'
import { Problem } from '../../../core/errors/problem.ts'
import type { SpreadsheetLimits } from '../../../core/spreadsheet/limits.ts'
import { readTables } from '../../../core/spreadsheet/read-table.ts'
import { SpreadsheetError } from '../../../core/spreadsheet/spreadsheet-error.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import { findRegister, type RegisterColumns } from '../register/match-columns.ts'
import { createRowParser } from '../register/parse-rows.ts'
import type { ParsedRow } from '../register/parsed-row.ts'
import { markSamePersons } from '../register/same-person-rules.ts'

/** A row with its cells as they stood in the file, kept where it has to go back. */
export type FileRow = ParsedRow & { cells?: string[] }

export type RegisterFile = {
  columns: RegisterColumns
  /** What stands above each column, for a file that goes back. */
  headers: string[]
  rows: FileRow[]
}

/** Rows that are parsed in one go: some milliseconds, so that the server answers others in between. */
const slice = 250

/** Somebody waits for the first look at a file that may be anything; the second is a job over one that was looked at. */
const patience = { upload: { timeMs: 30_000 }, job: { timeMs: 120_000 } }

/** Errors: a Problem with the sentence to say, for every file that is no register. */
export async function checkRegisterFile(bytes: Uint8Array): Promise<void> {
  await findTable(bytes, patience.upload)
}

/** The people of a register file, read in a thread and parsed in slices. Errors as checkRegisterFile. */
export async function readRegisterFile(bytes: Uint8Array, today: string): Promise<RegisterFile> {
  const { table, columns } = await findTable(bytes, patience.job)
  const parse = createRowParser(columns, { today })
  const rows: FileRow[] = []
  for (let start = 0; start < table.rows.length; start += slice) {
    rows.push(...parse(table.rows.slice(start, start + slice)))
    await setImmediate()
  }
  if (rows.length === 0)
    throw new Problem('input.unreadable', { message: '表里一个人也没有。请看看是不是选错了表。' })
  markSamePersons(rows)
  const headers = listHeaders(table, columns)
  keepCells(rows, table, headers.length)
  return { columns, headers, rows }
}

async function findTable(
  bytes: Uint8Array,
  limits: Partial<SpreadsheetLimits>,
): Promise<{ table: Table; columns: RegisterColumns }> {
  try {
    const found = findRegister(await readTables(bytes, limits))
    if (found) return found
  } catch (error) {
    if (error instanceof SpreadsheetError) throw new Problem(error.code, { message: error.message })
    throw error
  }
  throw new Problem('input.unreadable', {
    message: '表里没有找到花名册的表头。请看看有没有“姓名”这一列，是不是选错了文件。',
  })
}

function listHeaders(
  table: Table,
  { headerLine, columns, unknown, repeated, relabelled }: RegisterColumns,
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
function keepCells(rows: readonly FileRow[], table: Table, width: number): void {
  const byLine = new Map<number, Row>(table.rows.map((row) => [row.line, row]))
  for (const row of rows) {
    const source = byLine.get(row.line)
    if (!source) continue
    row.cells = Array.from({ length: width }, (_, index) => cellAt(source, index + 1)?.text ?? '')
  }
}
