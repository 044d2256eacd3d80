import { expect, test } from 'vitest'
import {
  daysBetween,
  formatDay,
  formatDayAndWeekday,
  formatDayRange,
  formatInstant,
  formatShortDay,
} from './format-day.ts'
import { padName } from './format-name.ts'
import { formatCount, formatGain, formatPoints, parsePoints } from './format-points.ts'

test('points are printed from hundredths without a float', () => {
  expect([300, 250, 255, 0, -200, 318_200, 5, -50].map(formatPoints)).toEqual([
    '3',
    '2.5',
    '2.55',
    '0',
    '\u22122',
    '3,182',
    '0.05',
    '\u22120.5',
  ])
  expect([300, 0, -200].map(formatGain)).toEqual(['+3', '0', '\u22122'])
  expect([1_234_567, 999, -1000].map(formatCount)).toEqual(['1,234,567', '999', '\u22121,000'])
})

test('points are read as people type them, and what is no number is not guessed at', () => {
  expect(['3', '2.5', '２．５', ' 1,000 ', '−2', '-0', '0.07'].map(parsePoints)).toEqual([
    300, 250, 250, 100_000, -200, 0, 7,
  ])
  expect(['', '2.555', '三', '1e3', '--1', '.'].map(parsePoints)).toEqual(Array(6).fill(undefined))
})

test('every hundredth comes back as it was printed', () => {
  for (let hundredths = -30_000; hundredths <= 30_000; hundredths += 7) {
    expect(parsePoints(formatPoints(hundredths))).toBe(hundredths)
  }
})

test('days are words, with the year only where it is another', () => {
  expect(formatDayAndWeekday('2026-11-20')).toBe('11月20日 星期五')
  expect(formatDay('2025-03-01', '2026-11-20')).toBe('2025年3月1日')
  expect(formatDay('2026-03-01', '2026-11-20')).toBe('3月1日')
  expect(formatShortDay('2026-09-07')).toBe('9·7')
  expect(formatDayRange('2026-11-16', '2026-11-20')).toBe('11月16日至11月20日')
  expect(formatDayRange('2025-12-29', '2026-01-04')).toBe('2025年12月29日至2026年1月4日')
  expect(formatDayRange('2025-01-01', '2025-12-31', '2026-11-20')).toBe('2025年1月1日至12月31日')
  expect(daysBetween('2026-10-31', '2026-11-20')).toBe(20)
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
})

test('an instant is shown at UTC+8 wherever the device thinks it is', () => {
  expect(formatInstant('2026-11-19T16:05:00Z')).toBe('11月20日 0:05')
  expect(formatInstant('2026-11-20T11:38:00+08:00', '2026-11-20')).toBe('11:38')
  expect(formatInstant('2025-12-31T23:59:00+08:00', '2026-01-01')).toBe('2025年12月31日 23:59')
})

test('two characters stand as wide as three, and only those', () => {
  expect(['李明', '欧阳志远', '𠮷田', '林秀兰', 'Li', '买买提·艾力'].map(padName)).toEqual([
    '李　明',
    '欧阳志远',
    '𠮷　田',
    '林秀兰',
    'Li',
    '买买提·艾力',
  ])
})
