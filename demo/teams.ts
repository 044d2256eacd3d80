import { addDays } from '../server/core/clock/days.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { foundTeam } from '../server/features/teams/commands.ts'
import { logWork } from '../server/features/teams/log-commands.ts'
import { addTeamPeople } from '../server/features/teams/people-commands.ts'
import { listPeople } from '../server/features/teams/people-queries.ts'
import { setRoster } from '../server/features/teams/roster-commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import { named } from './recent.ts'
import type { Step } from './schedule.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

const members = ['王阿根', '杨彩珍', '吴秋生']
/** Neighbours who are no members: a name, what they agreed to, and its last day. */
const volunteers = ['夏小雨', '叶阿庆']

type Turn = {
  daysAgo: number
  who: string
  amounts: { rounds?: number; km?: number; tonnes?: number }
  note?: string
}

/** In hundredths. */
const turns: readonly Turn[] = [
  { daysAgo: 41, who: '王阿根', amounts: { rounds: 2_00, km: 6_00 } },
  { daysAgo: 34, who: '杨彩珍', amounts: { rounds: 1_00, km: 3_50 } },
  { daysAgo: 27, who: '夏小雨', amounts: { rounds: 1_00, km: 3_00 } },
  { daysAgo: 20, who: '吴秋生', amounts: { km: 4_20, tonnes: 1_50 }, note: '捞了一船水葫芦。' },
  { daysAgo: 13, who: '王阿根', amounts: { rounds: 2_00, km: 6_00 } },
  { daysAgo: 6, who: '叶阿庆', amounts: { rounds: 1_00, km: 2_80, tonnes: 40 } },
]

async function gather(ctx: Ctx, teamId: string, memberIds: readonly string[], today: string): Promise<void> {
  const none = { name: null, phone: null, consentOn: null, expiresOn: null }
  const consent = { memberId: null, phone: null, consentOn: ctx.today, expiresOn: addDays(today, 300) }
  await addTeamPeople(anew(ctx), teamId, [
    ...memberIds.map((memberId) => ({ ...none, memberId })),
    ...volunteers.map((name) => ({ ...consent, name })),
  ])
  const people = await listPeople(ctx, teamId)
  await setRoster(anew(ctx), teamId, {
    ...{ title: '周末巡河', rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', startsAt: '06:30', endsAt: '08:00' },
    ...{ seasonFrom: addDays(today, -45), seasonTo: addDays(today, 60), perDay: 2 },
    personIds: people.map((one) => one.person_id),
  })
}

/** A team of members and volunteers with a roster of its weekends, and what some of them did. */
export function teamSteps(ground: Ground, people: People, today: string): Step[] {
  const { orgId } = orgOf(ground, home)
  const team = { id: '' }
  const idOf = (name: string) => memberIdOf(ground, named(people, name))
  const foundedOn = addDays(today, -48)
  const founded: Step = {
    at: at(foundedOn, '20:00'),
    by: secretary,
    run: async (ctx) => {
      const own = anew(ctx)
      team.id = own.requestId
      await foundTeam(own, orgId, { name: '石桥巡河队', kind: 'flood-watch', foundedOn })
      await gather(ctx, team.id, members.map(idOf), today)
    },
  }
  const logs = turns.map(
    ({ daysAgo, who, amounts, note }): Step => ({
      at: at(addDays(today, -daysAgo), '19:50'),
      by: secretary,
      run: async (ctx) => {
        const isMember = members.includes(who)
        const person = (await listPeople(ctx, team.id)).find((one) => one.name === who)
        await logWork(anew(ctx), {
          ...{ work: { kind: 'team', id: team.id }, day: ctx.today, amounts },
          ...{ memberId: isMember ? idOf(who) : null, personId: isMember ? null : (person?.person_id ?? '') },
          ...{ note: note ?? null, finding: null },
        })
      },
    }),
  )
  return [founded, ...logs]
}
