import type { SchemeFileProblem } from '../../../../contract/scheme-files.ts'
import { serialToDay } from '../../../core/spreadsheet/calendar.ts'
import { type Cell, cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import { findForbidden } from '../schemes/forbidden.ts'
import { type Lines, problemAt } from './places.ts'
import { type ReadRow, readCells, type Unread } from './rows.ts'
import { type Column, type ListField, listFields, listSheets, sheetNames, versionFields } from './sheets.ts'

/** What a file says, not looked at as a whole yet: `raw` is what a version may be parsed from. */
export type Draft = { raw: Record<string, unknown>; lines: Lines; problems: SchemeFileProblem[] }

/** What a person sees in a cell; of a real date its day however it is formatted, and no day where the calendar has none. */
function textOf(cell: Cell | null): string {
  if (!cell) return ''
  if (cell.date && cell.number !== undefined) return serialToDay(cell.number) ?? '#####'
  if (cell.boolean !== undefined) return cell.boolean ? '是' : '否'
  return cell.text.trim()
}

type Sheet = { name: string; headers: string[]; rows: Row[]; problems: SchemeFileProblem[] }

function problem(
  sheet: string,
  row: number | null,
  column: string | null,
  message: string,
): SchemeFileProblem {
  const place = `${sheet}${row === null ? '' : `第 ${row} 行`}${column === null ? '' : `“${column}”`}`
  return { sheet, row, column, place, message }
}

/** A sheet by its name, with what is wrong with its headers; an empty list where there is no such sheet. */
function takeSheet(
  tables: readonly Table[],
  name: string,
  known: readonly string[],
  required: readonly string[],
): Sheet {
  const table = tables.find((one) => one.sheet.trim() === name)
  const [head, ...rows] = table?.rows ?? []
  if (!head) {
    const missing = required.length > 0 ? [problem(name, null, null, `没有“${name}”这一页。`)] : []
    return { name, headers: [], rows: [], problems: missing }
  }
  const headers = head.cells.map((cell) => textOf(cell))
  const problems = headers.flatMap((header, i) => {
    if (header === '') return []
    if (!known.includes(header)) return [problem(name, head.line, header, '不认识这一列，请用导出的表头。')]
    return headers.indexOf(header) < i ? [problem(name, head.line, header, '这一列写了两次。')] : []
  })
  const lacking = required
    .filter((header) => !headers.includes(header))
    .map((header) => problem(name, head.line, header, '少了这一列，请用导出的表头。'))
  return { name, headers, rows: rows.filter(hasContent), problems: [...problems, ...lacking] }
}

function hasContent(row: Row): boolean {
  return row.cells.some((cell) => textOf(cell) !== '')
}

function under({ headers }: Sheet, row: Row, header: string): Cell | null {
  const at = headers.indexOf(header)
  return at < 0 ? null : cellAt(row, at + 1)
}

/** A word that is in no list may be one that is refused by a rule: then that is what has to be said. */
function sayUnread({ typed, hint }: Unread): string {
  return findForbidden(typed) ?? hint
}

function readList(tables: readonly Table[], field: ListField) {
  const columns: readonly Column[] = listSheets[field]
  const known = columns.map(({ header }) => header)
  const required = field === 'rules' ? columns.filter((one) => one.required).map(({ header }) => header) : []
  const sheet = takeSheet(tables, sheetNames[field], known, required)
  const read: ReadRow[] = sheet.rows.map((row) =>
    readCells(columns, ({ header }) => textOf(under(sheet, row, header))),
  )
  return { sheet, ones: read.map(({ one }) => one), unread: read.map(({ unread }) => unread) }
}

function readVersion(tables: readonly Table[]) {
  const headers = ['项目', '内容']
  const sheet = takeSheet(tables, sheetNames.version, [...headers, '怎么填'], headers)
  const rows = new Map(sheet.rows.map((row) => [textOf(under(sheet, row, '项目')), row]))
  const known = versionFields.map(({ header }) => header)
  const strange = [...rows].flatMap(([item, row]) =>
    known.includes(item) ? [] : [problem(sheet.name, row.line, item, '不认识这一项，请用导出的项目。')],
  )
  const read = readCells(versionFields, ({ header }) => {
    const row = rows.get(header)
    return row ? textOf(under(sheet, row, '内容')) : ''
  })
  const lines = new Map(versionFields.map(({ at, header }) => [at, rows.get(header)?.line ?? 0]))
  return { sheet, strange, read, lines }
}

/** What the sheets say, each cell for itself. */
export function readSheets(tables: readonly Table[]): Draft {
  const { sheet, strange, read, lines: versionLines } = readVersion(tables)
  const lists = listFields.map((field) => ({ field, ...readList(tables, field) }))
  const lines: Lines = {
    kind: 'workbook',
    version: versionLines,
    lists: Object.fromEntries(
      lists.map(({ field, sheet: own }) => [field, own.rows.map((row) => row.line)]),
    ) as Record<ListField, number[]>,
  }
  const isThere = sheet.headers.length > 0
  const unread = lists.flatMap(({ field, unread: rows }) =>
    rows.flatMap((row, i) => row.map((one) => problemAt(lines, `${field}.${i}.${one.at}`, sayUnread(one)))),
  )
  const own = isThere ? read.unread.map((one) => problemAt(lines, one.at, sayUnread(one))) : []
  return {
    raw: { ...read.one, ...Object.fromEntries(lists.map(({ field, ones }) => [field, ones])) },
    lines,
    problems: [
      ...sheet.problems,
      ...strange,
      ...own,
      ...lists.flatMap((one) => one.sheet.problems),
      ...unread,
    ],
  }
}
