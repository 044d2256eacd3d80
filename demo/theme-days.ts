import { exceptionsOf, type People, type Turnout, turnOut } from './attendance.ts'
import { dayOf, writtenUp } from './days.ts'
import type { VillagePlan } from './people.ts'
import { linxi } from './places.ts'
import type { Random } from './random.ts'
import type { ActivityRecord, OccasionPlan } from './record-plan.ts'
import { cadreOf } from './staff-plan.ts'
import { segmentsOf, villageTopics } from './topics.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

/** Where a village's members are called together: its general branch, or its only branch. */
export function villageHolder({ name, branches }: VillagePlan): string {
  return branches.length > 1 ? `${name}/总支` : `${name}/${branches[0]?.name ?? name}`
}

type Host = { name: string; org: string; recorder: string; date: number; called: (day: string) => string[] }

export type ThemeWish = {
  year: number
  /** 党员活动日 in 2015; 主题党日, as it is called since. */
  kind: 'activity-day' | 'theme-day'
  lastDay: string
  /** Of the year 2015: document 000's morning in the fields of 前岸, and the study and cleaning of 柳塘. */
  document000: boolean
}

/** The monthly day of the villages, each on its own date. */
export function recordThemeDays(
  random: Random,
  wish: ThemeWish,
  hosts: readonly Host[],
  people: People,
): ActivityRecord[] {
  const occasions = hosts.flatMap((host) => planDays(host, wish)).filter((one) => one.day <= wish.lastDay)
  const turnout = turnOut(random.stream('turnout'), occasions, people, null)
  if (wish.document000) putIntoTheField(random, occasions, people, turnout)
  const recorders = new Map(hosts.map((host) => [host.org, host.recorder]))
  return occasions.map((one, i) => ({
    ...one,
    type: 'activity',
    exceptions: exceptionsOf(random.stream(`roll ${i}`), one, turnout.get(one.key) ?? new Set(), people),
    recorder: recorders.get(one.org) ?? '',
    recordedAt: writtenUp(one.day, 7, wish.lastDay),
    approved: null,
    mistake: null,
    takenBack: null,
  }))
}

export function townshipHosts(villages: readonly VillagePlan[], people: People): Host[] {
  const others = villages.map((village, i) => ({
    name: village.name,
    org: villageHolder(village),
    recorder: `cadre/${cadreOf(i)}`,
    // Each village has its own date, the tenth as document 000 tells of one; those of a cadre follow each other.
    date: 10 + cadreOf(i) * 5 + Math.floor(i / 4),
  }))
  const home = { name: linxi.key, org: committee, recorder: committeeRecorder, date: 18 }
  return [home, ...others].map((host) => ({
    ...host,
    called: (day) =>
      [...people.values()]
        .filter((one) => one.branch.startsWith(`${host.name}/`) && isMember(one.stage) && one.enteredOn < day)
        .map((one) => one.key),
  }))
}

function isMember(stage: string): boolean {
  return stage === 'full' || stage === 'probationary'
}

function planDays(host: Host, { year, kind, document000 }: ThemeWish): OccasionPlan[] {
  return Object.entries(villageTopics).map(([month, topic]) => {
    const day = dayOf(year, Number(month), host.date)
    const isField = document000 && host.name === '前岸' && month === '6'
    const isStudyFirst = document000 && host.name === '柳塘' && month === '4'
    return {
      key: `${host.org} ${day} ${kind}`,
      org: host.org,
      kind,
      title: isField ? '义务助农' : topic.title,
      day,
      startsAt: '08:00',
      endsAt: isField ? '11:30' : '10:20',
      place: isField ? '前岸村东片稻田' : `${host.name}村`,
      segments: isField ? [] : segmentsOf(topic, isStudyFirst ? '村两委' : null),
      outputs: isField ? [{ unit: '亩', amount: 31_00 }] : [],
      called: host.called(day),
      everyone: true,
      appeal: 1,
    }
  })
}

/** Sixty-eight came to the 31 mu of 10 June 2015, and at least twenty to 柳塘's cleaning: those likeliest to. */
function putIntoTheField(
  random: Random,
  occasions: readonly OccasionPlan[],
  people: People,
  turnout: Turnout,
): void {
  const field = occasions.find((one) => one.outputs.some((output) => output.unit === '亩'))
  if (!field) return
  const order = random
    .shuffle(field.called)
    .toSorted((a, b) => (people.get(b)?.diligence ?? 0) - (people.get(a)?.diligence ?? 0))
  turnout.set(field.key, new Set(order.slice(0, 68)))
}
