import { expect, test } from 'vitest'
import { parseCorners, parsePoint, sayCorners } from './points.ts'

test.each([
  ['120 90', [120, 90]],
  [' 0，1000 ', [0, 1000]],
  ['1001 3', undefined],
  ['12', undefined],
  ['1 2 3', undefined],
  ['', undefined],
])('%j is the point %j', (text, point) => {
  expect(parsePoint(text)).toEqual(point)
})

test('corners come back as they were written, and one wrong line spoils them', () => {
  const corners: [number, number][] = [
    [0, 0],
    [400, 0],
    [400, 400],
  ]
  expect(parseCorners(`${sayCorners(corners)}\n`)).toEqual(corners)
  expect(parseCorners('0 0\n4 x')).toBeUndefined()
})
