import { expect, it } from 'vitest'
import { tilesUnder } from './tiles.ts'

const pattern = 'https://tiles.example/{z}/{x}/{y}.png'

it('names the tiles that lie under the middle, as the projection has them', () => {
  // By the published formula of slippy maps, reckoned apart from this code.
  const tiles = tilesUnder({ lon: 120.5, lat: 30.5, metres: 2000 }, pattern)
  const middle = tiles.find(({ x, y, size }) => x <= 500 && 500 < x + size && y <= 500 && 500 < y + size)
  expect(middle?.href).toBe('https://tiles.example/16/54704/26933.png')
})

it('covers the whole plane without a gap, with few tiles, however wide the frame is', () => {
  for (const metres of [100, 777, 2000, 50_000]) {
    for (const lat of [3, 30.5, 53.9]) {
      const tiles = tilesUnder({ lon: 104.03, lat, metres }, pattern)
      expect(tiles.length).toBeLessThanOrEqual(25)
      expect(new Set(tiles.map(({ href }) => href)).size).toBe(tiles.length)
      const least = (axis: 'x' | 'y') => Math.min(...tiles.map((tile) => tile[axis]))
      const most = (axis: 'x' | 'y') => Math.max(...tiles.map((tile) => tile[axis] + tile.size))
      expect(Math.max(least('x'), least('y'))).toBeLessThanOrEqual(0)
      expect(Math.min(most('x'), most('y'))).toBeGreaterThanOrEqual(1000)
      const area = tiles.reduce((sum, { size }) => sum + size * size, 0)
      expect(area).toBeCloseTo((most('x') - least('x')) * (most('y') - least('y')), 3)
    }
  }
})
