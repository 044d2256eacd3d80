import { expect, test } from 'vitest'
import { parseCorners, parseFrame, parsePoint, sayCorners } from './points.ts'

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

test('where a plane lies is read, and nothing of what is not in the country or too wide', () => {
  expect(parseFrame(' 120.512，30.481、2000 ')).toEqual({ lon: 120.512, lat: 30.481, metres: 2000 })
  for (const wrong of ['', '120.5 30.4', '30.4 120.5 2000', '120.5 30.4 99', '120.5 30.4 50001', 'a b c'])
    expect(parseFrame(wrong)).toBeUndefined()
})
