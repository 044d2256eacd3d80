import type { HostLevel } from '../contract/activity-kinds.ts'
import { weekday } from '../server/core/clock/days.ts'
import type { People } from './attendance.ts'
import { dayOf, later } from './days.ts'
import { fiveBranches, linxi } from './places.ts'
import type { Random } from './random.ts'
import type { OccasionPlan } from './record-plan.ts'
import { branchTopics, campaigns, cleaning, disputes, segmentsOf } from './topics.ts'

/** How busy a year of 临溪 is. Months from 1 to 12. */
export type YearShape = {
  year: number
  /** The village committee calls all 114. */
  assemblies: readonly { month: number; date: number; title: string }[]
  committeeMonths: readonly number[]
  branchMonths: readonly number[]
  sanitationMonths: readonly number[]
  mediations: number
  cleanUps: number
}

export const committee = `${linxi.key}/党委`

/** Everything that 临溪 and its nine branches call people to in a year, in no order. */
export function shapeYear(random: Random, shape: YearShape, people: People): OccasionPlan[] {
  const members = [...people.values()].filter(
    (one) => one.branch.startsWith(`${linxi.key}/`) && one.stage === 'full',
  )
  const inBranch = (branch: string) =>
    members.filter((one) => one.branch === `${linxi.key}/${branch}`).map((one) => one.key)
  // Whoever leads a branch approves what others did there.
  const withoutPost = (branch: string) => inBranch(branch).filter((key) => !people.get(key)?.partyPost)
  const branches = linxi.branches.map(({ name }, i) => ({
    name,
    date: 6 + i * 2,
    called: inBranch(name),
    helpers: withoutPost(name),
  }))
  return [
    ...wholeVillage(
      shape,
      members.map((one) => one.key),
    ),
    ...committeeMeetings(
      shape,
      members.filter((one) => one.partyPost?.includes('书记')).map((one) => one.key),
    ),
    ...branches.flatMap((branch) => branchYear(random.stream(branch.name), shape, branch)),
    ...mediations(random.stream('mediations'), shape, branches),
    ...cleanUps(random.stream('clean-ups'), shape, branches),
  ]
}

/** The tier of whoever holds it, as points see it. */
export function hostOf(org: string): HostLevel {
  return org === committee ? 'committee' : 'branch'
}

type Branch = { name: string; date: number; called: string[]; helpers: string[] }
type Draft = Pick<OccasionPlan, 'kind' | 'title' | 'day' | 'startsAt' | 'called'> & Partial<OccasionPlan>

function occasion(org: string, minutes: number, draft: Draft): OccasionPlan {
  return {
    key: `${org} ${draft.day} ${draft.kind} ${draft.startsAt}`,
    org,
    endsAt: later(draft.startsAt, minutes),
    place: org === committee ? '村党群服务中心' : `${org.split('/')[1]}活动室`,
    segments: [],
    outputs: [],
    everyone: false,
    appeal: 1,
    ...draft,
  }
}

function wholeVillage({ year, assemblies }: YearShape, called: string[]): OccasionPlan[] {
  return assemblies.map(({ month, date, title }) =>
    occasion(committee, 120, {
      kind: 'members-assembly',
      title,
      day: dayOf(year, month, date),
      startsAt: '08:30',
      called,
      everyone: true,
    }),
  )
}

function committeeMeetings({ year, committeeMonths }: YearShape, called: string[]): OccasionPlan[] {
  return committeeMonths.map((month) =>
    occasion(committee, 90, {
      kind: 'party-committee-meeting',
      title: `${month} 月党委会`,
      day: dayOf(year, month, 4),
      startsAt: '19:00',
      called,
      appeal: 1.15,
    }),
  )
}

function branchYear(
  random: Random,
  { year, branchMonths, sanitationMonths }: YearShape,
  branch: Branch,
): OccasionPlan[] {
  const org = `${linxi.key}/${branch.name}`
  const meetings = branchMonths.flatMap((month) => {
    const topic = branchTopics[month]
    if (!topic) return []
    const kind = topic.kind === 'theme-day' && year < 2016 ? 'activity-day' : topic.kind
    const day = dayOf(year, month, branch.date)
    const startsAt = weekday(day) > 5 ? '08:00' : '19:00'
    const segments = segmentsOf(topic, null)
    return [
      occasion(org, 110, { ...topic, kind, day, startsAt, segments, called: branch.called, everyone: true }),
    ]
  })
  const cleanings = sanitationMonths.map((month) =>
    occasion(org, 120, {
      kind: 'sanitation',
      title: random.pick(cleaning),
      day: dayOf(year, month, Math.min(27, branch.date + random.int(3, 8))),
      startsAt: '06:30',
      place: `${branch.name}自然村`,
      called: branch.called,
      appeal: 0.34,
    }),
  )
  return [...meetings, ...cleanings]
}

/** Cases are what one or two people settled; nobody else was called. */
function mediations(random: Random, shape: YearShape, branches: readonly Branch[]): OccasionPlan[] {
  return Array.from({ length: shape.mediations }, (_, i) => {
    const branch = random.pick(branches)
    return occasion(`${linxi.key}/${branch.name}`, 60, {
      // Two cases may fall on one day; their hours keep them apart.
      key: `mediation ${shape.year}/${i}`,
      kind: 'mediation',
      title: `调解邻里纠纷：${random.pick(disputes)}`,
      day: dayOf(shape.year, random.int(1, 12), random.int(1, 28)),
      startsAt: later('09:00', 30 * random.int(0, 12)),
      place: `${branch.name}自然村`,
      called: random.shuffle(branch.called).slice(0, random.chance(0.3) ? 2 : 1),
      appeal: Number.POSITIVE_INFINITY,
    })
  })
}

function cleanUps(random: Random, shape: YearShape, branches: readonly Branch[]): OccasionPlan[] {
  const near = branches.filter((one) => (fiveBranches as readonly string[]).includes(one.name))
  return Array.from({ length: shape.cleanUps }, (_, i) => {
    const branch = near[i % near.length] as Branch
    return occasion(`${linxi.key}/${branch.name}`, 240, {
      key: `clean-up ${shape.year}/${i}`,
      kind: 'major-clean-up',
      title: campaigns[i % campaigns.length] as string,
      day: dayOf(shape.year, 4 + i * 2, 16),
      startsAt: '07:00',
      place: `${branch.name}自然村`,
      outputs: [{ unit: '吨', amount: random.int(4, 30) * 100 }],
      called: random.shuffle(branch.helpers).slice(0, random.int(4, 6)),
      appeal: Number.POSITIVE_INFINITY,
    })
  })
}
