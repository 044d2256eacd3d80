import { type BulletinPeriod, bulletinLabels } from '../../../contract/bulletins.ts'
import { endOfPeriod, startOfPeriod } from '../../core/clock/periods.ts'

export type Span = { period: BulletinPeriod; from: string; to: string }

/** The day, week or month that a day lies in. */
export function spanOf(period: BulletinPeriod, day: string): Span {
  if (period === 'day') return { period, from: day, to: day }
  return { period, from: startOfPeriod(day, period), to: endOfPeriod(day, period) }
}

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

export function titleOf({ period, from, to }: Span): string {
  const year = `${from.slice(0, 4)}年`
  if (period === 'day') return `${year}${sayDay(from)}${bulletinLabels.day}`
  if (period === 'month') return `${year}${Number(from.slice(5, 7))}月${bulletinLabels.month}`
  return `${year}${sayDay(from)}到${sayDay(to)}${bulletinLabels.week}`
}
