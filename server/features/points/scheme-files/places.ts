import type { SchemeFileProblem } from '../../../../contract/scheme-files.ts'
import { type Column, type ListField, listFields, listSheets, sheetNames, versionFields } from './sheets.ts'

/** Where a file says what stands at a path of the version: the lines of a workbook, or only the order in a JSON file. */
export type Lines =
  | { kind: 'workbook'; version: ReadonlyMap<string, number>; lists: Readonly<Record<ListField, number[]>> }
  | { kind: 'json' }

/** The column whose value a path lies in or below. */
function columnAt(columns: readonly Column[], path: string): Column | undefined {
  const found = columns.filter(({ at }) => path === at || path.startsWith(`${at}.`))
  return found.sort((a, b) => b.at.length - a.at.length)[0]
}

export function problemAt(lines: Lines, at: string, message: string): SchemeFileProblem {
  const [first = '', index = '', ...below] = at.replace(/^version\./, '').split('.')
  const field = listFields.find((one) => one === first)
  if (field && /^\d+$/.test(index)) return inList(lines, field, Number(index), below.join('.'), message)
  const path = [first, index, ...below].filter(Boolean).join('.')
  const column = columnAt(versionFields, path)
  const sheet = field ? sheetNames[field] : sheetNames.version
  const row = (lines.kind === 'workbook' && column && lines.version.get(column.at)) || null
  return { sheet, row, column: column?.header ?? null, place: sayPlace(sheet, row, '行', column), message }
}

function inList(
  lines: Lines,
  field: ListField,
  index: number,
  path: string,
  message: string,
): SchemeFileProblem {
  const sheet = sheetNames[field]
  const column = columnAt(listSheets[field], path)
  const isWorkbook = lines.kind === 'workbook'
  const row = isWorkbook ? (lines.lists[field][index] ?? null) : index + 1
  const place = sayPlace(sheet, row, isWorkbook ? '行' : '条', column)
  return { sheet, row, column: column?.header ?? null, place, message }
}

function sayPlace(sheet: string, row: number | null, counter: string, column: Column | undefined): string {
  return `${sheet}${row === null ? '' : `第 ${row} ${counter}`}${column ? `“${column.header}”` : ''}`
}
