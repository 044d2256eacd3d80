import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dayNumber, formatDay } from '../../core/clock/days.ts'
import { endOfPeriod, startOfPeriod } from '../../core/clock/periods.ts'
import { type Coverage, describePeriod, periodOf, startWithin } from './rules.ts'
import { sayFact, sayPoints, sayRule } from './sayings.ts'

test.each([
  ['2026-07-01', '2026-09-30', '2026 年第三季度（7 月至 9 月）'],
  ['2026-07-01', '2026-07-31', '2026 年 7 月'],
  ['2026-01-01', '2026-06-30', '2026 年上半年（1 月至 6 月）'],
  ['2026-07-01', '2026-12-31', '2026 年下半年（7 月至 12 月）'],
  ['2026-01-01', '2026-12-31', '2026 年'],
  ['2026-02-01', '2026-04-30', '2026 年 2 月至 4 月'],
  ['2025-07-01', '2026-06-30', '2025 年 7 月至 2026 年 6 月'],
])('%s to %s is called %s', (from, to, label) => {
  expect(describePeriod(from, to)).toBe(label)
})

test('of a period that is half named the quarter is taken', () => {
  expect(periodOf({}, '2026-11-20')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
  expect(periodOf({ from: '2026-04-01' }, '2026-11-20')).toMatchObject({ to: '2026-06-30' })
  expect(periodOf({ to: '2026-05-31' }, '2026-11-20')).toMatchObject({ from: '2026-04-01' })
})

const cover = (more: Partial<Coverage> = {}): Coverage => ({
  schemeId: 's',
  from: '2020-01-01',
  to: '9999-12-31',
  cycle: 'quarter',
  start: 6000,
  ...more,
})

describe('the start value', () => {
  it.each([
    ['a quarter of a quarterly scheme', [cover()], '2026-07-01', '2026-09-30', 6000],
    ['a year of a quarterly scheme', [cover()], '2026-01-01', '2026-12-31', 24_000],
    ['a month in the middle of a quarter', [cover()], '2026-08-01', '2026-08-31', 0],
    ['the first quarter of a yearly scheme', [cover({ cycle: 'year' })], '2026-01-01', '2026-03-31', 6000],
    ['a later quarter of a yearly scheme', [cover({ cycle: 'year' })], '2026-04-01', '2026-06-30', 0],
    ['July of a July year', [cover({ cycle: 'july-year' })], '2026-07-01', '2026-07-31', 6000],
    ['no scheme', [], '2026-01-01', '2026-12-31', 0],
    [
      'a scheme that begins in the middle of the year',
      [cover({ cycle: 'year', from: '2026-05-10' })],
      '2026-04-01',
      '2026-06-30',
      6000,
    ],
    [
      'a new version in the middle of the cycle: once, and the newer value',
      [cover({ cycle: 'year', to: '2026-06-30' }), cover({ cycle: 'year', from: '2026-07-01', start: 8000 })],
      '2026-01-01',
      '2026-12-31',
      8000,
    ],
    ['two schemes', [cover(), cover({ schemeId: 't', start: 100 })], '2026-01-01', '2026-03-31', 6100],
  ])('of %s', (_, covers, from, to, points) => {
    expect(startWithin(covers, from, to)).toBe(points)
  })

  it('adds up: the months of any span have together what the span has', () => {
    const anyDay = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-12-31') }).map(formatDay)
    const cycle = fc.constantFrom<Coverage['cycle']>('year', 'july-year', 'quarter', 'month')
    const versions = fc.tuple(cycle, anyDay, fc.nat(100), fc.nat(100)).map(([kind, day, first, second]) => {
      const next = startOfPeriod(day, 'month')
      const of = { cycle: kind, schemeId: 's' }
      return [
        cover({ ...of, from: '2023-03-15', to: formatDay(dayNumber(next) - 1), start: first }),
        cover({ ...of, from: next, start: second }),
      ]
    })
    fc.assert(
      fc.property(versions, anyDay, fc.integer({ min: 1, max: 12 }), (covers, day, months) => {
        const from = startOfPeriod(day, 'month')
        let sum = 0
        let to = from
        for (let i = 0, first = from; i < months; i += 1) {
          to = endOfPeriod(first, 'month')
          sum += startWithin(covers, first, to)
          first = formatDay(dayNumber(to) + 1)
        }
        expect(startWithin(covers, from, to)).toBe(sum)
      }),
    )
  })
})

describe('what is said of a fact', () => {
  const fact = { activity_title: null, honour_title: null, hand_reason: null, attrs: {} }
  const attended = (activity: string, title: string | null, more: Record<string, unknown> = {}) => ({
    ...fact,
    kind: 'attendance',
    attrs: { activity, category: 'life', host: 'branch', late: false, ...more },
    activity_title: title,
  })

  it.each([
    ['a meeting by its title', attended('theme-day', '清理河道'), '清理河道', '清理河道'],
    ['one without a title by its kind', attended('party-lecture', null), '党课', '党课'],
    ['whose quarrel it was', attended('mediation', '调解张家李家'), '调解张家李家', '邻里纠纷调解'],
    ['who was helped', attended('care', '看望住院的王老三'), '看望住院的王老三', '关爱帮扶'],
    ['coming late', attended('theme-day', '扫雪', { late: true }), '扫雪（迟到）', '扫雪（迟到）'],
    [
      'a leave without its reason',
      { ...attended('theme-day', '扫雪'), kind: 'absence', attrs: { activity: 'theme-day', excused: true } },
      '请假：扫雪',
      '请假：扫雪',
    ],
    [
      'an honour by its level',
      { ...fact, kind: 'honour', attrs: { level: 'town' }, honour_title: '优秀共产党员' },
      '镇级荣誉：优秀共产党员',
      '镇级荣誉：优秀共产党员',
    ],
    [
      'an entry by hand',
      { ...fact, kind: 'hand-entry', hand_reason: '照顾病人三天' },
      '照顾病人三天',
      '人工记分，两人核对',
    ],
    [
      'a claim by its matter',
      { ...fact, kind: 'conduct', attrs: { matter: 'good-deed' }, hand_reason: '给王家送药' },
      '做好事：给王家送药',
      '做好事',
    ],
  ])('%s', (_, said, branch, everyone) => {
    expect([sayFact(said, 'branch'), sayFact(said, 'public')]).toEqual([branch, everyone])
  })
})

test.each([
  [300, '3'],
  [250, '2.5'],
  [5, '0.05'],
  [-200, '−2'],
  [318_200, '3182'],
  [0, '0'],
])('%i hundredths are written %s', (hundredths, text) => {
  expect(sayPoints(hundredths)).toBe(text)
})

test('a rule says what it gives', () => {
  const rule = {
    fact_kind: 'attendance',
    mode: 'fixed',
    points: 200,
    per: null,
    points_table: null,
    needs_approval: false,
  }
  expect(sayRule(rule)).toBe('2 每次')
  expect(
    sayRule({ ...rule, fact_kind: 'honour', mode: 'table', points_table: { city: 1000, town: 500 } }),
  ).toBe('5 至 10 每项')
  expect(sayRule({ ...rule, fact_kind: 'hand-entry', mode: 'per-unit', points: 100 })).toBe('1 每分')
})
