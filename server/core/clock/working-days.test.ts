import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber, formatDay } from './days.ts'
import { type DayKind, isWorkingDay, lastAnnouncedYear, workingCalendar } from './working-calendar.ts'
import { addWorkingDays, deadline, deadlineInDays, workingDaysBetween } from './working-days.ts'

const calendar = workingCalendar()

test.each([
  ['2026-10-08', true, 'a Thursday after the holiday'],
  ['2026-10-01', false, 'National Day'],
  ['2026-10-06', false, 'a Tuesday given in exchange'],
  ['2026-10-10', true, 'a Saturday worked in exchange'],
  ['2026-09-20', true, 'a Sunday worked in exchange'],
  ['2026-11-21', false, 'a Saturday'],
  ['2026-02-23', false, 'the last day of the Spring Festival'],
])('%s is a working day: %s, %s', (day, expected) => {
  expect(isWorkingDay(day, calendar)).toBe(expected)
})

test('a year without a notice has the holidays of the law', () => {
  expect(lastAnnouncedYear(calendar)).toBeGreaterThanOrEqual(2026)
  for (const day of ['2032-01-01', '2032-02-10', '2032-02-11', '2032-05-01', '2032-10-01'])
    expect([day, isWorkingDay(day, calendar)]).toEqual([day, false])
  expect(isWorkingDay('2033-04-04', calendar)).toBe(false)
  expect(isWorkingDay('2032-01-02', calendar)).toBe(true)
  expect(isWorkingDay('2032-10-04', calendar)).toBe(true)
})

test('what an administrator enters goes before the notice, the law and the weekend', () => {
  const own = workingCalendar(
    new Map<string, DayKind>([
      ['2026-10-10', 'off'],
      ['2026-11-23', 'off'],
      ['2026-11-22', 'working'],
      ['2040-10-01', 'working'],
    ]),
  )
  expect(isWorkingDay('2026-10-10', own)).toBe(false)
  expect(isWorkingDay('2026-11-23', own)).toBe(false)
  expect(isWorkingDay('2026-11-22', own)).toBe(true)
  expect(isWorkingDay('2040-10-01', own)).toBe(true)
  expect(lastAnnouncedYear(own)).toBe(2040)
  expect(isWorkingDay('2026-11-23', calendar)).toBe(true)
})

test.each([
  ['2026-11-23', 5, '2026-11-30', 'a Monday: Tuesday to the next Monday'],
  ['2026-11-21', 5, '2026-11-27', 'a Saturday: Monday to Friday'],
  ['2026-09-24', 6, '2026-10-10', 'over two holidays, with a Saturday worked'],
  ['2026-09-30', 1, '2026-10-08', 'on the eve of the holiday'],
  ['2026-12-31', 1, '2027-01-04', 'over a New Year whose notice is not in the file'],
  ['2026-11-23', 0, '2026-11-23', 'no day at all'],
])('published on %s for %i working days, it stands until %s (%s)', (day, count, last) => {
  expect(deadline(day, count, calendar)).toBe(last)
})

test('a period of calendar days that ends on a day off ends on the next working day', () => {
  expect(deadlineInDays('2026-11-20', 2, calendar)).toBe('2026-11-23')
  expect(deadlineInDays('2026-11-20', 3, calendar)).toBe('2026-11-23')
  expect(deadlineInDays('2026-09-21', 10, calendar)).toBe('2026-10-08')
})

test.each([2501, -2501, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
  '%d working days are refused',
  (count) => {
    expect(() => addWorkingDays('2026-11-23', count, calendar)).toThrow(RangeError)
  },
)

test('a negative or broken period is refused', () => {
  expect(() => deadline('2026-11-23', -1, calendar)).toThrow(RangeError)
  expect(() => deadlineInDays('2026-11-23', -1, calendar)).toThrow(RangeError)
  expect(() => deadline('2026-02-30', 1, calendar)).toThrow(RangeError)
})

const [first, last] = [dayNumber('2024-01-01'), dayNumber('2029-12-31')]
const anyDay = fc.integer({ min: first, max: last }).map(formatDay)
const anyOverrides = fc.array(fc.tuple(anyDay, fc.constantFrom<DayKind>('working', 'off')), { maxLength: 60 })
const anyCount = fc.integer({ min: -80, max: 80 })

test('adding never lands on a day off, and the count between says what was added', () => {
  fc.assert(
    fc.property(anyDay, anyCount, anyOverrides, (day, count, overrides) => {
      const own = workingCalendar(new Map(overrides))
      const reached = addWorkingDays(day, count, own)
      expect(isWorkingDay(reached, own)).toBe(true)
      // Going back from a day off, the day itself lies between and is not counted either way.
      const start = count > 0 ? day : addWorkingDays(day, 0, own)
      expect(workingDaysBetween(start, addWorkingDays(start, count, own), own)).toBe(count)
    }),
  )
})

test('from a working day, adding and taking away are inverse, and steps add up', () => {
  fc.assert(
    fc.property(anyDay, anyCount, anyCount, anyOverrides, (anywhere, count, more, overrides) => {
      const own = workingCalendar(new Map(overrides))
      const day = addWorkingDays(anywhere, 0, own)
      expect(addWorkingDays(addWorkingDays(day, count, own), -count, own)).toBe(day)
      expect(addWorkingDays(addWorkingDays(day, count, own), more, own)).toBe(
        addWorkingDays(day, count + more, own),
      )
    }),
  )
})

test('a later start or a longer period never ends earlier; one more working day always ends later', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.nat(60), anyOverrides, (a, b, count, overrides) => {
      const own = workingCalendar(new Map(overrides))
      const [early, late] = a < b ? [a, b] : [b, a]
      expect(deadline(early, count, own) <= deadline(late, count, own)).toBe(true)
      expect(deadline(early, count + 1, own) < deadline(early, count + 2, own)).toBe(true)
      expect(deadlineInDays(early, count, own) <= deadlineInDays(late, count, own)).toBe(true)
    }),
  )
})

test('counts between days add up and turn with their direction', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, anyOverrides, (a, b, c, overrides) => {
      const own = workingCalendar(new Map(overrides))
      const between = (from: string, to: string) => workingDaysBetween(from, to, own)
      expect(between(a, b) + between(b, c)).toBe(between(a, c))
      expect(between(a, b)).toBe(0 - between(b, a))
    }),
  )
})
