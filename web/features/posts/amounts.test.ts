import { expect, test } from 'vitest'
import { readAmount, sayAmounts } from './amounts.ts'

test.each([
  ['1.5', 150],
  ['200', 20000],
  ['0.29', 29],
  ['0', undefined],
  ['1.234', undefined],
  ['一趟', undefined],
])('%s is %s', (typed, amount) => {
  expect(readAmount(typed)).toBe(amount)
})

test('amounts are said in the order of the measures, with their units', () => {
  expect(sayAmounts({ tonnes: 20050, rounds: 300 })).toBe('3 趟，200.5 吨')
})
