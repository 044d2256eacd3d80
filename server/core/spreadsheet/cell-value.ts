import { type CellValue, dateToSerial, formatValue } from 'hucre'
import { lastSerial } from './calendar.ts'
import { unescapeFormula } from './escape-formula.ts'
import { datePrecision } from './number-formats.ts'
import type { Cell } from './table.ts'

/** A parsed value as a cell. `format`: its number format when it says something; `failed`: a formula that did not work. */
export function toCell(value: Exclude<CellValue, null>, format: string | undefined, failed: boolean): Cell {
  if (value instanceof Date) return dateCell(value, format)
  // General shows every digit that a double keeps, where a spreadsheet program would shorten from 12 digits on.
  if (typeof value === 'number')
    return { text: format ? formatValue(value, format) : String(value), number: value }
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', boolean: value }
  return failed ? { text: value, error: true } : { text: unescapeFormula(value) }
}

function dateCell(value: Date, format = 'yyyy-mm-dd'): Cell {
  const number = dateToSerial(value)
  // Before or beyond the calendar, or no number at all: spreadsheet programs fill such a cell with #.
  if (!(number >= 0 && number < lastSerial + 1)) return { text: '#####', error: true }
  const precision = datePrecision(format)
  const text = formatValue(value, format)
  return precision === 'time' ? { text, number } : { text, number, date: precision }
}
