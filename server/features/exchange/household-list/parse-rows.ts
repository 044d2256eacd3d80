import {
  type HouseholdKey,
  type HouseholdValues,
  householdColumn,
  householdColumns,
} from '../../../../contract/household-list.ts'
import { findPersonalNumbers } from '../../../core/guard/find-personal-numbers.ts'
import { cellAt, type Row, type Table } from '../../../core/spreadsheet/table.ts'
import type { ListForm } from '../imports/read-file.ts'
import { knowHeaders } from '../register/header-text.ts'
import { findList, type MatchedColumn, type MatchedColumns, matchList } from '../register/match-columns.ts'
import { parseValue } from '../register/parse-value.ts'
import { isEntry } from '../register/person-rows.ts'
import type { HouseholdProblem } from './problems.ts'

export type HouseholdIssue = {
  key: HouseholdKey
  column: string
  problem: HouseholdProblem
  refuses: boolean
}

export type HouseholdRow = {
  line: number
  values: HouseholdValues
  issues: HouseholdIssue[]
}

const known = { meaningsOf: knowHeaders<HouseholdKey>(householdColumns), mustHave: 'address' } as const

export const householdForm: ListForm<HouseholdKey, HouseholdRow> = {
  find: (tables: readonly Table[]) => findList(tables, (table) => matchList(table, known)),
  createParser: createHouseholdParser,
  noHeader: '表里没有找到住户册的表头。请看看有没有“地址”这一列，是不是选错了文件。',
  nobody: '表里一户也没有。请看看是不是选错了表。',
}

export function createHouseholdParser(
  { headerLine, columns }: MatchedColumns<HouseholdKey>,
  today: string,
): (rows: readonly Row[]) => HouseholdRow[] {
  return (rows) =>
    rows
      .filter((row) => row.line > headerLine && isEntry(row, columns, known.meaningsOf))
      .map((row) => parseRow(row, columns, today))
}

function parseRow(row: Row, columns: readonly MatchedColumn<HouseholdKey>[], today: string): HouseholdRow {
  const values: Partial<Record<HouseholdKey, string | number | boolean>> = {}
  const parsed: HouseholdRow = { line: row.line, values: {}, issues: [] }
  const note = (key: HouseholdKey, problem: HouseholdProblem, refuses: boolean) => {
    const column = columns.find((matched) => matched.key === key)?.header ?? householdColumn(key).header
    parsed.issues.push({ key, column, problem, refuses })
  }
  for (const matched of columns) {
    const cell = cellAt(row, matched.column)
    if (!cell) continue
    const { value, problem, refused } = parseValue(householdColumn(matched.key), cell)
    if (value !== undefined) values[matched.key] = value
    if (problem) note(matched.key, problem, refused ?? matched.key === 'headCount')
  }
  // The kind of each column, by which its cell was read, is the kind of its value.
  parsed.values = values as HouseholdValues
  for (const { key, problem } of checkCells(parsed.values, today)) note(key, problem, true)
  return parsed
}

type Found = { key: HouseholdKey; problem: HouseholdProblem }

const longest = { address: 80, contact: 30 }

function* checkCells({ address, contact, headCount }: HouseholdValues, today: string): Generator<Found> {
  if (address === undefined) yield { key: 'address', problem: 'address-missing' }
  if (address && address.length > longest.address) yield { key: 'address', problem: 'address-long' }
  if (address && findPersonalNumbers(address, { today }).length > 0)
    yield { key: 'address', problem: 'address-number' }
  if (contact && contact.length > longest.contact) yield { key: 'contact', problem: 'contact-long' }
  if (headCount !== undefined && (headCount < 1 || headCount > 50))
    yield { key: 'headCount', problem: 'count-odd' }
}
