import { expect, test } from 'vitest'
import { formatPerHead } from './per-head.ts'

test('[001-16] 3,182 points of 114 people are 27.9 a head, 1,318 are 11.6', () => {
  expect(formatPerHead(318_200, 114)).toBe('27.9')
  expect(formatPerHead(131_800, 114)).toBe('11.6')
})

test('nobody, nothing and less than nothing', () => {
  expect([formatPerHead(500, 0), formatPerHead(0, 3), formatPerHead(-250, 1)]).toEqual(['—', '0.0', '−2.5'])
})
