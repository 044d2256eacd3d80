import { expect, test } from 'vitest'
import { lastYear } from './trial.tsx'

test('a version is tried on the last year of its kind that is over', () => {
  expect(lastYear('year', '2026-11-22')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  expect(lastYear('quarter', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  expect(lastYear('july-year', '2026-11-22')).toEqual({ from: '2025-07-01', to: '2026-06-30' })
  expect(lastYear('july-year', '2026-06-30')).toEqual({ from: '2024-07-01', to: '2025-06-30' })
})
