import type { RegisterKey, RegisterValues } from '../../../../contract/register.ts'
import type { RegisterProblem } from '../../../../contract/register-problems.ts'

export type RegisterIssue = {
  line: number
  /** The header as it stands in the file; the register's own where the file has no such column. */
  column: string
  key: RegisterKey
  problem: RegisterProblem
  sentence: string
}

export type ParsedRow = {
  /** The row's number as the spreadsheet program shows it. */
  line: number
  values: RegisterValues
  /** With any of these the row is refused. A cell that could not be read leaves no value. */
  errors: RegisterIssue[]
  /** Of these the person who imports is told; the row can be taken. */
  warnings: RegisterIssue[]
  /** The line of the first row with the same ID number. */
  duplicateOf?: number
}

/** A problem before it knows its row and column. */
export type FoundProblem = {
  key: RegisterKey
  problem: RegisterProblem
  refused?: true | undefined
  other?: number
}
