import { zipSync } from 'fflate'
import { readXlsx, type Sheet } from 'hucre/xlsx'
import { toCell } from './cell-value.ts'
import { fillMerges } from './fill-merges.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { readNumberFormats } from './number-formats.ts'
import { type CellStyles, position, scanSheet } from './scan-sheet.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { columnName, type Row, type Table } from './table.ts'
import { unpackZip } from './unpack-zip.ts'
import { isCellPart, refuseTagFlood, requireWorkbook, sheetParts } from './workbook-parts.ts'

/**
 * The visible sheets of a workbook. The parser never sees the file that was sent, only a new archive of the
 * parts that were unpacked, counted and checked: what it reads is what was checked.
 * @throws SpreadsheetError
 */
export async function readXlsxTables(bytes: Uint8Array, limits: SpreadsheetLimits): Promise<Table[]> {
  const parts = unpackZip(bytes, limits, isCellPart)
  requireWorkbook(parts)
  refuseTagFlood(parts, limits.cells)
  const formats = readNumberFormats(parts.get('xl/styles.xml'))
  const styles = new Map<string, CellStyles>()
  const count = { cells: 0 }
  for (const [name, part] of sheetParts(parts)) styles.set(name, scanSheet(part, formats, limits, count))
  if (styles.size === 0) throw new SpreadsheetError('damaged')

  const checked = zipSync(Object.fromEntries(parts), { level: 0 })
  parts.clear()
  const workbook = await readXlsx(checked, {
    sheets: (sheet) => !sheet.hidden && !sheet.veryHidden && styles.has(sheet.name),
    range: `A1:${columnName(limits.columns)}${limits.rows}`,
  })
  return workbook.sheets.map((sheet) => {
    const cells = styles.get(sheet.name)
    return toTable(sheet, (row, column) => formats.get(cells?.get(position(row, column)) ?? -1), limits)
  })
}

function toTable(
  sheet: Sheet,
  formatAt: (row: number, column: number) => string | undefined,
  limits: SpreadsheetLimits,
): Table {
  const rows = sheet.rows.map((values, row): Row => {
    const cells = values.map((value, column) => {
      if (value === null || value === '') return null
      const failed = sheet.cells?.get(`${row},${column}`)?.type === 'error'
      return toCell(value, typeof value === 'string' ? undefined : formatAt(row, column), failed)
    })
    return { line: row + 1, cells }
  })
  fillMerges(rows, sheet.merges ?? [], limits)
  return { sheet: sheet.name, rows: rows.map(trimRow).filter((row) => row.cells.length > 0) }
}

function trimRow(row: Row): Row {
  const last = row.cells.findLastIndex((cell) => cell !== null)
  return { line: row.line, cells: row.cells.slice(0, last + 1) }
}
