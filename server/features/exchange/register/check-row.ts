import { checkIdNumber } from '../../../../contract/id-number.ts'
import { type RegisterKey, registerColumns } from '../../../../contract/register.ts'
import type { FoundProblem, ParsedRow } from './parsed-row.ts'

/** Days that must have come when they are written down. A conversion may be entered ahead, as planned. */
const PAST: readonly RegisterKey[] = ['birthOn', 'joinedOn', 'lostOn', 'dischargedOn', 'relationSettledOn']
const PARTY_FOUNDED = '1921-07-01'
const EARLIEST: Partial<Record<RegisterKey, string>> = {
  birthOn: '1900-01-01',
  joinedOn: PARTY_FOUNDED,
  fullOn: PARTY_FOUNDED,
}

/** What only shows when the cells of a row are seen together. */
export function checkRow(
  row: Pick<ParsedRow, 'values' | 'errors'>,
  today: string | undefined,
): FoundProblem[] {
  return [...checkPerson(row), ...checkDays(row, today), ...checkAgainstId(row)]
}

function* checkPerson({ values, errors }: Pick<ParsedRow, 'values' | 'errors'>): Generator<FoundProblem> {
  const failed = new Set(errors.map((error) => error.key))
  if (values.name === undefined && !failed.has('name'))
    yield { key: 'name', problem: 'name-missing', refused: true }
  if (values.idNumber === undefined && !failed.has('idNumber'))
    yield { key: 'idNumber', problem: 'id-missing' }
}

function* checkDays(
  { values }: Pick<ParsedRow, 'values'>,
  today: string | undefined,
): Generator<FoundProblem> {
  for (const { key, kind } of registerColumns) {
    const day = kind === 'date' ? values[key] : undefined
    if (day === undefined) continue
    if (day < (EARLIEST[key] ?? '1900-01-01')) yield { key, problem: 'date-too-early', refused: true }
    if (today && day > today && PAST.includes(key)) yield { key, problem: 'date-future', refused: true }
  }
  if (values.joinedOn && values.fullOn && values.fullOn < values.joinedOn) {
    yield { key: 'fullOn', problem: 'full-before-joined', refused: true }
  }
}

function* checkAgainstId({ values }: Pick<ParsedRow, 'values'>): Generator<FoundProblem> {
  const id = values.idNumber ? checkIdNumber(values.idNumber) : undefined
  if (id?.sex && values.sex && id.sex !== values.sex) yield { key: 'sex', problem: 'sex-differs' }
  if (id?.birthOn && values.birthOn && id.birthOn !== values.birthOn) {
    yield { key: 'birthOn', problem: 'birth-differs' }
  }
}
