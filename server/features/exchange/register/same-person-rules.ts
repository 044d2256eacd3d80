import { registerColumn } from '../../../../contract/register.ts'
import { registerSentence } from '../../../../contract/register-problems.ts'
import type { ParsedRow } from './parsed-row.ts'

/**
 * Marks rows without an ID number that are a person whom another row of the file has: of the same name, birthday and
 * branch. Without a birthday only a row that says the very same is one. Rows with an ID number are told apart by it.
 */
export function markSamePersons(rows: readonly ParsedRow[]): void {
  const first = new Map<string, number>()
  for (const row of rows) if (row.values.idNumber && row.values.birthOn) first.set(personKey(row), row.line)
  for (const row of rows) {
    if (row.values.idNumber || !row.values.name) continue
    const key = personKey(row)
    const other = first.get(key)
    if (other === undefined) first.set(key, row.line)
    else if (row.duplicateOf === undefined) markDuplicate(row, other)
  }
}

/**
 * Lines of which it cannot be told whether they are a person whom another row has: no ID number, no birthday, and the
 * name once more in the same branch.
 */
export function findNamesakes(rows: readonly ParsedRow[]): ReadonlySet<number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (row.duplicateOf !== undefined) continue
    counts.set(nameKey(row), (counts.get(nameKey(row)) ?? 0) + 1)
  }
  const unsure = rows.filter(
    (row) => !row.values.idNumber && !row.values.birthOn && (counts.get(nameKey(row)) ?? 0) > 1,
  )
  return new Set(unsure.map((row) => row.line))
}

function personKey(row: ParsedRow): string {
  const { birthOn } = row.values
  return birthOn ? `${nameKey(row)}\n${birthOn}` : JSON.stringify(row.values)
}

function nameKey({ values }: ParsedRow): string {
  return `${values.name}\n${values.branchName ?? ''}`
}

function markDuplicate(row: ParsedRow, other: number): void {
  const problem = 'duplicate-person'
  row.duplicateOf = other
  row.errors.push({
    line: row.line,
    column: registerColumn('name').header,
    key: 'name',
    problem,
    sentence: registerSentence(problem, other),
  })
}
