import { expect, test } from 'vitest'
import { kindOf, spanOf, spanOfMonths } from './period.ts'

test('the quarter, month and year of a day, and those before', () => {
  expect(spanOf('quarter', '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(spanOf('quarter', '2026-02-01', -1)).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  expect(spanOf('month', '2028-03-31', -1)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(spanOf('year', '2026-11-20', -1)).toEqual({ from: '2025-01-01', to: '2025-12-31' })
})

test('a span is told by what it covers', () => {
  expect(kindOf({ from: '2026-07-01', to: '2026-09-30' })).toBe('quarter')
  expect(kindOf({ from: '2026-02-01', to: '2026-02-28' })).toBe('month')
  expect(kindOf({ from: '2026-01-01', to: '2026-12-31' })).toBe('year')
  expect(kindOf({ from: '2026-05-01', to: '2026-07-31' })).toBe('own')
  expect(kindOf(spanOfMonths('2026-05', '2026-07'))).toBe('own')
})
