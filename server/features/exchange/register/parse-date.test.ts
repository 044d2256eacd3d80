import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from './parse-date.ts'

const text = (value: string) => parseDate({ text: value })
const number = (value: number) => parseDate({ text: String(value), number: value })

describe('parseDate', () => {
  it.each([
    '2013.07.01',
    '2013-07-01',
    '2013/7/1',
    '2013年7月1日',
    '2013年07月01号',
    '20130701',
    '2013.7.1.',
    '２０１３．０７．０１',
    ' 2013 年 7 月 1 日 ',
    '2013-07-01 00:00:00',
    '2013-07-01T08:30:00.000Z',
    '2013—07—01',
    '41456',
  ])('reads %s', (value) => {
    expect(text(value)).toEqual({ day: '2013-07-01' })
  })

  it.each(['2013年7月', '2013.07', '2013.7', '2013-7', '2013/07', '201307'])(
    'reads %s as its first day and says so',
    (value) => {
      expect(text(value)).toEqual({ day: '2013-07-01', monthOnly: true })
    },
  )

  it('reads cells that hold numbers', () => {
    expect(parseDate({ text: '2013/7/1', number: 41456, date: 'day' })).toEqual({ day: '2013-07-01' })
    expect(parseDate({ text: '2013年7月', number: 41456, date: 'month' })).toEqual({
      day: '2013-07-01',
      monthOnly: true,
    })
    expect(parseDate({ text: '2013年7月', number: 41460, date: 'month' })).toEqual({ day: '2013-07-05' })
    expect(number(41456)).toEqual({ day: '2013-07-01' })
    expect(number(41456.75)).toEqual({ day: '2013-07-01' })
    expect(number(20130701)).toEqual({ day: '2013-07-01' })
    expect(number(1979.06)).toEqual({ day: '1979-06-01', monthOnly: true })
    expect(number(1979.12)).toEqual({ day: '1979-12-01', monthOnly: true })
    expect(parseDate({ text: '1900/3/1', number: 61, date: 'day' })).toEqual({ day: '1900-03-01' })
    expect(parseDate({ text: '1900/2/28', number: 59, date: 'day' })).toEqual({ day: '1900-02-28' })
  })

  it.each([
    ['2013-02-29', 'date-impossible'],
    ['2013.13.01', 'date-impossible'],
    ['2013.00', 'date-impossible'],
    ['20130230', 'date-impossible'],
    ['2013年', 'date-year-only'],
    ['2013', 'date-year-only'],
    ['79.6.1', 'date-unreadable'],
    ['7/1/2013', 'date-unreadable'],
    ['建国后', 'date-unreadable'],
    ['330102196001011230', 'date-unreadable'],
  ])('refuses %s: %s', (value, problem) => {
    expect(text(value)).toEqual({ problem })
  })

  it('refuses a number that may be January or October', () => {
    expect(number(1979.1)).toEqual({ problem: 'date-october' })
    expect(text('1979.1')).toEqual({ day: '1979-01-01', monthOnly: true })
  })

  const days = fc
    .date({ min: new Date('1906-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  it('reads every day in every way of writing it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-') as [string, string, string]
        const short = [Number(month), Number(date)] as const
        const serial = Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000)
        const written = [
          day,
          `${year}.${month}.${date}`,
          `${year}/${short[0]}/${short[1]}`,
          `${year}年${short[0]}月${short[1]}日`,
          `${year}${month}${date}`,
        ]
        for (const value of written) expect(text(value)).toEqual({ day })
        expect(number(serial)).toEqual({ day })
      }),
    )
  })

  it('answers any cell with a day of the calendar or a problem', () => {
    const cell = fc.record({
      text: fc.string(),
      number: fc.option(fc.double(), { nil: undefined }),
      date: fc.constantFrom(undefined, 'day', 'month'),
    })
    fc.assert(
      fc.property(cell, (each) => {
        const parsed = parseDate(JSON.parse(JSON.stringify(each)))
        const said =
          'day' in parsed ? `day ${new Date(parsed.day).toISOString().slice(0, 10)}` : parsed.problem
        expect(said).toMatch('day' in parsed ? `day ${parsed.day}` : /^date-/)
      }),
    )
  })
})
