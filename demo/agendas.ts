import { agendaTerms } from '../contract/agenda-items.ts'
import { readyAgendas } from '../contract/agenda-ready.ts'
import type { Segment } from '../contract/segments.ts'
import { addDays } from '../server/core/clock/days.ts'
import { startOfPeriod } from '../server/core/clock/periods.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { recordActivity } from '../server/features/activities/closing-commands.ts'
import { agendaOf, declareAgenda, proposeSegments } from '../server/features/agendas/commands.ts'
import { addTeaching } from '../server/features/agendas/teaching-commands.ts'
import { assignTask, settleTask } from '../server/features/meeting-tasks/commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi, township } from './places.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`
const cadre = 'resident-cadre'

const teaching = [
  { sort: 'lecturer', kind: 'expert', name: '周教授', detail: '市委党校，讲党史' },
  { sort: 'lecturer', kind: 'cadre', name: '顾晓峰', detail: '青禾镇，讲上级会议精神' },
  { sort: 'lecturer', kind: 'secretary', name: '董长林', detail: '临溪村，讲怎么做群众工作' },
  { sort: 'site', kind: 'revolutionary', name: '后山交通站旧居', detail: '临溪村后山' },
  { sort: 'site', kind: 'family-virtue', name: '柳家家风馆', detail: '柳岸村' },
  { sort: 'site', kind: 'integrity', name: '清风亭', detail: '青禾镇文化站' },
  { sort: 'topic', kind: 'service', name: '护水巡渠', detail: null },
] as const

/** What the township asks of each kind of meeting, two weeks ago: of 5+X nobody knows the five, so it is left out. */
async function declareAll(ground: Ground, day: string): Promise<void> {
  const { orgId } = orgOf(ground, township.key)
  const officer = 'township-officer'
  for (const { key, kind, ...rest } of readyAgendas) {
    if (key === 'five-plus-x') continue
    const terms = agendaTerms.parse(rest)
    await writeAs(ground, officer, at(day, '08:20'), (ctx) =>
      declareAgenda(anew(ctx), { orgId, reach: 'below', kind, validFrom: day, terms }),
    )
  }
  for (const entry of teaching)
    await writeAs(ground, officer, at(day, '08:40'), (ctx) => addTeaching(anew(ctx), orgId, entry))
}

type Meeting = { kind: 'situation-analysis' | 'training'; title: string; org: string; day: string }

/** The parts of the agenda in force there, one of them perhaps left out. */
async function partsOf(ctx: Ctx, ground: Ground, { kind, org, day }: Meeting): Promise<Segment[]> {
  const place = orgOf(ground, org)
  return proposeSegments(ctx, place, await agendaOf(ctx, place, { kind, day }), day)
}

async function hold(
  ground: Ground,
  by: string,
  meeting: Meeting,
  { called, skip = [] }: { called: readonly string[]; skip?: readonly number[] },
): Promise<string> {
  return writeAs(ground, by, at(meeting.day, '20:30'), async (ctx) => {
    const own = anew(ctx)
    const { kind, title, org, day } = meeting
    const parts = await partsOf(own, ground, meeting)
    await recordActivity(own, {
      ...{ kind, title, day, orgId: orgOf(ground, org).orgId },
      ...{ startsAt: '19:00', endsAt: '20:10', place: '村委会二楼', outputs: [] },
      segments: parts.map((part, i) => ({ ...part, skipped: skip.includes(i) })),
      invited: { whom: 'named', memberIds: called.map((key) => memberIdOf(ground, key)) },
      minutes: '传达了镇里的会，定了这一周的事。',
    })
    return own.requestId
  })
}

type Task = { what: string; owner: string; dueOn: string; done?: string }

async function giveOut(ground: Ground, by: string, activityId: string, day: string, tasks: readonly Task[]) {
  for (const { what, owner, dueOn, done } of tasks) {
    const taskId = await writeAs(ground, by, at(day, '20:40'), async (ctx) => {
      const own = anew(ctx)
      const id = memberIdOf(ground, owner)
      await assignTask(own, activityId, { what, owner: { by: 'member', id }, dueOn })
      return own.requestId
    })
    if (!done) continue
    await writeAs(ground, by, at(dueOn, '18:00'), (ctx) =>
      settleTask(ctx, taskId, { state: 'done', note: done }),
    )
  }
}

/**
 * Agendas of the township, who teaches and where, the village's weekly meetings with the resident cadre, and what they
 * gave people to do: done, open, and one past its day.
 */
export async function holdByAgenda(ground: Ground, people: People, today: string): Promise<void> {
  const monday = startOfPeriod(today, 'week')
  const [before, last] = [addDays(monday, -13), addDays(monday, -6)]
  await declareAll(ground, addDays(monday, -14))
  const called = [...people.values()]
    .filter((one) => one.branch === home && one.stage === 'full')
    .slice(3, 12)
    .map((one) => one.key)
  const [first = '', second = '', third = ''] = called
  const weekly = { kind: 'situation-analysis', title: '民情分析会', org: home } as const
  const earlier = await hold(ground, cadre, { ...weekly, day: before }, { called })
  await giveOut(ground, cadre, earlier, before, [
    { what: '清掉二号渠口的淤泥', owner: first, dueOn: addDays(before, 3), done: '清完了，水通了' },
    { what: '把独居老人的电热毯查一遍', owner: second, dueOn: addDays(before, 5) },
  ])
  const later = await hold(ground, cadre, { ...weekly, day: last }, { called })
  await giveOut(ground, cadre, later, last, [
    { what: '统计冬修水利缺几个劳力', owner: third, dueOn: addDays(today, 2) },
    { what: '到丁家坐一坐，说说医保', owner: first, dueOn: addDays(today, 4) },
  ])
  // No duty of the month: what is still to be held stays to be held.
  const lessons = { kind: 'training', title: '党务培训', org: home } as const
  await hold(
    ground,
    secretary,
    { ...lessons, day: addDays(last, 1) },
    { called: called.slice(0, 3), skip: [2] },
  )
}
