import { silentSegment } from '../contract/segments.ts'
import { addDays } from '../server/core/clock/days.ts'
import { planActivity } from '../server/features/activities/commands.ts'
import { addGuest } from '../server/features/activities/rolls/guest-commands.ts'
import { askLeave, recordLeave } from '../server/features/activities/rolls/leave-commands.ts'
import { makeAttendLink } from '../server/features/activities/rolls/link-commands.ts'
import { recordMakeUp } from '../server/features/activities/rolls/make-up-commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import { named } from './recent.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

/** An evening to come of five people: one asks for leave, one has it, one is away and takes part from there. */
async function planEvening(ground: Ground, people: People, today: string): Promise<string> {
  const { orgId } = orgOf(ground, home)
  const called = ['吴秋生', '杨彩珍', '王阿根', '何建平', '林秀兰'].map((name) => named(people, name))
  const memberIds = called.map((key) => memberIdOf(ground, key))
  return writeAs(ground, secretary, at(addDays(today, -1), '20:10'), async (ctx) => {
    const { activityId } = await planActivity(anew(ctx), {
      ...{ orgId, kind: 'study-group', title: '学习小组：读报' },
      ...{ day: addDays(today, 3), startsAt: '19:00', endsAt: '20:30', place: `${homeBranch}活动室` },
      segments: [{ ...silentSegment, kind: 'study', title: '读报', minutes: 60 }],
      invited: { whom: 'named', memberIds },
    })
    return activityId
  })
}

/** The last recorded activity of the branch that somebody missed, and two of those. */
function findMissed(ground: Ground, today: string) {
  const { orgId } = orgOf(ground, home)
  return writeAs(ground, secretary, at(addDays(today, -1), '20:20'), (ctx) =>
    ctx.db
      .selectFrom('attendance as t')
      .innerJoin('activities as a', (join) =>
        join.on('a.county_id', '=', ctx.county).onRef('a.activity_id', '=', 't.activity_id'),
      )
      .select(['t.activity_id', 't.member_id', 'a.day'])
      .where('t.county_id', '=', ctx.county)
      .where('a.org_id', '=', orgId)
      .where('a.state', '=', 'closed')
      .where('t.state', 'in', ['absent', 'leave'])
      .orderBy('a.day', 'desc')
      .orderBy('t.member_id')
      .limit(2)
      .execute(),
  )
}

/** What stands beside a roll: leaves, an address for who is away, a guest, and lessons made up. */
export async function noteRolls(ground: Ground, people: People, today: string): Promise<void> {
  const evening = await planEvening(ground, people, today)
  const idOf = (name: string) => memberIdOf(ground, named(people, name))
  const yesterday = addDays(today, -1)
  await writeAs(ground, 'member', at(yesterday, '20:30'), (ctx) =>
    askLeave(anew(ctx), evening, { reason: 'family', note: '孙子办酒' }),
  )
  await writeAs(ground, secretary, at(yesterday, '20:40'), async (ctx) => {
    await recordLeave(anew(ctx), evening, { memberId: idOf('王阿根'), reason: 'infirm', note: null })
    await makeAttendLink(anew(ctx), evening, idOf('何建平'))
    await addGuest(anew(ctx), evening, { name: '周教授', origin: '市委党校' })
  })
  const [missed, ...more] = await findMissed(ground, today)
  if (!missed) return
  const same = more.filter((row) => row.activity_id === missed.activity_id)
  await writeAs(ground, secretary, at(yesterday, '20:50'), async (ctx) => {
    const memberIds = [missed, ...same].map((row) => row.member_id)
    const wish = { memberIds, way: 'home' as const, day: yesterday, teacher: '林秀兰', note: null }
    if (missed.day < yesterday) await recordMakeUp(anew(ctx), missed.activity_id, wish)
  })
}
