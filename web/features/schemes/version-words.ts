import type { SchemeFlag, SchemeGrade, SchemeLatitude } from '../../../contract/scheme-version.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { sayAudience } from './rule-words.ts'
import { classes, outcomes } from './vocabulary.ts'

/** 四星：80 至 89 分; 五星：90 分以上. */
export function readGrade({ name, from, to }: SchemeGrade): string {
  const span =
    to === null ? `${formatPoints(from)} 分以上` : `${formatPoints(from)} 至 ${formatPoints(to)} 分`
  return `${name}：${span}`
}

/** What a total puts before people, and that it decides nothing. */
export function readFlag({ name, below, atLeast, who, outcome }: SchemeFlag): string {
  const audience = sayAudience({ who })
  const total =
    below !== null ? `总分低于 ${formatPoints(below)} 分` : `总分达到 ${formatPoints(atLeast ?? 0)} 分`
  return `${name}：${audience === '全体' ? '' : `${audience}，`}${total}的，${outcomes[outcome]}`
}

export function readLatitude({ classes: own, most }: SchemeLatitude): string {
  return `下级可以自己加${own.map((one) => classes[one]).join('、')}，一年最多加减 ${formatPoints(most)} 分`
}
