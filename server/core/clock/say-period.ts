/** The period in words: 10 月, 三季度, 上半年, 2026 年, 11 月 24 日那一周. */
export function sayPeriod(cadence: string, periodStart: string, dueOn: string): string {
  const month = Number(periodStart.slice(5, 7))
  switch (cadence) {
    case 'month':
      return `${month} 月`
    case 'quarter':
      return `${'一二三四'[(month - 1) / 3] ?? ''}季度`
    case 'half-year':
      return month === 1 ? '上半年' : '下半年'
    case 'year':
      return `${periodStart.slice(0, 4)} 年`
    default:
      return `${Number(dueOn.slice(5, 7))} 月 ${Number(dueOn.slice(8))} 日这一周`
  }
}
