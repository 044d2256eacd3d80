/** One cell with something in it. */
export type Cell = {
  /** What a person sees in the cell, untrimmed. */
  text: string
  /** The number behind it; of a date, its serial in the 1900 date system. */
  number?: number
  /** Set when the number is formatted as a date: how much of the date the format shows. */
  date?: 'day' | 'month'
  boolean?: boolean
  /** A formula that failed: #N/A, #REF! … */
  error?: true
  /** Carried over from the top-left cell of a merge. */
  filled?: true
}

export type Row = {
  /** The row's number as the spreadsheet program shows it, from 1. */
  line: number
  /** Column A is 0; an empty cell is null; the row ends with its last cell that holds something. */
  cells: (Cell | null)[]
}

/** One sheet. Rows without content are left out, so `line` may jump. */
export type Table = { sheet: string; rows: Row[] }

/** The cell in the 1-based `column`, null where there is none. */
export function cellAt(row: Row, column: number): Cell | null {
  return row.cells[column - 1] ?? null
}

/** 1 → A, 27 → AA: a column's name as the spreadsheet program shows it. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}
