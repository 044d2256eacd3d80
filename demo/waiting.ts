import { addDays } from '../server/core/clock/days.ts'
import { planActivity } from '../server/features/activities/commands.ts'
import { proposeHandEntry } from '../server/features/hand-entries/commands.ts'
import { at } from './days.ts'
import { type Ground, memberIdOf, orgOf } from './ground.ts'
import type { People } from './attendance.ts'
import { named } from './recent.ts'
import { fiveBranches, homeBranch, linxi } from './places.ts'
import type { Step } from './schedule.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

/** What is due: today's field work of five branches, a meeting nobody has written down, one to come, two entries by hand. */
export function waitingSteps(ground: Ground, people: People, today: string): Step[] {
  const orgId = orgOf(ground, home).orgId
  const field = [...people.values()].filter(
    (one) => one.stage === 'full' && fiveBranches.some((name) => one.branch === `${linxi.key}/${name}`),
  )
  const theme = {
    orgId: orgOf(ground, committee).orgId,
    kind: 'theme-day',
    title: '义务助农 31 亩',
    day: today,
    startsAt: '08:00',
    endsAt: '11:00',
    place: '新圩东片稻田',
    segments: [
      { kind: 'study', title: '学习', minutes: 30, ledBy: null },
      { kind: 'service', title: '帮缺劳力户秋收', minutes: 150, ledBy: '村两委' },
    ],
    invited: { whom: 'named', memberIds: field.map((one) => memberIdOf(ground, one.key)) },
  } as const
  const place = `${homeBranch}活动室`
  const evening = { orgId, startsAt: '19:00', endsAt: '20:30', place, segments: [] }
  const assembly = {
    ...evening,
    kind: 'members-assembly',
    title: '支部党员大会',
    day: addDays(today, -9),
  } as const
  const lecture = {
    ...evening,
    kind: 'party-lecture',
    title: '党课：冬修水利怎么出力',
    day: addDays(today, 6),
  } as const
  return [
    planStep(committeeRecorder, at(addDays(today, -4), '20:00'), { ...theme, segments: [...theme.segments] }),
    planStep(secretary, at(addDays(today, -16), '20:00'), assembly),
    planStep(secretary, at(addDays(today, -2), '19:30'), lecture),
    propose(ground, people, {
      by: `deputy/${home}`,
      name: '徐永康',
      day: addDays(today, -3),
      points: 2_00,
      reason: '夜里守闸排涝，没有开成活动',
    }),
    propose(ground, people, {
      by: `leader/${home}`,
      name: '陈美凤',
      day: addDays(today, -2),
      points: 1_00,
      reason: '替不识字的老党员读文件，一个上午',
    }),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

type Plan = Parameters<typeof planActivity>[1]

function planStep(by: string, when: Date, wish: Plan): Step {
  return { at: when, by, run: async (ctx) => void (await planActivity(ctx, wish)) }
}

type Proposal = { by: string; name: string; day: string; points: number; reason: string }

function propose(ground: Ground, people: People, { by, name, day, points, reason }: Proposal): Step {
  const wish = { memberId: memberIdOf(ground, named(people, name)), day, points, reason }
  return { at: at(day, '21:10'), by, run: async (ctx) => void (await proposeHandEntry(ctx, wish)) }
}
