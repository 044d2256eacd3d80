import { expect, test } from 'vitest'
import { readSearch, writeSearch } from './search.ts'

test('a query is text, as it was written, and comes back the same', () => {
  expect(readSearch('?page=2&name=%E6%9D%8E&kind=a&kind=b&on=true')).toEqual({
    page: '2',
    name: '李',
    kind: ['a', 'b'],
    on: 'true',
  })
  for (const query of ['', '?page=2', '?kind=a&kind=b', '?name=%E6%9D%8E+%E6%98%8E']) {
    expect(writeSearch(readSearch(query))).toBe(query)
  }
  expect(writeSearch({ a: undefined, b: null, c: 0 })).toBe('?c=0')
})
