import type { HonourLevel } from '../../../contract/honours.ts'
import { stageLabels } from '../../../contract/members.ts'
import type { OrgKind } from '../../../contract/organisations.ts'
import { codeLabel } from '../../../contract/register-codes.ts'
import type { Gate } from '../../../contract/selections.ts'
import type { PersonRow } from './eligibility-queries.ts'
import type { SelectionRow } from './queries.ts'

/** What a selection asks of who stands; points in hundredths. */
export type Terms = { postGate: boolean; minimumPoints: number | null; admitsProbationary: boolean }

export type Person = {
  stage: string
  standing: string
  isLost: boolean
  /** Titles of the posts of service held in the year. */
  posts: readonly string[]
  /** Of the year, as the booklet adds them up. */
  points: number
}

export function personOf({ stage, standing, is_lost: isLost, posts, points }: PersonRow): Person {
  return { stage, standing, isLost, posts, points }
}

export function termsOf(row: SelectionRow): Terms {
  const { post_gate: postGate, minimum_points: minimumPoints, admits_probationary: admitsProbationary } = row
  return { postGate, minimumPoints, admitsProbationary }
}

export type Judgement = { eligible: boolean; gate: Gate | null; reason: string }

/** 29 · 2.5 · −1, from hundredths. */
export function sayPoints(points: number): string {
  return String(points / 100).replace('-', '−')
}

/**
 * May this member stand, and why (001-12, 001-13): whoever held a post of service in the year; without one, whoever
 * has the minimum of points. Points let somebody stand, they choose nobody. `named`: the reader may see points.
 */
export function judge(person: Person, terms: Terms, named = true): Judgement {
  const bar = findBar(person, terms)
  if (bar) return { eligible: false, gate: null, reason: bar }
  const { postGate, minimumPoints } = terms
  const [post] = person.posts
  if (postGate && post) return { eligible: true, gate: 'post', reason: `这一年在“${post}”岗位上` }
  if (minimumPoints !== null) return judgePoints(person.points, minimumPoints, postGate, named)
  if (postGate) return { eligible: false, gate: null, reason: '这一年没有岗位' }
  return { eligible: true, gate: 'member', reason: stageLabels[person.stage as 'full'] }
}

function judgePoints(points: number, minimum: number, postGate: boolean, named: boolean): Judgement {
  const eligible = points >= minimum
  const start = postGate ? '没有岗位，' : ''
  const figure = named ? ` ${sayPoints(points)} 分，` : ''
  const least = sayPoints(minimum)
  const reason = eligible
    ? `${start}这一年积分${figure}够 ${least} 分`
    : `${start}这一年积分${figure}不到 ${least} 分`
  return { eligible, gate: eligible ? 'points' : null, reason }
}

/** What keeps somebody out whatever the points (§2: probationary members take part and are not graded). */
function findBar({ stage, standing, isLost }: Person, { admitsProbationary }: Terms): string | null {
  if (stage === 'exited') return '已经不在这个支部'
  if (stage !== 'full' && stage !== 'probationary')
    return `还不是党员，是${stageLabels[stage as 'applicant'] ?? stage}`
  if (stage === 'probationary' && !admitsProbationary) return '预备党员这次不参评'
  if (standing !== 'normal' && standing !== 'restored')
    return `现在是${codeLabel('membershipStatus', standing) ?? standing}`
  return isLost ? '失去联系，找到以后再参评' : null
}

/** The level at which an organisation of this kind awards, as honours know levels; null: below all of them. */
export function levelOf(kind: OrgKind, parent: OrgKind | null): HonourLevel | null {
  if (kind === 'county') return 'district'
  if (kind === 'township') return 'town'
  if (kind === 'village' || parent === 'village') return kind === 'branch' ? null : 'village'
  if (kind === 'committee' && parent === 'township') return 'town'
  return null
}

/** 评优〔2026〕3 号: numbers of one county's year. */
export function certificateNumber(year: number, no: number): string {
  return `评优〔${year}〕${no} 号`
}
