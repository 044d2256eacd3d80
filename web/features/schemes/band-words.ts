import type { Band } from '../../../contract/scheme-version.ts'
import { formatPoints } from '../../lib/format-points.ts'

/** What the ends of a band count: whole times, hundredths of a unit, or hundredths of a per cent. */
export type Measure = { count?: boolean; unit: string }

/** 1 至 3 次记 5 分，4 次以上记 8 分 */
export function sayBands(bands: readonly Band[], { count = false, unit }: Measure): string {
  const figure = (value: number) => (count ? String(value) : formatPoints(value))
  return bands
    .map(({ from, to, points }) => {
      const gain = `${points < 0 ? '扣' : '记'} ${formatPoints(Math.abs(points))} 分`
      return `${saySpan(from, to, figure, unit)}${unit === '' && to !== null ? ' ' : ''}${gain}`
    })
    .join('，')
}

function saySpan(from: number, to: number | null, figure: (value: number) => string, unit: string): string {
  const space = unit === '%' ? '' : ' '
  if (to === null) return `${figure(from)}${space}${unit}以上`
  const span = from === to ? figure(from) : `${figure(from)} 至 ${figure(to)}`
  return unit === '' ? span : `${span}${space}${unit}`
}

/** 5 至 8, of figures that differ; one figure by itself. */
export function sayRange(values: readonly number[]): string {
  const low = Math.min(...values)
  const high = Math.max(...values)
  return low === high ? formatPoints(low) : `${formatPoints(low)} 至 ${formatPoints(high)}`
}
