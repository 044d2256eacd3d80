import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { sayBands } from './band-words.ts'
import { periods } from './vocabulary.ts'

type NamedRule = Pick<SchemeRule, 'code' | 'name' | 'subject'>

function sayClamp({ cap, floor }: SchemeLimit): string {
  const parts = [
    cap !== null && `最多 ${formatPoints(cap)} 分`,
    floor !== null && `最少 ${formatPoints(floor)} 分`,
  ]
  return parts.filter(Boolean).join('、')
}

function saySteps(steps: readonly number[]): string {
  const last = steps.length - 1
  return steps
    .map((points, i) => `${i === last && i > 0 ? '以后每次' : `第 ${i + 1} 次`} ${formatPoints(points)} 分`)
    .join('，')
    .concat(last === 0 ? '，以后也一样' : '')
}

function nameOf(code: string, rules: readonly NamedRule[]): string {
  return rules.find((rule) => rule.code === code)?.name ?? code
}

/** What a limit does with what comes together: 最多 60 分; 前 2 次不记. */
export function sayWay(limit: SchemeLimit, rules: readonly NamedRule[]): string {
  const { way, free, steps, per, points, by, bands, counted } = limit
  switch (way) {
    case 'clamp':
      return sayClamp(limit)
    case 'free':
      return `前 ${free ?? 0} 次不记`
    case 'steps':
      return saySteps(steps ?? [])
    case 'whole':
      return `合起来每满 ${formatPoints(per ?? 0)} 记 ${formatPoints(points ?? 0)} 分`
    case 'bands':
      return `合起来按${by === 'count' ? '次数' : '数量'}分段：${sayBands(
        bands ?? [],
        by === 'count' ? { count: true, unit: '次' } : { unit: '' },
      )}`
    case 'share':
      return `看${(counted ?? []).map((code) => nameOf(code, rules)).join('、')}占几成：${sayBands(bands ?? [], { unit: '%' })}`
  }
}

/** Of whom it is and in what time: 每人每季度; an organisation’s own figures are not a person’s. */
export function sayPeriod({ period }: Pick<SchemeLimit, 'period'>, subject: SchemeRule['subject']): string {
  return `${subject === 'organisation' ? '每个组织' : '每人'}每${spanOf(period)}`
}

/** 年, 季度; of a cycle only 期. */
export function spanOf(period: SchemeLimit['period']): string {
  return period === 'cycle' ? '期' : periods[period]
}

/** A limit read aloud: 会议封顶：党员大会、党课，每人每年最多 60 分。 */
export function readLimit(limit: SchemeLimit, rules: readonly NamedRule[]): string {
  const names = limit.rules.map((code) => nameOf(code, rules)).join('、')
  const subject = rules.find((rule) => rule.code === limit.rules[0])?.subject ?? 'member'
  return `${limit.name}：${names}，${sayPeriod(limit, subject)}${sayWay(limit, rules)}`
}
