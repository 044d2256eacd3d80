import { silentSegment } from '../contract/segments.ts'
import { addDays } from '../server/core/clock/days.ts'
import { planActivity } from '../server/features/activities/commands.ts'
import { proposeHandEntry } from '../server/features/hand-entries/commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { type Ground, memberIdOf, orgOf } from './ground.ts'
import { fiveBranches, homeBranch, linxi } from './places.ts'
import { named } from './recent.ts'
import type { Step } from './schedule.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

/** What is due: today's field work of five branches, a meeting nobody has written down, one to come, two entries by hand. */
export function waitingSteps(ground: Ground, people: People, today: string): Step[] {
  const before = (days: number, time: string) => at(addDays(today, -days), time)
  const steps = [
    planStep(committeeRecorder, before(4, '20:00'), fieldWork(ground, people, today)),
    planStep(secretary, before(16, '20:00'), {
      ...evening(ground, addDays(today, -9)),
      kind: 'members-assembly',
      title: '支部党员大会',
    }),
    planStep(secretary, before(2, '19:30'), {
      ...evening(ground, addDays(today, 6)),
      kind: 'party-lecture',
      title: '党课：村里的水怎么管',
    }),
    ...proposals(ground, people, today),
  ]
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

function fieldWork(ground: Ground, people: People, day: string): Plan {
  const inField = new Set(fiveBranches.map((name) => `${linxi.key}/${name}`))
  const called = [...people.values()].filter((one) => one.stage === 'full' && inField.has(one.branch))
  return {
    orgId: orgOf(ground, committee).orgId,
    kind: 'theme-day',
    title: '义务助农 31 亩',
    day,
    startsAt: '08:00',
    endsAt: '11:00',
    place: '新圩东片稻田',
    segments: [
      { ...silentSegment, kind: 'study', title: '学习', minutes: 30, topic: 'revitalisation' },
      {
        ...silentSegment,
        kind: 'service',
        title: '帮缺劳力户干农活',
        minutes: 150,
        ledBy: '村两委',
        ledRole: 'two-committees',
        topic: 'volunteer-farming',
      },
    ],
    invited: { whom: 'named', memberIds: called.map((one) => memberIdOf(ground, one.key)) },
  }
}

function evening(ground: Ground, day: string): Omit<Plan, 'kind' | 'title'> {
  const { orgId } = orgOf(ground, home)
  return { orgId, day, startsAt: '19:00', endsAt: '20:30', place: `${homeBranch}活动室`, segments: [] }
}

function proposals(ground: Ground, people: People, today: string): Step[] {
  return [
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
  ]
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
