import { expect, test } from 'vitest'
import { wholeOf } from './vote-types.ts'

test('a count is a whole number, none where nothing is typed, and nothing else', () => {
  expect(['', ' 12 ', '0', '-1', '1.5', '十二', '99999'].map(wholeOf)).toEqual([
    0,
    12,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
