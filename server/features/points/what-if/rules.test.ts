import { expect, it } from 'vitest'
import { refuseSpan, unitOf } from './rules.ts'

const limit = (period: 'day' | 'month' | 'quarter' | 'year' | 'cycle') => ({ period }) as never

it.each([
  ['year', [], 'year'],
  ['july-year', ['quarter'], 'july-year'],
  ['quarter', ['month', 'cycle'], 'quarter'],
  ['quarter', ['year'], 'year'],
  ['month', ['day'], 'month'],
  ['month', ['quarter'], 'quarter'],
] as const)('a version of cycle %s with limits %s is whole over a %s', (cycle, periods, unit) => {
  expect(unitOf({ cycle, limits: periods.map(limit) })).toBe(unit)
})

it.each([
  ['year', '2025-01-01', '2025-12-31', true],
  ['year', '2024-01-01', '2025-12-31', true],
  ['year', '2025-01-01', '2025-06-30', false],
  ['year', '2023-01-01', '2025-12-31', false],
  ['july-year', '2025-07-01', '2026-06-30', true],
  ['july-year', '2025-01-01', '2025-12-31', false],
  ['quarter', '2026-01-01', '2026-03-31', true],
  ['quarter', '2026-01-01', '2026-02-28', false],
  ['quarter', '2027-01-01', '2027-03-31', false],
  ['month', '2026-02-01', '2026-02-28', true],
  ['month', '2026-02-28', '2026-02-01', false],
] as const)('by %s, %s to %s may be tried: %s', (unit, from, to, may) => {
  expect(refuseSpan(unit, from, to, '2026-11-22') === undefined).toBe(may)
})
