import { isDeepStrictEqual } from 'node:util'
import type { VisitNoticeSnapshot } from '../../../contract/visit-notices.ts'
import { type VisitPurpose, visitPurposeLabels, visitPurposes } from '../../../contract/visit-words.ts'
import type { PersonalNumber } from '../../core/guard/find-personal-numbers.ts'

/** Days for which a notice stands: until the next month's has come. Then it goes by itself. */
export const noticeDays = 31

/** A place of fewer households than this has no row of its own: its counts would tell of a house. */
export const smallest = 5

type Figures = { households: number; visited: number; met: number; visits: number }
export type Part = Figures & { name: string }
export type Totals = Figures & { visitors: number; demands: number; settled: number }
type Counted = { totals: Totals; purposes: Readonly<Record<VisitPurpose, number>>; parts: readonly Part[] }

export function buildNotice(
  head: Pick<VisitNoticeSnapshot, 'orgName' | 'placeName' | 'month' | 'asOf'>,
  { totals, purposes, parts }: Counted,
): VisitNoticeSnapshot {
  return {
    version: 1,
    ...head,
    totals,
    purposes: visitPurposes.map((purpose) => ({
      label: visitPurposeLabels[purpose],
      visits: purposes[purpose],
    })),
    rows: foldSmall(parts),
  }
}

/** Those that are too small stand together; alone, such a one takes the smallest of the others along. */
export function foldSmall(parts: readonly Part[]): Part[] {
  const isSmall = ({ households }: Figures) => households < smallest
  const small = parts.filter(isSmall)
  const large = parts.filter((part) => !isSmall(part))
  if (small.length === 0) return [...large]
  const sum = small.reduce((all, one) => all + one.households, 0)
  if (sum < smallest && large.length > 0) {
    const least = large.reduce((one, other) => (other.households < one.households ? other : one))
    return [...large.filter((part) => part !== least), addUp([...small, least])]
  }
  return [...large, addUp(small)]
}

function addUp(parts: readonly Part[]): Part {
  const sum = (key: keyof Figures) => parts.reduce((all, one) => all + one[key], 0)
  return {
    name: parts.map((part) => part.name).join('、'),
    ...{ households: sum('households'), visited: sum('visited'), met: sum('met'), visits: sum('visits') },
  }
}

/** Do the figures say something else than those that were published? The day on which they were drawn up is no figure. */
export function hasChanged(now: VisitNoticeSnapshot, then: VisitNoticeSnapshot): boolean {
  return !isDeepStrictEqual({ ...now, asOf: '' }, { ...then, asOf: '' })
}

/** Its figures and names, the same on whichever day they are looked at. */
export function figuresOf(snapshot: VisitNoticeSnapshot): string {
  return JSON.stringify({ ...snapshot, asOf: '' })
}

/** What of a place's name may be the name of a person: of 王阿根网格 the first three characters. */
export function bareName(name: string): string {
  return name.replace(/(责任)?(网格|片区|片|组)$/, '')
}

/** Every word of it that people have typed somewhere, with where it comes from. */
export function textsOf(snapshot: VisitNoticeSnapshot): { where: string; text: string }[] {
  return [
    { where: '单位名称', text: `${snapshot.placeName} ${snapshot.orgName}` },
    ...snapshot.rows.map(({ name }) => ({ where: whereOf(name), text: name })),
  ]
}

const whereOf = (name: string) => `“${name}”这个名字`

const numberLabels: Record<PersonalNumber['kind'], string> = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
}

export function sayFound(where: string, { kind, shown }: Pick<PersonalNumber, 'kind' | 'shown'>): string {
  return `不能公开：${where}里有${numberLabels[kind]}（${shown}）。请先在组织或网格里改名。`
}

export function sayNamed(placeName: string): string {
  return `不能公开：${whereOf(placeName)}是登记在册的人名。请先在组织或网格里改名。`
}

export const unseen = '公开以前要先看一遍。请打开这个月的走访，看过再公开。'
export const seenOther = '看过以后数字又变了，没有公开。请再看一遍，再公开。'
export const notOver = '这个月还没有过完，下个月一号起可以公开。'
export const tooFew = '这里登记的住户不到 5 户，公开了就认得出是哪一家。'
