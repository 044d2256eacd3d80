import { expect, test } from 'vitest'
import { isNarrowed, printFilter, queryOf, readFilter } from './filter-address.ts'

test('what a list is narrowed to stands in the address and comes back from it', () => {
  const filter = readFilter(new URLSearchParams('search=林&org=7&stage=exited&floating=true&offset=50'))
  expect(filter).toEqual({ search: '林', org: '7', stage: 'exited', floating: true, lost: false, offset: 50 })
  expect(readFilter(new URLSearchParams(printFilter(filter)))).toEqual(filter)
  expect(printFilter(readFilter(new URLSearchParams()))).toBe('')
})

test('the organisation of the address comes before the one where somebody works; pages alone narrow nothing', () => {
  const filter = readFilter(new URLSearchParams('offset=50'))
  expect(isNarrowed(filter)).toBe(false)
  expect(isNarrowed({ ...filter, lost: true })).toBe(true)
  expect(queryOf(filter, 3)).toMatchObject({ orgId: 3, offset: 50, stage: undefined, lost: undefined })
  expect(queryOf({ ...filter, org: '7', lost: true }, 3)).toMatchObject({ orgId: 7, lost: 'true' })
})
