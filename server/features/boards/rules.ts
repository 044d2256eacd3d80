import type { BoardPeriod } from '../../../contract/boards.ts'
import { addDays } from '../../core/clock/days.ts'
import {
  type Cycle,
  endOfCycle,
  endOfPeriod,
  type Period,
  startOfCycle,
  startOfPeriod,
} from '../../core/clock/periods.ts'
import { demand } from '../../core/errors/problem.ts'

const quarters = ['一', '二', '三', '四']

/** The months of a board: this quarter unless stated. Whole months, at most a year, begun by today. */
export function periodOf(
  asked: { from?: string | undefined; to?: string | undefined },
  today: string,
): BoardPeriod {
  const from = asked.from ?? startOfPeriod(asked.to ?? today, 'quarter')
  const to = asked.to ?? endOfPeriod(from, 'quarter')
  const isWhole = from === startOfPeriod(from, 'month') && to === endOfPeriod(to, 'month')
  demand(isWhole && from < to, 'input.invalid', {
    field: 'query.from',
    message: '积分榜按整月算：从某月 1 日到同一个月或者后面某个月的最后一天。',
  })
  demand(monthsBetween(from, to) <= 12, 'input.invalid', { field: 'query.to', message: '一张榜最多一年。' })
  demand(from <= today, 'input.invalid', { field: 'query.from', message: '这一期还没有开始。' })
  return { from, to, label: describePeriod(from, to) }
}

/** Months that begin within two days, both counted. */
function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0] = from.split('-').map(Number)
  const [lastYear = 0, lastMonth = 0] = to.split('-').map(Number)
  return (lastYear - year) * 12 + lastMonth - month + 1
}

/** 2026 年第三季度（7 月至 9 月）, as it stands under the title of a list. */
export function describePeriod(from: string, to: string): string {
  const [year, month = 0] = from.split('-').map(Number)
  const [lastYear, lastMonth = 0] = to.split('-').map(Number)
  const isPeriod = (period: Period) =>
    startOfPeriod(from, period) === from && endOfPeriod(from, period) === to
  if (isPeriod('year')) return `${year} 年`
  if (isPeriod('half-year'))
    return `${year} 年${month === 1 ? '上' : '下'}半年（${month} 月至 ${lastMonth} 月）`
  if (isPeriod('quarter'))
    return `${year} 年第${quarters[(month - 1) / 3]}季度（${month} 月至 ${lastMonth} 月）`
  if (isPeriod('month')) return `${year} 年 ${month} 月`
  return `${year} 年 ${month} 月至 ${lastYear === year ? '' : `${lastYear} 年 `}${lastMonth} 月`
}

/** 2026 年第三季度, where there is no room for its months. */
export function shortPeriod(label: string): string {
  return label.replace(/（.*）$/, '')
}

/** A published version of a scheme as it counts for an organisation, days inclusive. */
export type Coverage = {
  schemeId: string
  from: string
  to: string
  cycle: Cycle
  start: number
}

/**
 * The start values that belong to a period: each cycle of a scheme has one, that of its last version in the cycle,
 * booked on the first day of the cycle on which the scheme counts. So quarters add up to their year.
 */
export function startWithin(covers: readonly Coverage[], from: string, to: string): number {
  const schemes = new Set(covers.map((cover) => cover.schemeId))
  return [...schemes].reduce((sum, schemeId) => {
    const own = covers.filter((cover) => cover.schemeId === schemeId)
    return sum + startOfScheme(own.toSorted(byFrom), from, to)
  }, 0)
}

function byFrom(a: Coverage, b: Coverage): number {
  return a.from < b.from ? -1 : 1
}

/** `covers` of one scheme, the oldest first. */
function startOfScheme(covers: readonly Coverage[], from: string, to: string): number {
  const cycle = covers.at(-1)?.cycle ?? 'year'
  let sum = 0
  for (let first = startOfCycle(from, cycle); first <= to; first = addDays(endOfCycle(first, cycle), 1)) {
    const end = endOfCycle(first, cycle)
    const within = covers.filter((cover) => cover.from <= end && cover.to >= first)
    const begun = within[0]?.from ?? end
    const booked = begun > first ? begun : first
    if (from <= booked && booked <= to) sum += within.at(-1)?.start ?? 0
  }
  return sum
}
