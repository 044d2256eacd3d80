import { expect, test } from 'vitest'
import type { Carried } from '../../../lib/carried/rows.ts'
import { findHouseholds, groupByPlace, listDue } from './list.ts'

const places = [
  { placeId: 2, name: '里坞' },
  { placeId: 1, name: '东溪' },
]

function row(id: string, more: Partial<Carried>): Carried {
  const nothing = { isNew: false, version: 1, entries: [], phone: null, last: null, open: 0 }
  return { ...nothing, id, org: 7, address: id, place: 1, contact: null, heads: 3, due: null, ...more }
}

const rows = [
  row('东溪12号', { contact: '徐国平', due: '2026-11-30' }),
  row('东溪2号', { due: '2026-11-30' }),
  row('里坞3号', { place: 2, due: '2026-11-18' }),
  row('渠边1号', { place: null }),
  row('东溪5号', { place: 9 }),
]

const ids = (list: readonly Carried[]) => list.map(({ id }) => id)

test('what is due stands by its day and then as one walks, numbers read as numbers', () => {
  expect(ids(listDue(rows))).toEqual(['里坞3号', '东溪2号', '东溪12号'])
})

test('households stand below their natural village, and none is left out when the village is unknown', () => {
  const groups = groupByPlace(rows, places, '没写的')
  expect(groups.map(({ name, rows: of }) => [name, ids(of)])).toEqual([
    ['里坞', ['里坞3号']],
    ['东溪', ['东溪2号', '东溪12号']],
    ['没写的', ['东溪5号', '渠边1号']],
  ])
})

test('a household is found by parts of its village, address and contact, however they are typed', () => {
  expect(ids(findHouseholds(rows, places, '１２'))).toEqual(['东溪12号'])
  expect(ids(findHouseholds(rows, places, '国平'))).toEqual(['东溪12号'])
  expect(ids(findHouseholds(rows, places, '东溪 号'))).toEqual(['东溪2号', '东溪5号', '东溪12号'])
  expect(ids(findHouseholds(rows, places, '里坞　3'))).toEqual(['里坞3号'])
  expect(findHouseholds(rows, places, ' ')).toEqual([])
  expect(findHouseholds(rows, places, '没有')).toEqual([])
})
