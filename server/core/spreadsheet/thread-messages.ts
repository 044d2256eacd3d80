import type { SpreadsheetLimits } from './limits.ts'
import type { RefusedReason } from './spreadsheet-error.ts'
import type { Cell } from './table.ts'

/** A cell on its way between threads: mostly plain text, and then as cheap as a string. */
export type PackedCell = string | Cell | null
export type PackedRow = { line: number; cells: PackedCell[] }

export type CellToWrite = string | number | boolean | null | undefined
export type ColumnToWrite = {
  header: string
  /** In characters of half width; from the header when absent. */
  width?: number
  /** `text` (when absent) keeps the digits of numbers such as 018 or an ID number, also when edited. */
  kind?: 'text' | 'number'
}

/**
 * A list to choose from: which cells have it, `B2:B9`, and the cells of the book that hold its words, `'词'!$A$2:$A$5`.
 * `strict`: the spreadsheet program takes no other word.
 */
export type ListToChoose = { cells: string; from: string; strict: boolean }

/** Asked one at a time; the thread answers each with a `Reply`. */
export type Request =
  | { kind: 'read'; source: Uint8Array | string; limits: SpreadsheetLimits }
  | { kind: 'next' }
  | { kind: 'sheet'; name: string; columns: ColumnToWrite[]; lists: ListToChoose[] }
  | { kind: 'rows'; rows: CellToWrite[][] }
  | { kind: 'finish' }

export type Reply =
  | { kind: 'done' }
  | { kind: 'sheets'; names: string[] }
  | { kind: 'batch'; sheet: number; rows: PackedRow[] }
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'refused'; reason: RefusedReason }
  | { kind: 'failed'; message: string }
