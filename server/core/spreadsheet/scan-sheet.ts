import type { SpreadsheetLimits } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'

/** Style index of a number cell by its position; see `position`. */
export type CellStyles = Map<number, number>

/** One key for a row and a column, both from 0. */
export function position(row: number, column: number): number {
  return row * 16_384 + column
}

/**
 * Goes over the bytes of a sheet before it is parsed, without making a string of any of them.
 * Counts the cells, refuses content beyond the last row or column (one forgotten cell at XFD1048576 makes
 * a sheet of 17 thousand million cells), and notes the styles in `telling`, which say how numbers are shown.
 * @throws SpreadsheetError too-many-rows, too-many-columns
 */
export function scanSheet(
  part: Uint8Array,
  telling: { has(style: number): boolean },
  limits: SpreadsheetLimits,
  count: { cells: number },
): CellStyles {
  const styles: CellStyles = new Map()
  const tag: Tag = { name: 0, end: 0, row: 0, column: 0, style: -1, number: true }
  let row = 0
  let column = 0
  for (let at = part.indexOf(LESS); at !== -1; at = part.indexOf(LESS, at)) {
    if (!readTag(part, at + 1, tag)) {
      at++
      continue
    }
    at = tag.end + 1
    if (tag.name === ROW) {
      row = tag.row || row + 1
      column = 0
      continue
    }
    if (++count.cells > limits.cells) throw new SpreadsheetError('too-many-rows')
    column = tag.column || column + 1
    const line = tag.column ? tag.row : row
    const empty = part[tag.end - 1] === SLASH || (part[at] === LESS && part[at + 1] === SLASH)
    if (empty) continue
    if (line > limits.rows) throw new SpreadsheetError('too-many-rows')
    if (column > limits.columns) throw new SpreadsheetError('too-many-columns')
    if (tag.number && telling.has(tag.style)) styles.set(position(line - 1, column - 1), tag.style)
  }
  return styles
}

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const EQUALS = 0x3d
const ROW = 1
const CELL = 2

type Tag = {
  name: typeof ROW | typeof CELL | 0
  /** Where its closing bracket is. */
  end: number
  /** From its reference, 0 when it has none. */
  row: number
  column: number
  style: number
  number: boolean
}

/** Reads `<row …>` or `<c …>`, with or without a prefix, into `tag`; false for every other tag. */
function readTag(part: Uint8Array, start: number, tag: Tag): boolean {
  let at = start
  let name = start
  while (at < part.length && (part[at] as number) > 0x20 && part[at] !== SLASH && part[at] !== GREATER) {
    if (part[at++] === 0x3a) name = at
  }
  const length = at - name
  if (length === 1 && part[name] === 0x63) tag.name = CELL
  else if (length === 3 && part[name] === 0x72 && part[name + 1] === 0x6f && part[name + 2] === 0x77)
    tag.name = ROW
  else return false
  tag.row = 0
  tag.column = 0
  tag.style = -1
  tag.number = true
  // Byte by byte: searching ahead for the next of a kind would make a file without it cost its square.
  while (at < part.length && part[at] !== GREATER) {
    at = part[at] === EQUALS ? readAttribute(part, at, tag) : at + 1
  }
  tag.end = at
  return true
}

/** Takes the value after the equals sign when the name before it is r, s or t; returns where the value ends. */
function readAttribute(part: Uint8Array, equals: number, tag: Tag): number {
  let open = equals + 1
  while (open < part.length && (part[open] as number) <= 0x20) open++
  const quote = part[open]
  // No value in quotes: not XML, which the parser will say.
  if (quote !== 0x22 && quote !== 0x27) return equals + 1
  let close = open + 1
  while (close < part.length && part[close] !== quote) close++
  let name = equals - 1
  while ((part[name] as number) <= 0x20) name--
  if ((part[name - 1] as number) > 0x20) return close + 1
  if (part[name] === 0x72) readReference(part, open + 1, close, tag)
  else if (part[name] === 0x73) tag.style = readNumber(part, open + 1, close)
  else if (part[name] === 0x74) tag.number = part[open + 1] === 0x6e
  return close + 1
}

function readReference(part: Uint8Array, start: number, end: number, tag: Tag): void {
  let at = start
  let column = 0
  for (; at < end; at++) {
    const letter = (part[at] as number) & ~0x20
    if (letter < 0x41 || letter > 0x5a) break
    column = column * 26 + letter - 0x40
  }
  tag.column = column
  tag.row = readNumber(part, at, end)
}

function readNumber(part: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = value * 10 + (part[at] as number) - 0x30
  return value
}
