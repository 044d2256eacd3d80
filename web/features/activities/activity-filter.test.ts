import { expect, test } from 'vitest'
import { isFiltered, readFilter, requestOf, writeFilter } from './activity-filter.ts'

const read = (query: string) => readFilter(new URLSearchParams(query))

test('an address asks for what it says, and what it says wrongly is left out', () => {
  const filter = read('kind=theme-day&state=closed&from=2026-01-01&to=2026-06-30&offset=60')
  expect(requestOf(filter, 7)).toEqual({
    query: {
      orgId: 7,
      kind: 'theme-day',
      state: 'closed',
      from: '2026-01-01',
      to: '2026-06-30',
      limit: 30,
      offset: 60,
    },
  })
  expect(requestOf(read('kind=dance&state=lost&from=soon&offset=-1'), undefined)).toEqual({
    query: { limit: 30, offset: 0 },
  })
})

test('a filter goes into the address and back', () => {
  const filter = read('kind=volunteer&offset=30')
  expect(writeFilter(filter)).toBe('/activities?kind=volunteer&offset=30')
  expect(writeFilter(read(''))).toBe('/activities')
  expect([isFiltered(filter), isFiltered(read('offset=30'))]).toEqual([true, false])
})
