import { expect, it } from 'vitest'
import { readWeek, shiftDay } from './weeks.ts'

it('goes a week on and back, over the year', () => {
  expect([shiftDay('2026-12-28', 7), shiftDay('2027-01-04', -7)]).toEqual(['2027-01-04', '2026-12-28'])
})

it('reads a Monday from an address and nothing else', () => {
  const read = (text: string) => readWeek(new URLSearchParams(text))
  expect([read('week=2026-11-16'), read('week=2026-11-17'), read('week=x'), read('')]).toEqual([
    '2026-11-16',
    undefined,
    undefined,
    undefined,
  ])
})
