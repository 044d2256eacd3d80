import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { escapeFormula } from './escape-formula.ts'
import type { CellToWrite, ColumnToWrite, ListToChoose } from './thread-messages.ts'

const HEADER: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EFEFEF' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: { bottom: { style: 'thin' } },
  numFmt: '@',
}

/** A workbook that grows sheet by sheet and batch by batch; `addRows` goes to the sheet that was added last. */
export function createWorkbook() {
  const sheets: (WriteSheet & { rows: CellValue[][] })[] = []
  return {
    addSheet(name: string, columns: readonly ColumnToWrite[], lists: readonly ListToChoose[] = []): void {
      const header = columns.map((column) => writableText(column.header))
      sheets.push({
        name: sheetName(name),
        columns: columns.map((column) => ({
          width: column.width ?? headerWidth(column.header),
          ...(column.kind === 'number' ? {} : { numFmt: '@' }),
        })),
        cells: new Map(
          header.map((value, index): [string, Partial<Cell>] => [`0,${index}`, { value, style: HEADER }]),
        ),
        rows: [header],
        freezePane: { rows: 1 },
        dataValidations: lists.map(({ cells, from, strict }) => ({
          type: 'list',
          range: cells,
          formula1: from,
          allowBlank: true,
          showErrorMessage: strict,
          errorTitle: '不在词表里',
          errorMessage: '请从列出来的词里选一个，或者空着。',
        })),
      })
    },
    addRows(rows: readonly (readonly CellToWrite[])[]): void {
      const sheet = sheets.at(-1)
      for (const row of rows) sheet?.rows.push(row.map(writableCell))
    },
    toBytes(): Promise<Uint8Array> {
      return writeXlsx({ sheets })
    },
  }
}

function writableCell(value: CellToWrite): CellValue {
  if (value === undefined || value === '') return null
  return typeof value === 'string' ? writableText(value) : value
}

/** `_x0041_` in a cell is read as an escaped A unless its own underscore is escaped (ECMA-376, ST_Xstring). */
function writableText(text: string): string {
  return escapeFormula(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** Excel refuses a file whose sheet names hold these characters or are longer than 31. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31)
      .trim() || '表'
  )
}

function headerWidth(header: string): number {
  let width = 0
  for (const letter of header) width += letter > '\u00ff' ? 2 : 1
  return Math.min(60, Math.max(8, width + 4))
}
