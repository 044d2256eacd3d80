import { expect, it } from 'vitest'
import { drawCurve, listPoints, type Point, slopesOf } from './curve.ts'

it('the slope of a curve is what a further million costs', () => {
  const points: Point[] = [
    [0.5, 40],
    [1, 70],
    [5, 470],
  ]
  expect(slopesOf(points)).toEqual([60, 100])
})

it('the picture says of each run that is kept how long it took, and holds nothing to be fetched or run', () => {
  const points = listPoints()
  expect(points.length).toBeGreaterThan(1)
  const svg = drawCurve(points)
  for (const [, seconds] of points) expect(svg).toContain(`>${seconds.toFixed(0)} s<`)
  expect(svg).not.toMatch(/<script|<image|url\(http|href=/)
})
