import { createRequire } from 'node:module'
import { addDays } from './days.ts'

type Lunar = Pick<typeof import('chinese-days'), 'getSolarDateFromLunar' | 'getSolarTermDate'>

const known = new Map<number, ReadonlySet<string>>()

/**
 * The days off that stand in the law itself (全国年节及纪念日放假办法, as amended from 2025-01-01): 1 January; the eve and the
 * first three days of the lunar year; 清明; 1 and 2 May; 端午; 中秋; 1 to 3 October. They hold for a year whose notice is
 * not out yet; which other days are exchanged for weekends only the notice says.
 */
export function statutoryHolidays(year: number): ReadonlySet<string> {
  const found = known.get(year)
  if (found) return found
  const { getSolarDateFromLunar, getSolarTermDate } = createRequire(import.meta.url)('chinese-days') as Lunar
  const lunar = (monthAndDay: string) => getSolarDateFromLunar(`${year}-${monthAndDay}`).date
  const newYear = lunar('01-01')
  const days = new Set([
    ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`),
    ...[-1, 0, 1, 2].map((offset) => addDays(newYear, offset)),
    getSolarTermDate(year, 4, 'pure_brightness'),
    lunar('05-05'),
    lunar('08-15'),
  ])
  known.set(year, days)
  return days
}
