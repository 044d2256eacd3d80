import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Cadence, cadences } from '../../../contract/requirements.ts'
import { addDays, addMonths, dayNumber, formatDay } from '../../core/clock/days.ts'
import { endOfPeriod, startOfNextPeriod, startOfPeriod } from '../../core/clock/periods.ts'
import { type DayKind, isWorkingDay, workingCalendar } from '../../core/clock/working-calendar.ts'
import { type Cell, ruleFor } from './from-requirement.ts'
import { daysOfRule, frequencyOf, monthDayRule, ruleThrough, shiftDay } from './recurrence.ts'
import { sayRule } from './say-rule.ts'

const calendar = workingCalendar()
const anyYear = fc.integer({ min: 2020, max: 2040 })
const anyShift = fc.constantFrom('before' as const, 'after' as const)
const anyOverrides = fc.array(
  fc.tuple(
    fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2040-12-31') }).map(formatDay),
    fc.constantFrom<DayKind>('working', 'off'),
  ),
  { maxLength: 60 },
)

test.each([
  ['FREQ=MONTHLY;BYMONTHDAY=31', 2026, 7, '每月 31 日'],
  [monthDayRule(31), 2026, 12, '每月最后一天'],
  [monthDayRule(29), 2027, 12, '每月 29 日（没有这一天的在月末）'],
  ['FREQ=MONTHLY;BYDAY=2FR', 2026, 12, '每月第 2 个星期五'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 2026, 12, '每月最后一个星期五'],
  ['FREQ=WEEKLY;BYDAY=TU', 2026, 52, '每周二'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 2027, 52, '每 2 周一、四'],
  ['FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25', 2026, 4, '每季度末月 25 日'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 2028, 1, '2 月 29 日'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 2027, 0, '2 月 29 日'],
])('%s has in %i %i days and is said %s', (rrule, year, count, said) => {
  expect(daysOfRule(rrule, year)).toHaveLength(count)
  expect(sayRule(rrule, 'none')).toBe(said)
})

test.each([
  'FREQ=MONTHLY;BYMONTHDAY=99',
  'FREQ=MONTHLY;BYMONTH=13;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=9FR',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=WEEKLY;BYMONTHDAY=3',
  'FREQ=YEARLY;BYMONTHDAY=3',
  'FREQ=MONTHLY',
])('%s is refused', (rrule) => {
  expect(() => daysOfRule(rrule, 2026)).toThrow(RangeError)
})

it('has the last day of each month, February of a leap year too', () => {
  expect(daysOfRule(monthDayRule(31), 2028).slice(0, 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31'])
  expect(daysOfRule(monthDayRule(30), 2026)[1]).toBe('2026-02-28')
  expect(daysOfRule(monthDayRule(31), 2026).at(-1)).toBe('2026-12-31')
})

describe('a day off', () => {
  it.each([
    ['2026-10-10', 'before', '2026-10-10', 'a Saturday worked in exchange'],
    ['2026-01-10', 'before', '2026-01-09', 'a Saturday'],
    ['2026-01-10', 'after', '2026-01-12', 'a Saturday'],
    ['2026-10-01', 'before', '2026-10-08', 'National Day: before it lies September'],
    ['2026-01-31', 'after', '2026-01-30', 'after it lies February'],
    ['2026-01-10', 'none', '2026-01-10', 'nothing is wanted'],
  ] as const)('%s moved %s is %s: %s', (day, shift, reached, _why) => {
    expect(shiftDay(day, shift, 'MONTHLY', calendar)).toBe(reached)
  })

  it('stays in a week without a single working day, and in its year', () => {
    expect(shiftDay('2026-02-17', 'before', 'WEEKLY', calendar)).toBe('2026-02-17')
    expect(shiftDay('2027-01-01', 'before', 'WEEKLY', calendar) >= '2027-01-01').toBe(true)
  })

  it('never leaves its month, its week or its year, and is moved to a working day wherever there is one', () => {
    fc.assert(
      fc.property(
        anyYear,
        fc.nat(365),
        anyShift,
        fc.boolean(),
        anyOverrides,
        (year, nth, shift, weekly, overrides) => {
          const own = workingCalendar(new Map(overrides))
          const day = addDays(`${year}-01-01`, Math.min(nth, 364))
          const period = weekly ? 'week' : 'month'
          const reached = shiftDay(day, shift, weekly ? 'WEEKLY' : 'MONTHLY', own)
          expect(startOfPeriod(reached, period)).toBe(startOfPeriod(day, period))
          expect(reached.slice(0, 4)).toBe(String(year))
          if (isWorkingDay(reached, own)) return
          expect(reached).toBe(day)
          const last = endOfPeriod(day, period)
          for (let at = startOfPeriod(day, period); at <= last; at = addDays(at, 1))
            expect(at.startsWith(String(year)) && isWorkingDay(at, own)).toBe(false)
        },
      ),
    )
  })

  it('moved again it stays where it is', () => {
    fc.assert(
      fc.property(anyYear, fc.nat(364), anyShift, (year, nth, shift) => {
        const once = shiftDay(addDays(`${year}-01-01`, nth), shift, 'MONTHLY', calendar)
        expect(shiftDay(once, shift, 'MONTHLY', calendar)).toBe(once)
      }),
    )
  })
})

/** The periods that are due in a year, as the duties count them: a week by its due day. */
function cellsOf(cadence: Cadence, fixedDay: number | null, year: number): Cell[] {
  const found: Cell[] = []
  let start = startOfPeriod(`${year}-01-01`, cadence)
  while (start <= `${year}-12-31`) {
    const end = endOfPeriod(start, cadence)
    const dueOn = dueDayOf(cadence, fixedDay, start, end)
    if (dueOn.startsWith(String(year))) found.push({ periodStart: start, periodEnd: end, dueOn })
    start = startOfNextPeriod(start, cadence)
  }
  return found
}

function dueDayOf(cadence: Cadence, fixedDay: number | null, start: string, end: string): string {
  if (cadence === 'week') return addDays(start, (fixedDay ?? 7) - 1)
  if (cadence !== 'month' || fixedDay === null) return end
  const wanted = addDays(start, fixedDay - 1)
  return wanted < end ? wanted : end
}

const anyRequirement = fc
  .record({
    cadence: fc.constantFrom(...cadences),
    day: fc.option(fc.integer({ min: 1, max: 31 })),
    times: fc.integer({ min: 1, max: 7 }),
    usual: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ cadence, day, times, usual }) => {
    const fixedDay =
      day === null ? null : cadence === 'week' ? ((day - 1) % 7) + 1 : cadence === 'month' ? day : null
    return { cadence, fixedDay, times: cadence === 'week' ? 1 : times, usual }
  })

test('each period that a requirement owes has as many days as it asks for, wherever the calendar moves them', () => {
  fc.assert(
    fc.property(anyRequirement, anyYear, anyShift, anyOverrides, (asked, year, shift, overrides) => {
      const own = workingCalendar(new Map(overrides))
      const { cadence, fixedDay, times, usual } = asked
      const cells = cellsOf(cadence, fixedDay, year)
      const rrule = ruleFor({ cadence, hasFixedDay: fixedDay !== null, times }, cells, usual)
      const days = daysOfRule(rrule, year).map((day) => shiftDay(day, shift, frequencyOf(rrule), own))
      for (const { periodStart, periodEnd } of cells) {
        const within = days.filter((day) => day >= periodStart && day <= periodEnd)
        expect([rrule, periodStart, within.length >= times]).toEqual([rrule, periodStart, true])
      }
    }),
    { numRuns: 300 },
  )
})

test('one that is asked once on a fixed day is due on that day, February and the 31st among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), anyYear, (fixedDay, year) => {
      const cells = cellsOf('month', fixedDay, year)
      const rrule = ruleFor({ cadence: 'month', hasFixedDay: true, times: 1 }, cells, 15)
      expect(daysOfRule(rrule, year)).toEqual(cells.map((cell) => cell.dueOn))
    }),
  )
})

describe('from one day on', () => {
  it.each([
    ['FREQ=MONTHLY;BYMONTHDAY=10', '2026-04-10', '2026-04-15', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['FREQ=MONTHLY;BYMONTHDAY=10', '2026-04-10', '2026-05-02', null],
    ['FREQ=MONTHLY;BYDAY=2FR', '2026-04-10', '2026-04-16', 'FREQ=MONTHLY;BYDAY=3TH'],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-04-07', '2026-04-09', 'FREQ=WEEKLY;BYDAY=TH'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-04-09', '2026-04-10', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-04-07', '2026-04-14', null],
    [
      'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15',
      '2026-06-15',
      '2026-05-20',
      'FREQ=MONTHLY;BYMONTH=2,5,8,11;BYMONTHDAY=20',
    ],
    ['FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15', '2026-03-15', '2026-04-20', null],
    ['FREQ=MONTHLY;BYMONTHDAY=10', '2026-01-10', '2026-01-31', monthDayRule(31)],
  ])('%s, of %s to %s, is %s', (rrule, slot, day, next) => {
    expect(ruleThrough(rrule, slot, day)).toBe(next)
  })

  it('the new rule goes through the new day, and through the same day again is itself', () => {
    fc.assert(
      fc.property(
        anyYear,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(30),
        fc.boolean(),
        (year, month, date, nth) => {
          const slot = daysOfRule(nth ? 'FREQ=MONTHLY;BYDAY=2WE' : 'FREQ=MONTHLY;BYMONTHDAY=10', year)[
            month - 1
          ] as string
          const start = `${slot.slice(0, 7)}-01`
          const wanted = addDays(start, date)
          const day = wanted < addMonths(start, 1) ? wanted : endOfPeriod(start, 'month')
          const next = ruleThrough(
            nth ? 'FREQ=MONTHLY;BYDAY=2WE' : 'FREQ=MONTHLY;BYMONTHDAY=10',
            slot,
            day,
          ) as string
          expect(daysOfRule(next, year)).toContain(day)
          expect(ruleThrough(next, day, day)).toBe(next)
          expect(daysOfRule(next, year).length).toBeGreaterThanOrEqual(11)
        },
      ),
    )
  })
})
