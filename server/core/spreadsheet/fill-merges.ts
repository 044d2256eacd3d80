import type { SpreadsheetLimits } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { Row } from './table.ts'

type Merge = { startRow: number; startCol: number; endRow: number; endCol: number }

/**
 * Makes the value of a merge's top-left cell readable from every cell under it, in place.
 * `rows[i]` is the row i + 1 of the sheet. A merge is cut off at the last row and column in use.
 * @throws SpreadsheetError merge-too-large: one covers more than the limit, or all together more than the sheet may hold
 */
export function fillMerges(rows: Row[], merges: readonly Merge[], limits: SpreadsheetLimits): void {
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0)
  let covered = 0
  for (const merge of merges) {
    const area = (merge.endRow - merge.startRow + 1) * (merge.endCol - merge.startCol + 1)
    // A reference that is no reference gives NaN, which is not within the limit either.
    if (!(area > 0 && area <= limits.mergeCells)) throw new SpreadsheetError('merge-too-large')
    covered += area
    if (covered > limits.cells) throw new SpreadsheetError('merge-too-large')
    fillMerge(rows, merge, width)
  }
}

function fillMerge(rows: Row[], merge: Merge, width: number): void {
  const source = rows[merge.startRow]?.cells[merge.startCol]
  if (!source) return
  for (let row = merge.startRow; row <= Math.min(merge.endRow, rows.length - 1); row++) {
    const cells = rows[row]?.cells
    for (let column = merge.startCol; cells && column <= Math.min(merge.endCol, width - 1); column++) {
      if (row !== merge.startRow || column !== merge.startCol) cells[column] = { ...source, filled: true }
    }
  }
}
