import { expect, it } from 'vitest'
import { monthAfter, monthBefore, readMonth } from './month.ts'

it('goes a month back and on, over the year', () => {
  expect([monthBefore('2026-01'), monthBefore('2026-11')]).toEqual(['2025-12', '2026-10'])
  expect([monthAfter('2026-12'), monthAfter('2026-09')]).toEqual(['2027-01', '2026-10'])
})

it('reads a month from an address and nothing else', () => {
  const read = (text: string) => readMonth(new URLSearchParams(text))
  expect([read('month=2026-09'), read('month=2026-13'), read('month=x'), read('')]).toEqual([
    '2026-09',
    undefined,
    undefined,
    undefined,
  ])
})
