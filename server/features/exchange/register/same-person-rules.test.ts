import { describe, expect, it } from 'vitest'
import type { RegisterValues } from '../../../../contract/register.ts'
import type { ParsedRow } from './parsed-row.ts'
import { findNamesakes, markSamePersons } from './same-person-rules.ts'

function rowsOf(...values: RegisterValues[]): ParsedRow[] {
  return values.map((one, i) => ({ line: i + 2, values: one, errors: [], warnings: [] }))
}

function doubles(...values: RegisterValues[]): (number | undefined)[] {
  const rows = rowsOf(...values)
  markSamePersons(rows)
  return rows.map((row) => row.duplicateOf)
}

const idNumber = '110105194912310020'

describe('rows without an ID number', () => {
  it('are one person by name, birthday and branch', () => {
    const one = { name: '施平', birthOn: '1950-01-02', branchName: '一支部' }
    expect(doubles(one, { ...one, job: '务农' })).toEqual([undefined, 2])
    expect(doubles(one, { ...one, birthOn: '1950-01-03' })).toEqual([undefined, undefined])
    expect(doubles(one, { ...one, branchName: '二支部' })).toEqual([undefined, undefined])
  })

  it('are the person of a row with one, wherever that stands', () => {
    const one = { name: '施平', birthOn: '1950-01-02' }
    expect(doubles(one, { ...one, idNumber })).toEqual([3, undefined])
    expect(doubles({ ...one, idNumber }, one, one)).toEqual([undefined, 2, 2])
  })

  it('without a birthday are one only if they say the very same', () => {
    expect(doubles({ name: '施平', job: '务农' }, { name: '施平', job: '务农' })).toEqual([undefined, 2])
    expect(doubles({ name: '施平', job: '务农' }, { name: '施平' })).toEqual([undefined, undefined])
    expect(doubles({}, {})).toEqual([undefined, undefined])
  })
})

it('who cannot be told from another row is a namesake', () => {
  const rows = rowsOf(
    { name: '施平', idNumber },
    { name: '施平' },
    { name: '施平', birthOn: '1950-01-02' },
    { name: '石平' },
  )
  expect([...findNamesakes(rows)]).toEqual([3])
})
