import { parseCsv } from 'hucre/csv'
import { isUtf16 } from './detect-kind.ts'
import { unescapeFormula } from './escape-formula.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { Cell, Row, Table } from './table.ts'

/**
 * A text file as a table. UTF-8 with or without its mark, UTF-16 with it, else GB18030;
 * separated by comma, tab or semicolon. A row's `line` counts records, as a spreadsheet program would show it.
 * @throws SpreadsheetError
 */
export function readCsvTable(bytes: Uint8Array, limits: SpreadsheetLimits): Table {
  const text = decodeText(bytes)
  const delimiter = detectDelimiter(text)
  const records = parseCsv(text, { delimiter, maxRows: limits.rows + 1 })
  if (records.length > limits.rows) throw new SpreadsheetError('too-many-rows')
  const rows: Row[] = []
  let count = 0
  for (const [index, record] of records.entries()) {
    const cells = record.map((value) => toCell(String(value ?? '')))
    const last = cells.findLastIndex((cell) => cell !== null)
    if (last >= limits.columns) throw new SpreadsheetError('too-many-columns')
    count += last + 1
    if (count > limits.cells) throw new SpreadsheetError('too-many-rows')
    if (last >= 0) rows.push({ line: index + 1, cells: cells.slice(0, last + 1) })
  }
  return { sheet: '', rows }
}

/** `="330…"` is how programs write a number into CSV so that Excel leaves its digits alone. */
function toCell(value: string): Cell | null {
  const text = /^="([^"]*)"$/.exec(value)?.[1] ?? value
  return text === '' ? null : { text: unescapeFormula(text) }
}

function decodeText(bytes: Uint8Array): string {
  const encodings = isUtf16(bytes) ? [bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one.
    }
  }
  throw new SpreadsheetError('encoding')
}

/** The separator that occurs most outside of quotes at the top of the file. */
function detectDelimiter(text: string): string {
  const top = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: top.split(delimiter).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}
