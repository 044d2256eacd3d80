import { expect, it } from 'vitest'
import { formatYuan, parseCount, parseYuan } from './yuan.ts'

it('reads yuan and counts as a person types them, and nothing that is neither', () => {
  expect([parseYuan('12.5'), parseYuan('１２'), parseYuan('-1'), parseYuan('十元')]).toEqual([
    1250,
    1200,
    undefined,
    undefined,
  ])
  expect([parseCount('3'), parseCount('0'), parseCount('1.5'), parseCount('')]).toEqual([
    3,
    undefined,
    undefined,
    undefined,
  ])
  expect([formatYuan(1250), formatYuan(0), formatYuan(100_000)]).toEqual(['12.5', '0', '1000'])
})
