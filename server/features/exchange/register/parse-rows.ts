import { checkIdNumber, modernIdNumber } from '../../../../contract/id-number.ts'
import {
  type RegisterColumn,
  type RegisterKey,
  type RegisterValues,
  registerColumn,
} from '../../../../contract/register.ts'
import { registerSentence } from '../../../../contract/register-problems.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import { checkRow } from './check-row.ts'
import type { MatchedColumn, RegisterColumns } from './match-columns.ts'
import { parseValue } from './parse-value.ts'
import type { FoundProblem, ParsedRow, RegisterIssue } from './parsed-row.ts'
import { isPerson } from './person-rows.ts'

/** Parsing reads no clock: `today` (`YYYY-MM-DD`) is what later days are refused by, when it is given. */
export type ParseOptions = { today?: string }

/** The people of a register, row by row. Header, empty rows, sums and notes are left out. */
export function parseRows(table: Table, matched: RegisterColumns, options: ParseOptions = {}): ParsedRow[] {
  return createRowParser(matched, options)(table.rows)
}

/**
 * The same for rows that come part by part, in the order of the file: a number that an earlier part had is known to
 * the later ones.
 */
export function createRowParser(
  matched: RegisterColumns,
  options: ParseOptions = {},
): (rows: readonly Row[]) => ParsedRow[] {
  const firstLines = new Map<string, number>()
  return (rows) =>
    rows
      .filter((row) => row.line > matched.headerLine && isPerson(row, matched.columns))
      .map((row) => {
        const parsed = parseRow(row, matched.columns, options)
        markDuplicate(parsed, firstLines, matched.columns)
        return parsed
      })
}

function parseRow(row: Row, columns: readonly MatchedColumn[], options: ParseOptions): ParsedRow {
  const values: Partial<Record<RegisterKey, string | number | boolean>> = {}
  const parsed: ParsedRow = { line: row.line, values: {}, errors: [], warnings: [] }
  for (const matched of columns) {
    const cell = cellAt(row, matched.column)
    if (!cell) continue
    const column: RegisterColumn = registerColumn(matched.key)
    const { value, problem, refused } = parseValue(column, cell)
    if (value !== undefined) values[matched.key] = value
    if (problem) addIssue(parsed, columns, { key: matched.key, problem, refused })
  }
  // The kind of each column, by which its cell was read, is the kind of its value.
  parsed.values = values as RegisterValues
  completeBirthday(parsed)
  for (const issue of checkRow(parsed, options.today)) addIssue(parsed, columns, issue)
  return parsed
}

/** Many registers give only the month of birth. The ID number has the day, so nobody is asked for it. */
function completeBirthday(parsed: ParsedRow): void {
  const { birthOn, idNumber } = parsed.values
  const isMonth = (issue: RegisterIssue) => issue.key === 'birthOn' && issue.problem === 'date-month-only'
  if (!birthOn || !idNumber || !parsed.warnings.some(isMonth)) return
  const known = checkIdNumber(idNumber)
  if (!known.ok || known.birthOn?.slice(0, 7) !== birthOn.slice(0, 7)) return
  parsed.values.birthOn = known.birthOn
  parsed.warnings = parsed.warnings.filter((issue) => !isMonth(issue))
}

function addIssue(
  parsed: ParsedRow,
  columns: readonly MatchedColumn[],
  { key, problem, refused, other }: FoundProblem,
): void {
  const column = columns.find((matched) => matched.key === key)?.header ?? registerColumn(key).header
  const issue = { line: parsed.line, column, key, problem, sentence: registerSentence(problem, other) }
  if (refused) parsed.errors.push(issue)
  else parsed.warnings.push(issue)
}

function markDuplicate(
  parsed: ParsedRow,
  firstLines: Map<string, number>,
  columns: readonly MatchedColumn[],
): void {
  if (!parsed.values.idNumber) return
  const number = modernIdNumber(parsed.values.idNumber)
  const first = firstLines.get(number)
  if (first === undefined) {
    firstLines.set(number, parsed.line)
    return
  }
  parsed.duplicateOf = first
  addIssue(parsed, columns, { key: 'idNumber', problem: 'duplicate', refused: true, other: first })
}
