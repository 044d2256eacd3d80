import type { SchemeVersion } from '../../../../contract/scheme-version.ts'
import { daysBetween } from '../../../core/clock/days.ts'
import { type Cycle, endOfCycle, startOfCycle } from '../../../core/clock/periods.ts'

const lengths: Record<Cycle, number> = { month: 1, quarter: 3, year: 12, 'july-year': 12 }

/** The shortest span of which every ceiling of a version is whole: its cycle, or a limit's period that is longer. */
export function unitOf({ cycle, limits }: Pick<SchemeVersion, 'cycle' | 'limits'>): Cycle {
  const year = cycle === 'july-year' ? 'july-year' : 'year'
  const units = limits.map(({ period }): Cycle => {
    if (period === 'year') return year
    return period === 'quarter' ? 'quarter' : cycle === 'quarter' || cycle === 'month' ? cycle : year
  })
  return [cycle, ...units].reduce((longest, unit) => (lengths[unit] > lengths[longest] ? unit : longest))
}

const words: Record<Cycle, string> = {
  month: '整月',
  quarter: '整季度',
  year: '整年',
  'july-year': '7 月到次年 6 月的整年',
}

/** Why a version cannot be tried on these days; nothing when it can. Whole units, at most two years, begun by today. */
export function refuseSpan(unit: Cycle, from: string, to: string, today: string): string | undefined {
  const isWhole = from < to && startOfCycle(from, unit) === from && endOfCycle(to, unit) === to
  if (!isWhole) return `这一版按${words[unit]}结算，请选${words[unit]}的第一天到最后一天。`
  if (daysBetween(from, to) > 731) return '一次最多试算两年。'
  return from > today ? '这一段还没有开始，没有事可以试算。' : undefined
}
