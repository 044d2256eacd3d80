import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, dayNumber, daysBetween, formatDay, weekday } from './days.ts'
import {
  endOfCycle,
  endOfPeriod,
  type Period,
  startOfCycle,
  startOfNextPeriod,
  startOfPeriod,
} from './periods.ts'
import { startOfDay, todayIn } from './today.ts'

const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') }).map(formatDay)

test.each([
  ['2026-11-22T15:59:59Z', '2026-11-22'],
  ['2026-11-22T16:00:00Z', '2026-11-23'],
  ['2026-12-31T16:00:00Z', '2027-01-01'],
  ['2028-02-28T16:00:00Z', '2028-02-29'],
])('at %s it is %s in Shanghai', (instant, day) => {
  expect(todayIn(new Date(instant))).toBe(day)
})

test('a day begins at its own midnight', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayNumber('1992-01-01'), max: dayNumber('2199-12-31') }), (number) => {
      const start = startOfDay(formatDay(number))
      expect(todayIn(start)).toBe(formatDay(number))
      expect(todayIn(new Date(start.getTime() - 1))).toBe(formatDay(number - 1))
    }),
  )
})

test.each(['2026-02-30', '2026-2-3', '', '2026-13-01', '20260101', '2026-01-01T00:00:00Z'])(
  '%j is no day',
  (text) => {
    expect(() => dayNumber(text)).toThrow(RangeError)
    expect(() => addDays(text, 1)).toThrow(RangeError)
    expect(() => addMonths(text, 1)).toThrow(RangeError)
    expect(() => startOfPeriod(text, 'year')).toThrow(RangeError)
  },
)

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2100-01-31', 1, '2100-02-28'],
  ['2026-11-22', 12, '2027-11-22'],
  ['2026-11-22', -11, '2025-12-22'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-08-31', 6, '2027-02-28'],
])('%s and %i months is %s', (day, count, reached) => {
  expect(addMonths(day, count)).toBe(reached)
})

test('days and weeks add up', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
      const reached = addDays(day, count)
      expect(daysBetween(day, reached)).toBe(count)
      expect(addDays(reached, -count)).toBe(day)
      expect(weekday(reached)).toBe(((((weekday(day) - 1 + count) % 7) + 7) % 7) + 1)
    }),
  )
  expect(weekday('2026-11-22')).toBe(7)
  expect(weekday('1969-12-29')).toBe(1)
})

test.each<[Period, string, string, string]>([
  ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
  ['month', '2026-02-10', '2026-02-01', '2026-02-28'],
  ['quarter', '2026-11-22', '2026-10-01', '2026-12-31'],
  ['half-year', '2026-06-30', '2026-01-01', '2026-06-30'],
  ['half-year', '2026-07-01', '2026-07-01', '2026-12-31'],
  ['year', '2028-02-29', '2028-01-01', '2028-12-31'],
])('the %s of %s is %s to %s', (period, day, first, last) => {
  expect([startOfPeriod(day, period), endOfPeriod(day, period)]).toEqual([first, last])
})

test('periods follow each other without a gap, and a day lies in its own', () => {
  const period = fc.constantFrom<Period>('week', 'month', 'quarter', 'half-year', 'year')
  fc.assert(
    fc.property(anyDay, period, (day, kind) => {
      const [start, end, next] = [
        startOfPeriod(day, kind),
        endOfPeriod(day, kind),
        startOfNextPeriod(day, kind),
      ]
      expect(start <= day && day <= end && end < next).toBe(true)
      expect(addDays(end, 1)).toBe(next)
      expect(startOfPeriod(next, kind)).toBe(next)
      expect(startOfPeriod(end, kind)).toBe(start)
    }),
  )
})

test('a cycle holds its day, and the next begins the day after its end', () => {
  const cycles = ['year', 'july-year', 'quarter', 'month'] as const
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40_000 }).map(formatDay),
      fc.constantFrom(...cycles),
      (day, cycle) => {
        const [start, end] = [startOfCycle(day, cycle), endOfCycle(day, cycle)]
        expect(start <= day && day <= end).toBe(true)
        expect(startOfCycle(formatDay(dayNumber(end) + 1), cycle)).toBe(formatDay(dayNumber(end) + 1))
        expect(startOfCycle(start, cycle)).toBe(start)
      },
    ),
  )
})
